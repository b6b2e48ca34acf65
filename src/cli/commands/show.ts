import { UserError } from '../../record/errors.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun } from '../command.ts';
import { page } from '../show/page.ts';
import { terminalOf } from '../terminal.ts';

/** Shows the records of the named documents, one page each. */
export const run: CommandRun = async (host, { positionals, values }) => {
  if (positionals.length === 0) throw new UserError('name the document to show', { hint: '`postmortem list` lists them' });
  const { records, exit } = await openCollection(host, positionals);
  const terminal = terminalOf(host, host.stdout, values);
  host.stdout.write(records.map((record) => page(record, terminal)).join('\n'));
  return exit;
};
