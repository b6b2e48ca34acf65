import { resolve } from 'node:path';
import { EXIT, UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { claimsOf } from '../../gates/links/claims.ts';
import { replayAll } from '../../gates/links/protection.ts';
import type { GateUnit } from '../../gates/model.ts';
import { displayPath } from '../../workspace/discover.ts';
import { lockOrEmpty } from '../../workspace/gates/lock.ts';
import { readLinkedRecords } from '../../workspace/gates/records.ts';
import type { CommandRun } from '../command.ts';
import { openRepository, printJson } from '../gates/open.ts';
import { conditionsInWords } from '../gates/print-units.ts';

/** Says which incidents the gates at a place are there for. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const [word] = positionals;
  if (word === undefined) throw new UserError('which place? Name a file, or a file and a line', { hint: 'postmortem gates why alerts.yml:14' });
  const [, written = word, digits] = /^(.*?)(?::(\d+))?$/.exec(word) ?? [];
  const gates = await openRepository(host, values);
  const path = displayPath(gates.workspace.root, resolve(host.cwd, written));
  const here = gates.units.filter((unit) => unit.path === path);
  if (here.length === 0) throw new UserError(`no gate is found in ${path}`, { hint: '`postmortem gates list` shows where gates are' });
  const units = digits === undefined ? here : around(here, Number(digits));
  const { links } = await readLinkedRecords(gates.workspace);
  const linked = { links, index: gates.index };
  const claims = claimsOf(linked, linked, lockOrEmpty(gates.workspace).units);
  const answers = units.map((unit) => {
    const protections = claims.of(unit, unit);
    return { unit, paidFor: protections.map(({ payment }) => payment), replay: replayAll(unit, protections, gates.formats.replayOf(unit.format)) };
  });
  if (values['json']) {
    await printJson(host, { version: 1, gates: answers.map(({ unit, paidFor, replay }) => ({ unit: unit.key, title: unit.title, enforcement: unit.enforcement, line: unit.source.line, paidFor, replay })) });
    return EXIT.clean;
  }
  for (const { unit, paidFor, replay } of answers) {
    const lines = [`${unit.key}  (line ${unit.source.line}, ${unit.enforcement})`, `  ${conditionsInWords(unit) || unit.title}`];
    for (const { incident, action, title, record } of paidFor) lines.push(`  paid for by ${incident}${title === null ? '' : `: ${title}`}${action === null ? '' : ` (${action})`}${record === null ? '' : `, ${record}`}`);
    if (paidFor.length === 0) lines.push('  no incident is linked to it');
    if (replay !== null) lines.push(`  on its figures: ${replay.verdict} (${replay.reason})`);
    host.stdout.write(`${lines.map(neutralise).join('\n')}\n`);
  }
  return EXIT.clean;
};

/** The units around a line, the innermost only; else the nearest above it. */
const around = (units: readonly GateUnit[], line: number): readonly GateUnit[] => {
  const holding = units.filter(({ source }) => source.line <= line && line <= source.endLine);
  const height = Math.min(...holding.map(({ source }) => source.endLine - source.line));
  if (holding.length > 0) return holding.filter(({ source }) => source.endLine - source.line === height);
  const above = units.filter(({ source }) => source.line <= line).toSorted((one, other) => other.source.line - one.source.line);
  return (above.length > 0 ? above : units).slice(0, 1);
};
