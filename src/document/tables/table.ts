import type { Table, TableCell as CellNode } from 'mdast';
import type { Source } from '../../record/source.ts';
import type { Link } from '../../record/timeline.ts';
import { sourceOf, type MarkdownDocument } from '../document.ts';
import { linksIn } from '../links.ts';
import { plainText, type PlainText } from '../plain-text.ts';

/** One cell: its words, and the characters between its pipes without the padding (zero-width where it is empty). */
export interface TableCell {
  readonly text: string;
  readonly plain: PlainText;
  readonly source: Source;
  readonly node: CellNode;
}

export interface TableRow {
  /** As many as the row writes: a row may be shorter or longer than its header. */
  readonly cells: readonly TableCell[];
  readonly source: Source;
}

export interface TableView {
  readonly header: readonly TableCell[];
  readonly rows: readonly TableRow[];
  readonly node: Table;
}

const escaped = (text: string, at: number): boolean => {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
};

const contentOf = (document: MarkdownDocument, node: CellNode): Source => {
  const { text } = document;
  let start = node.position?.start.offset ?? 0;
  let end = node.position?.end.offset ?? 0;
  if (text[start] === '|') start++;
  if (end > start && text[end - 1] === '|' && !escaped(text, end - 1)) end--;
  const raw = text.slice(start, end);
  const trimmed = raw.trim();
  if (trimmed === '') return document.lines.source(Math.min(start + 1, end), Math.min(start + 1, end));
  const from = start + raw.length - raw.trimStart().length;
  return document.lines.source(from, from + trimmed.length);
};

const readCell = (document: MarkdownDocument, node: CellNode): TableCell => {
  const plain = plainText(document, node);
  return { text: plain.text.trim(), plain, source: contentOf(document, node), node };
};

const views = new WeakMap<Table, TableView>();

/** A table as header and rows of cells; made once for all readers of the table. */
export const readTable = (document: MarkdownDocument, node: Table): TableView => {
  const known = views.get(node);
  if (known) return known;
  const [header, ...rows] = node.children.map((row): TableRow => ({
    cells: row.children.map((cell) => readCell(document, cell)),
    source: sourceOf(document, row),
  }));
  const view = { header: header?.cells ?? [], rows, node };
  views.set(node, view);
  return view;
};

export const cellLinks = (document: MarkdownDocument, cell: TableCell | undefined): Link[] => (cell ? linksIn(document, cell.node.children) : []);
