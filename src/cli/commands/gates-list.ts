import { EXIT } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { protectionsByUnit } from '../../gates/links/claims.ts';
import { count } from '../../reporters/words.ts';
import { readLinkedRecords } from '../../workspace/gates/records.ts';
import type { CommandRun } from '../command.ts';
import { openRepository, printJson } from '../gates/open.ts';
import { belowPaths } from '../gates/paths.ts';
import { unitAsData, unitTable } from '../gates/print-units.ts';

/** Lists the gates of the repository. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const gates = await openRepository(host, values);
  const below = belowPaths(gates.workspace, positionals);
  const { links } = await readLinkedRecords(gates.workspace);
  const claims = protectionsByUnit({ links, index: gates.index });
  const units = gates.units.filter(({ path }) => below(path));
  const problems = gates.problems.filter(({ path }) => below(path));
  const incidentsOf = (unit: (typeof units)[number]): readonly string[] => [...new Set([...(claims.get(unit.key) ?? []).map(({ payment }) => payment.incident), ...unit.paidFor])];
  if (values['json']) {
    await printJson(host, { version: 1, units: units.map((unit) => unitAsData(unit, incidentsOf(unit))), problems });
    return EXIT.clean;
  }
  host.stdout.write(unitTable(units, incidentsOf));
  for (const { path, source, message, hint } of problems) host.stderr.write(`${neutralise(`postmortem: ${path}${source === null ? '' : `:${source.line}:${source.column}`}: ${message}${hint === null ? '' : ` (${hint})`}`)}\n`);
  const opaque = units.filter((unit) => unit.opaque !== null).length;
  host.stderr.write(`${count(units.length, 'gate')} in ${count(new Set(units.map(({ path }) => path)).size, 'file')}${opaque > 0 ? `, ${opaque} of them opaque` : ''}\n`);
  return EXIT.clean;
};
