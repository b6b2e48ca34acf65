import { EXIT } from '../../record/errors.ts';
import { protectionsByUnit } from '../../gates/links/claims.ts';
import { count } from '../../reporters/words.ts';
import { readLinkedRecords } from '../../workspace/gates/records.ts';
import type { CommandRun } from '../command.ts';
import { openNamed, printJson, printProblems } from '../gates/open.ts';
import { emptyFiles, unitAsData, unitTable } from '../gates/print-units.ts';

/** Lists the gates of the repository. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const { gates, below } = await openNamed(host, values, positionals);
  const { links } = await readLinkedRecords(gates.workspace);
  const claims = protectionsByUnit({ links, index: gates.index });
  const units = gates.units.filter(({ path }) => below(path));
  const problems = gates.problems.filter(({ path }) => below(path));
  const files = gates.files.filter(({ path }) => below(path));
  const incidentsOf = (unit: (typeof units)[number]): readonly string[] => [...new Set([...(claims.get(unit.key) ?? []).map(({ payment }) => payment.incident), ...unit.paidFor])];
  if (values['json']) {
    await printJson(host, { version: 1, units: units.map((unit) => unitAsData(unit, incidentsOf(unit))), files, problems });
    return EXIT.clean;
  }
  host.stdout.write(unitTable(units, incidentsOf));
  const empty = files.filter(({ path, none }) => none !== null && !units.some((unit) => unit.path === path));
  if (positionals.length > 0) host.stdout.write(emptyFiles(empty));
  printProblems(host, problems);
  const opaque = units.filter((unit) => unit.opaque !== null).length;
  host.stderr.write(`${count(units.length, 'gate')} in ${count(new Set(units.map(({ path }) => path)).size, 'file')}${opaque > 0 ? `, ${opaque} of them opaque` : ''}${empty.length > 0 ? `; ${count(empty.length, 'more file')} of a known format without a gate` : ''}\n`);
  return EXIT.clean;
};
