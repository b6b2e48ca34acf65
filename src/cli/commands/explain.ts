import { EXIT, UserError } from '../../record/errors.ts';
import { toJson } from '../../record/json.ts';
import { nearest } from '../../record/nearest.ts';
import { painter } from '../../record/paint.ts';
import { table } from '../../reporters/layout.ts';
import { RULES } from '../../rules/registry.ts';
import type { CommandRun } from '../command.ts';
import { ruleFacts, rulePage } from '../explain/rule-page.ts';
import { terminalOf } from '../terminal.ts';

/** Explains rules; what it prints is what the documentation and the tests are made from. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const wanted = positionals.map((id) => {
    const rule = RULES.find((one) => one.id === id);
    if (rule) return rule;
    const near = nearest(id, RULES.map((one) => one.id));
    throw new UserError(`there is no rule "${id}"`, { hint: near === null ? '`postmortem explain` lists all rules' : `did you mean "${near}"?` });
  });
  const terminal = terminalOf(host, host.stdout, values);
  const paint = painter(terminal.colour);
  if (values['json']) host.stdout.write(`${toJson((wanted.length > 0 ? wanted : RULES).map(ruleFacts), 2)}\n`);
  else if (wanted.length > 0) host.stdout.write(wanted.map((rule) => rulePage(rule, terminal)).join('\n'));
  else host.stdout.write(table(RULES.map(({ id, docs }) => [paint('bold', id), docs.summary]), host.stdout.isTTY ? terminal.width : Infinity).map((line) => `${line}\n`).join(''));
  return EXIT.clean;
};
