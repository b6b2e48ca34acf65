import { normalizeTitle } from '../headings/normalize-title.ts';
import type { TableCell, TableRow, TableView } from './table.ts';

/** Header words by column, any language; see {@link findColumns}. */
export type ColumnNames<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** Index of each recognised column. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, number>>>;

/** The whole header first, then its first words (`Due by end of sprint`). */
const FITS: readonly ((header: string, name: string) => boolean)[] = [(header, name) => header === name, (header, name) => header.startsWith(`${name} `)];

/** Which column is which, by its header; of several that fit, the one whose word comes first in `names`. Each column is taken once. */
export const findColumns = <Name extends string>(table: TableView, names: ColumnNames<Name>): Columns<Name> => {
  const headers = table.header.map((cell) => normalizeTitle(cell.text));
  const found: Partial<Record<Name, number>> = {};
  const taken = new Set<number>();
  const entries = Object.entries(names) as [Name, readonly string[]][];
  for (const fits of FITS) {
    for (const [column, words] of entries) {
      if (found[column] !== undefined) continue;
      const ranks = headers.map((header, index) => (header === '' || taken.has(index) ? -1 : words.findIndex((word) => fits(header, word))));
      const best = ranks.reduce((least, rank) => (rank >= 0 && (least < 0 || rank < least) ? rank : least), -1);
      if (best < 0) continue;
      const at = ranks.indexOf(best);
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
