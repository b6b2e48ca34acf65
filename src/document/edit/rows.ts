import type { Table, TableRow } from 'mdast';
import type { Section } from '../../record/record.ts';
import type { TextEdit } from '../../record/source.ts';
import { findColumns, type ColumnNames } from '../tables/columns.ts';
import { readTable } from '../tables/table.ts';
import { cellText } from './markdown-text.ts';
import type { EditSubject } from './subject.ts';
import { addRow, cellSpans, nodeAt, setCell } from './table.ts';

/** A row of a table and the table around it; null where the offset is not in a row. */
export const rowAt = (subject: EditSubject, offset: number): { table: Table; row: TableRow } | null => {
  const table = nodeAt(subject.document.tree, offset, 'table');
  const row = table?.children.find((child) => (child.position?.start.offset ?? Infinity) <= offset && offset <= (child.position?.end.offset ?? -1));
  return table && row ? { table, row } : null;
};

/** The first table under a section's heading; null where there is none. */
export const tableIn = (subject: EditSubject, section: Section): Table | null =>
  subject.document.tree.children.find(
    (node): node is Table =>
      node.type === 'table' && (node.position?.start.offset ?? -1) >= section.contentSource.start && (node.position?.end.offset ?? Infinity) <= section.contentSource.end,
  ) ?? null;

/** Which cell of a row a named column is; undefined where the table has no such column. */
const columnAt = <Name extends string>({ document }: EditSubject, table: Table, names: ColumnNames<Name>, column: Name): number | undefined =>
  findColumns(readTable(document, table), names)[column];

/** Sets the cell of a named column; null where the table has no such column. */
export const setNamedCell = <Name extends string>(
  subject: EditSubject,
  { table, row }: { table: Table; row: TableRow },
  names: ColumnNames<Name>,
  column: Name,
  value: string,
): TextEdit | null => {
  const at = columnAt(subject, table, names, column);
  return at === undefined ? null : setCell(subject.document, row, at, value);
};

/** Writes a value behind what stands in the cell of a named column; null where the table has no such column. */
export const appendToCell = <Name extends string>(
  subject: EditSubject,
  { table, row }: { table: Table; row: TableRow },
  names: ColumnNames<Name>,
  column: Name,
  value: string,
): TextEdit | null => {
  const at = columnAt(subject, table, names, column);
  if (at === undefined) return null;
  const span = cellSpans(subject.document, row)[at];
  const written = span === undefined ? '' : subject.document.text.slice(span.start, span.end);
  if (span === undefined || written.trim() === '') return setCell(subject.document, row, at, value);
  const end = span.start + written.trimEnd().length;
  return { start: end, end, text: ` ${cellText(value)}` };
};

/** Sets the cell that holds an offset; null where no cell does. */
export const setCellAt = (subject: EditSubject, row: TableRow, offset: number, value: string): TextEdit | null => {
  const column = cellSpans(subject.document, row).findIndex((span) => span.start <= offset && offset <= span.end);
  return column < 0 ? null : setCell(subject.document, row, column, value);
};

/** A new row with values by column name; null where a value that is not empty has no column. */
export const addNamedRow = <Name extends string>(
  subject: EditSubject,
  table: Table,
  names: ColumnNames<Name>,
  values: Readonly<Partial<Record<Name, string>>>,
  after: TableRow | null,
): TextEdit | null => {
  const view = readTable(subject.document, table);
  const columns = findColumns(view, names);
  const cells = view.header.map(() => '');
  for (const [name, value] of Object.entries(values) as [Name, string | undefined][]) {
    if (value === undefined || value === '') continue;
    const at = columns[name];
    if (at === undefined) return null;
    cells[at] = value;
  }
  return addRow(subject.document, table, cells, after);
};

/** Header and rule of a canonical table. */
export const tableHead = (headers: readonly string[]): string[] => [`| ${headers.join(' | ')} |`, `|${headers.map(() => '---|').join('')}`];
