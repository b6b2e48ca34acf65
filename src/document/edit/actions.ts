import type { ActionField, ActionItem } from '../../record/action.ts';
import type { TextEdit } from '../../record/source.ts';
import { readTable } from '../tables/table.ts';
import { addItem, removeItem } from './list.ts';
import { cellText, linesAfter, oneLine, withoutLines } from './markdown-text.ts';
import type { NewAction } from './record-edit.ts';
import { rowAt, setCellAt, tableHead, tableIn } from './rows.ts';
import { addSection, hintsOf, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { addRow, cellSpans, nodeAt, removeRow, rowText, setCell } from './table.ts';

const HEADERS = ['ID', 'Action', 'Type', 'Priority', 'Owner', 'Due', 'Gate', 'Status', 'Ticket'] as const;
const FIELDS = ['id', 'title', 'type', 'priority', 'owner', 'due', 'gate', 'status', 'ticket'] as const satisfies readonly ActionField[];

/** The next free id in the series that the document's items use: `AI-4` after `AI-3`. */
export const nextActionId = (actions: readonly ActionItem[]): string => {
  const numbered = actions.flatMap(({ id }) => /^(.*?)(\d+)$/.exec(id ?? '') ?? []);
  const prefix = numbered[1] ?? 'AI-';
  const numbers = actions.map(({ id }) => Number(/(\d+)$/.exec(id ?? '')?.[1] ?? 0));
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
};

/** `owner: @dma, due: 2026-05-08`: how an item that is not in a table carries its fields. */
const pairsOf = (item: NewAction): string =>
  FIELDS.filter((field) => field !== 'title' && field !== 'id' && field !== 'gate')
    .flatMap((field) => (item[field] ? [`${field}: ${oneLine(item[field])}`] : []))
    .join(', ');

const inline = (item: NewAction): string => {
  const pairs = pairsOf(item);
  return oneLine([item.title, item.gate ?? '', pairs && `(${pairs})`].join(' '));
};

/** A new row under the columns that a neighbouring row uses for its fields. */
function* addToTable(subject: EditSubject, item: NewAction, last: ActionItem): Generator<Candidate> {
  const at = rowAt(subject, last.source.start);
  if (at === null) return;
  const spans = cellSpans(subject.document, at.row);
  const columnOf = (field: ActionField): number => {
    const source = last.fields[field];
    return source === undefined ? -1 : spans.findIndex((span) => span.start <= source.start && source.start <= span.end);
  };
  const cells = readTable(subject.document, at.table).header.map(() => '');
  const left: string[] = [];
  for (const field of FIELDS) {
    const value = item[field];
    if (!value) continue;
    const column = columnOf(field);
    if (column >= 0) cells[column] = value;
    else if (field !== 'id') left.push(`${field}: ${oneLine(value)}`);
  }
  const title = Math.max(0, columnOf('title'));
  if (left.length > 0) cells[title] = `${cells[title] ?? ''} (${left.join(', ')})`;
  yield [addRow(subject.document, at.table, cells, at.row)];
}

/** Adds an item behind the last one, in its form; a table in a document that has none yet. */
export function* addAction(subject: EditSubject, item: NewAction): Generator<Candidate> {
  const { document, record } = subject;
  const section = sectionNamed(subject, 'actions');
  const hints = section === null ? [] : hintsOf(subject, section);
  const last = record.actions.at(-1);
  if (last !== undefined) {
    for (const candidate of addToTable(subject, { ...item, id: item.id ?? nextActionId(record.actions) }, last)) yield [...candidate, ...hints];
    const list = nodeAt(document.tree, last.source.start, 'list');
    const node = nodeAt(document.tree, last.source.start, 'listItem');
    const edit = list === null ? null : addItem(document, list, inline(item), node ?? undefined);
    if (edit !== null) yield [edit];
    if (last.form === 'heading') {
      const heading = nodeAt(document.tree, last.source.start, 'heading');
      const fields = FIELDS.flatMap((field) => (field !== 'title' && field !== 'id' && item[field] ? [`**${field[0]?.toUpperCase()}${field.slice(1)}:** ${oneLine(item[field])}  `] : []));
      yield [linesAfter(document, Math.max(0, last.itemSource.end - 1), ['', `${'#'.repeat(heading?.depth ?? 3)} ${oneLine(item.title)}`, ...(fields.length > 0 ? ['', ...fields] : [])])];
    }
    const anchor = Math.max(0, last.itemSource.end - 1);
    yield [linesAfter(document, anchor, ['', `- ${inline(item)}`])];
    yield [linesAfter(document, anchor, ['', inline(item)])];
    return;
  }
  const complete: NewAction = { id: nextActionId([]), status: 'open', ...item };
  const cells = FIELDS.map((field) => cellText(complete[field] ?? ''));
  const table = section === null ? null : tableIn(subject, section);
  if (table !== null && readTable(document, table).header.length === FIELDS.length) yield [addRow(document, table, cells, null), ...hints];
  const lines = [...tableHead(HEADERS), rowText(cells)];
  yield section === null ? [addSection(subject, 'actions', lines)] : [linesAfter(document, section.source.end - 1, ['', ...lines]), ...hints];
}

/** Offset behind the last character of an item's first line of text. */
const endOfFirstLine = (subject: EditSubject, action: ActionItem): number => {
  const { document } = subject;
  const line = document.text.slice(action.source.start, document.lines.lineEnd(action.source.line));
  return action.source.start + line.trimEnd().length;
};

/** Offset behind the words of an item's first paragraph, which may be several lines. */
const endOfParagraph = (subject: EditSubject, action: ActionItem): number => {
  const paragraph = nodeAt(subject.document.tree, action.source.start, 'paragraph') ?? nodeAt(subject.document.tree, action.source.start, 'listItem')?.children[0];
  return paragraph?.position?.end.offset ?? endOfFirstLine(subject, action);
};

/** Puts `field: value` in the parentheses that end the item's first line or paragraph, or adds them. */
function* appendPair(subject: EditSubject, action: ActionItem, field: ActionField, value: string): Generator<Candidate> {
  const pair = `${field}: ${oneLine(value)}`;
  for (const end of [endOfFirstLine(subject, action), endOfParagraph(subject, action)]) {
    const words = subject.document.text.slice(action.source.start, end);
    if (/\([^()]*:\s[^()]*\)$/.test(words)) yield [{ start: end - 1, end: end - 1, text: `, ${pair}` }];
    yield [{ start: end, end, text: ` (${pair})` }];
  }
}

const checkBox = (subject: EditSubject, action: ActionItem, value: string): TextEdit | null => {
  const item = nodeAt(subject.document.tree, action.source.start, 'listItem');
  if (item?.checked == null || (value !== 'open' && value !== 'done')) return null;
  const start = item.position?.start.offset ?? 0;
  const box = /\[[ xX]\]/.exec(subject.document.text.slice(start, start + 24));
  return box === null ? null : { start: start + box.index + 1, end: start + box.index + 2, text: value === 'done' ? 'x' : ' ' };
};

/** Where the name of a value that stands in running text starts, with the punctuation before it: of `…, ticket: OPS-1` the comma. The value's own start where no name leads to it. */
const startOfPair = ({ document: { text } }: EditSubject, valueStart: number): number => {
  const before = text.slice(Math.max(0, valueStart - 60), valueStart);
  return valueStart - (/(?:[,;]|(?<=[.。]))\s*[^\s,;:.()][^,;:.()\n]{0,30}[:：]\s*$/u.exec(before)?.[0].length ?? 0);
};

/** Whether a field's value stands among the words of the title, as a pull request does that a sentence mentions. */
const isInWords = ({ fields }: ActionItem, field: ActionField): boolean => {
  const { title, [field]: stated } = fields;
  return title !== undefined && stated !== undefined && title.start <= stated.start && stated.end <= title.end;
};

/** Sets a field of an item where the item states it, in its cell, box or words; in parentheses behind it otherwise. */
export function* setAction(subject: EditSubject, index: number, field: ActionField, value: string): Generator<Candidate> {
  const action = subject.record.actions[index];
  if (action === undefined) return;
  const stated = field === 'ticket' && isInWords(action, field) ? undefined : action.fields[field];
  const row = rowAt(subject, action.source.start);
  if (row !== null && stated !== undefined) {
    const edit = setCellAt(subject, row.row, stated.start, value);
    if (edit !== null) yield [edit];
  }
  if (row !== null && stated !== undefined && stated.end > stated.start) yield [{ start: stated.start, end: stated.end, text: cellText(value) }];
  if (row !== null && stated === undefined) {
    const title = action.fields.title;
    const cell = title === undefined ? -1 : cellSpans(subject.document, row.row).findIndex((span) => span.start <= title.start && title.start <= span.end);
    const span = cellSpans(subject.document, row.row)[cell];
    if (span !== undefined) yield [setCell(subject.document, row.row, cell, `${subject.document.text.slice(span.start, span.end).trim()} (${field}: ${value})`)];
    return;
  }
  if (row !== null) return;
  if (field === 'status') {
    const box = checkBox(subject, action, value);
    if (box !== null) yield [box];
  }
  if (stated !== undefined && stated.end > stated.start) {
    if (value.trim() === '') yield [{ start: startOfPair(subject, stated.start), end: stated.end, text: '' }];
    yield [{ start: stated.start, end: stated.end, text: oneLine(value) }];
    yield [{ start: stated.start, end: stated.end, text: `(${field}: ${oneLine(value)})` }];
  }
  if (action.form === 'heading') {
    const name = `${field[0]?.toUpperCase() ?? ''}${field.slice(1)}`;
    yield [linesAfter(subject.document, Math.max(0, action.itemSource.end - 1), ['', `**${name}:** ${oneLine(value)}`])];
  }
  yield* appendPair(subject, action, field, value);
}

export function* removeAction(subject: EditSubject, index: number): Generator<Candidate> {
  const action = subject.record.actions[index];
  if (action === undefined) return;
  const row = rowAt(subject, action.source.start);
  if (row !== null) {
    yield [removeRow(subject.document, row.row)];
    return;
  }
  const item = nodeAt(subject.document.tree, action.source.start, 'listItem');
  if (item !== null) yield [removeItem(subject.document, item)];
  yield [withoutLines(subject.document, action.itemSource.start, action.itemSource.end)];
}
