import { UserError } from '../../record/errors.ts';
import { formatMinutes } from '../../record/figures.ts';
import { toJson } from '../../record/json.ts';
import { neutralise } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';
import { table } from '../../reporters/layout.ts';
import { repeated, single } from '../values.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun } from '../command.ts';
import { isSortKey, listRow, matchesFilter, sortRows, type ListRow } from '../list/rows.ts';
import { terminalOf } from '../terminal.ts';

const isoPrefix = (name: string, written: string | null): string | null => {
  if (written !== null && !/^\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(written)) throw new UserError(`--${name} cannot be "${written}"`, { hint: 'a date, month or year: 2026-04-24, 2026-04, 2026' });
  return written;
};

const cells = (row: ListRow): string[] =>
  [
    row.date ?? '-',
    row.severity ?? '-',
    row.status ?? '-',
    row.impact === null ? '-' : formatMinutes(row.impact),
    row.actions.total === 0 ? '-' : `${row.actions.open}/${row.actions.total}`,
    row.path,
    row.title ?? '-',
  ].map(neutralise);

/** Lists the records of the collection. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const sort = single(values, 'sort') ?? 'date';
  if (!isSortKey(sort)) throw new UserError(`cannot sort by "${sort}"`);
  const filter = {
    status: repeated(values, 'status'),
    severity: repeated(values, 'severity'),
    service: repeated(values, 'service'),
    since: isoPrefix('since', single(values, 'since')),
    until: isoPrefix('until', single(values, 'until')),
    open: Boolean(values['open']),
  };
  const { records, exit } = await openCollection(host, positionals);
  const rows = sortRows(records.map(listRow).filter((row) => matchesFilter(row, filter)), sort, Boolean(values['reverse']));
  if (values['json']) host.stdout.write(`${toJson(rows, 2)}\n`);
  else {
    const { colour, width } = terminalOf(host, host.stdout, values);
    const paint = painter(colour);
    const [head = '', ...lines] = table([['DATE', 'SEVERITY', 'STATUS', 'IMPACT', 'OPEN', 'FILE', 'TITLE'], ...rows.map(cells)], host.stdout.isTTY ? width : Infinity);
    host.stdout.write([paint('dim', head), ...lines].map((line) => `${line}\n`).join(''));
  }
  return exit;
};
