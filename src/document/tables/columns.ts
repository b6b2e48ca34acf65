import { normalizeTitle } from '../headings/normalize-title.ts';
import type { TableCell, TableRow, TableView } from './table.ts';

/** Header words by column, any language; see {@link findColumns}. */
export type ColumnNames<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** Index of each recognised column. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, number>>>;

/**
 * Which column is which, by its header: the whole header first, then its first words (`Due by end of sprint`). Each column is taken
 * once, in the order of `names`.
 */
export const findColumns = <Name extends string>(table: TableView, names: ColumnNames<Name>): Columns<Name> => {
  const headers = table.header.map((cell) => normalizeTitle(cell.text));
  const found: Partial<Record<Name, number>> = {};
  const taken = new Set<number>();
  const entries = Object.entries(names) as [Name, readonly string[]][];
  for (const fits of [(header: string, name: string) => header === name, (header: string, name: string) => header.startsWith(`${name} `)]) {
    for (const [column, words] of entries) {
      if (found[column] !== undefined) continue;
      const at = headers.findIndex((header, index) => !taken.has(index) && words.some((word) => fits(header, word)));
      if (at < 0) continue;
      found[column] = at;
      taken.add(at);
    }
  }
  return found;
};

/** The row's cell in a column; undefined where the table has no such column or the row is too short. */
export const cellOf = <Name extends string>(row: TableRow, columns: Columns<Name>, column: Name): TableCell | undefined => {
  const at = columns[column];
  return at === undefined ? undefined : row.cells[at];
};
