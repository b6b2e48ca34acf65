import type { Nodes, Table, TableRow } from 'mdast';
import type { TextEdit } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { afterLine, cellText, linesAfter, withoutLines } from './markdown-text.ts';

/** The characters between two pipes of a table row, padding included. */
export interface CellSpan {
  readonly start: number;
  readonly end: number;
}

/** The cells of the table row on the line that holds `offset`, as GFM splits them: at each pipe that no backslash escapes. */
export const cellSpans = (document: MarkdownDocument, row: TableRow): CellSpan[] => {
  const start = row.position?.start.offset ?? 0;
  const end = document.lines.lineEnd(document.lines.position(start).line);
  const pipes: number[] = [];
  for (let at = start; at < end; at++) {
    if (document.text[at] === '\\') at++;
    else if (document.text[at] === '|') pipes.push(at);
  }
  const trimmedEnd = start + document.text.slice(start, end).trimEnd().length;
  const borders = [...(document.text[start] === '|' ? [] : [start - 1]), ...pipes, ...(pipes.at(-1) === trimmedEnd - 1 ? [] : [trimmedEnd])];
  return borders.slice(1).map((border, index) => ({ start: (borders[index] ?? 0) + 1, end: border }));
};

/** Replaces one cell; its padding stays. A row that is shorter than its header is filled up. */
export const setCell = (document: MarkdownDocument, row: TableRow, column: number, value: string): TextEdit => {
  const spans = cellSpans(document, row);
  const text = cellText(value);
  const span = spans[column];
  if (span === undefined) {
    const lineEnd = document.lines.lineEnd(document.lines.position(row.position?.start.offset ?? 0).line);
    const at = (row.position?.start.offset ?? 0) + document.text.slice(row.position?.start.offset ?? 0, lineEnd).trimEnd().length;
    const closed = document.text[at - 1] === '|';
    const missing = Array.from({ length: column - spans.length }, () => ' |').join('');
    return { start: at, end: at, text: closed ? `${missing} ${text} |` : ` |${missing} ${text} |` };
  }
  const written = document.text.slice(span.start, span.end);
  const content = written.trim();
  if (content === '') return { ...span, text: text === '' ? written : ` ${text} ` };
  const start = span.start + written.indexOf(content);
  return { start, end: start + content.length, text };
};

/** Cells as a row of text; an empty cell is one space. */
export const rowText = (cells: readonly string[], outerPipes = true): string => {
  const body = cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|');
  return outerPipes ? `|${body}|` : body.trim();
};

/** A row of cells in the style of the table: with or without outer pipes. */
const renderRow = (document: MarkdownDocument, table: Table, cells: readonly string[]): string => {
  const start = table.children[0]?.position?.start.offset ?? 0;
  const indent = document.text.slice(document.lines.lineStart(document.lines.position(start).line), start);
  return indent + rowText(cells.map(cellText), document.text[start] === '|');
};

/** Adds a row after the given one, or as the first where none is given. */
export const addRow = (document: MarkdownDocument, table: Table, cells: readonly string[], after: TableRow | null): TextEdit => {
  const header = table.children[0];
  const headerStart = header?.position?.start.offset ?? 0;
  const anchor = after === null || after === header ? afterLine(document, headerStart) : (after.position?.start.offset ?? 0);
  return linesAfter(document, anchor, [renderRow(document, table, cells)]);
};

/** Where a row ends on its line, and whether with a pipe. */
const endOf = (document: MarkdownDocument, line: number): { readonly at: number; readonly closed: boolean } => {
  const start = document.lines.lineStart(line);
  const at = start + document.text.slice(start, document.lines.lineEnd(line)).trimEnd().length;
  return { at, closed: document.text[at - 1] === '|' && document.text[at - 2] !== '\\' };
};

const appended = (document: MarkdownDocument, line: number, cells: readonly string[]): TextEdit => {
  const { at, closed } = endOf(document, line);
  const text = cells.map((cell) => ` ${cell} `).join('|');
  return { start: at, end: at, text: closed ? `${text}|` : ` |${text}`.trimEnd() };
};

/** Adds columns behind the last, to the header and its rule: rows may be shorter than their header and stay as they are. */
export const addColumns = (document: MarkdownDocument, table: Table, headers: readonly string[]): TextEdit[] => {
  if (headers.length === 0) return [];
  const line = document.lines.position(table.children[0]?.position?.start.offset ?? 0).line;
  return [appended(document, line, headers.map(cellText)), appended(document, line + 1, headers.map(() => '---'))];
};

/** Sets cells by their columns; those behind the row's last are added together. */
export const setCells = (document: MarkdownDocument, row: TableRow, values: ReadonlyMap<number, string>): TextEdit[] => {
  const { length } = cellSpans(document, row);
  const most = Math.max(-1, ...values.keys());
  const within = [...values].filter(([column]) => column < length).map(([column, value]) => setCell(document, row, column, value));
  if (most < length) return within;
  const behind = Array.from({ length: most + 1 - length }, (_, index) => cellText(values.get(length + index) ?? ''));
  return [...within, appended(document, document.lines.position(row.position?.start.offset ?? 0).line, behind)];
};

export const removeRow = (document: MarkdownDocument, row: TableRow): TextEdit => {
  const start = row.position?.start.offset ?? 0;
  return withoutLines(document, start, start + 1);
};

/** The innermost node of a type that holds an offset; null where none does. */
export const nodeAt = <Type extends Nodes['type']>(root: Nodes, offset: number, type: Type): Extract<Nodes, { type: Type }> | null => {
  let found: Extract<Nodes, { type: Type }> | null = null;
  let node: Nodes | undefined = root;
  while (node !== undefined) {
    if (node.type === type) found = node as Extract<Nodes, { type: Type }>;
    if (!('children' in node)) break;
    node = (node.children as Nodes[]).find(
      (child) => (child.position?.start.offset ?? Infinity) <= offset && offset < (child.position?.end.offset ?? -1),
    );
  }
  return found;
};
