import type { List, ListItem } from 'mdast';
import { FIELD_LABELS, LIST_TITLES, LLM_FIELDS, type LlmFieldName, type LlmListName } from '../../record/llm.ts';
import { readingOf } from '../read-record.ts';
import { findFieldList, type FieldList } from '../variables/field-list.ts';
import { withoutHints } from './hints.ts';
import { addItem, addItemBefore, removeItem } from './list.ts';
import { afterLine, linesAfter, linesBefore, oneLine, withoutLines } from './markdown-text.ts';
import { rowAt, setCellAt } from './rows.ts';
import { addHeaded, addSection, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { addRow, nodeAt, removeRow } from './table.ts';

const listIn = ({ document, options }: EditSubject, list: LlmListName): FieldList | null => findFieldList(readingOf(document, options), list);

type Place = NonNullable<ReturnType<FieldList['places']['get']>>;

/** Sets a field where its label stands, adds it to its list, or adds the list. An empty value takes the field away. */
export function* setField(subject: EditSubject, list: LlmListName, field: LlmFieldName, value: string): Generator<Candidate> {
  const found = listIn(subject, list);
  const place = found?.places.get(field);
  const written = oneLine(value);
  if (written === '') yield* place === undefined ? [[]] : withoutField(subject, place);
  else if (found === null) yield newList(subject, list, [`- ${FIELD_LABELS[field]}: ${written}`]);
  else {
    const hints = hintsIn(subject, found);
    for (const candidate of place === undefined ? added(subject, found, list, field, written) : replaced(subject, place, written)) yield [...candidate, ...hints];
  }
}

const hintsIn = ({ document }: EditSubject, { heading, blocks }: FieldList): Candidate =>
  heading === null ? [] : withoutHints(document, heading.position?.start.offset ?? 0, blocks.at(-1)?.position?.end.offset ?? 0);

function* replaced(subject: EditSubject, { value }: Place, written: string): Generator<Candidate> {
  const row = rowAt(subject, value.start);
  if (row !== null) {
    const edit = setCellAt(subject, row.row, value.start, written);
    if (edit !== null) yield [edit];
    return;
  }
  const touches = value.start === value.end && !/\s$/.test(subject.document.text.slice(0, value.start));
  yield [{ start: value.start, end: value.end, text: touches ? ` ${written}` : written }];
}

function* withoutField(subject: EditSubject, { label, value }: Place): Generator<Candidate> {
  const { document } = subject;
  const row = rowAt(subject, label.start);
  if (row !== null) yield [removeRow(document, row.row)];
  const item = nodeAt(document.tree, label.start, 'listItem');
  if (row === null && item !== null) yield [removeItem(document, item)];
  yield [{ start: value.start, end: value.end, text: '' }];
}

const itemAround = (subject: EditSubject, { label }: Place): { readonly list: List; readonly item: ListItem } | null => {
  const list = nodeAt(subject.document.tree, label.start, 'list');
  const item = nodeAt(subject.document.tree, label.start, 'listItem');
  return list === null || item === null ? null : { list, item };
};

/** Behind the nearest field that comes before it, else in front of the next, in the form of its neighbour. */
function* added(subject: EditSubject, found: FieldList, list: LlmListName, field: LlmFieldName, written: string): Generator<Candidate> {
  const { document } = subject;
  const order: readonly LlmFieldName[] = LLM_FIELDS[list];
  const at = order.indexOf(field);
  const placeOf = (name: LlmFieldName): Place | undefined => found.places.get(name);
  const before = order.slice(0, at).map(placeOf).findLast((place) => place !== undefined);
  const neighbour = before ?? order.slice(at + 1).map(placeOf).find((place) => place !== undefined);
  const label = FIELD_LABELS[field];
  const text = `${label}: ${written}`;
  if (neighbour === undefined) {
    if (found.heading !== null) yield [belowHeading(subject, found.heading.position?.start.offset ?? 0, [`- ${text}`])];
    return;
  }
  const row = rowAt(subject, neighbour.label.start);
  if (row !== null) {
    yield [addRow(document, row.table, [label, written], before === undefined ? null : row.row)];
    yield [linesAfter(document, (row.table.position?.end.offset ?? 1) - 1, ['', `- ${text}`])];
    return;
  }
  const around = itemAround(subject, neighbour);
  if (around !== null) {
    const edit = before === undefined ? addItemBefore(document, around.list, text, around.item) : addItem(document, around.list, text, around.item);
    if (edit !== null) yield [edit];
    return;
  }
  const bold = `**${label}:** ${written}`;
  yield [before === undefined ? linesBefore(document, neighbour.label.start, [bold, '']) : linesAfter(document, Math.max(neighbour.label.start, neighbour.value.end - 1), ['', bold])];
  yield [before === undefined ? linesBefore(document, neighbour.label.start, [bold, '']) : linesAfter(document, Math.max(neighbour.label.start, neighbour.value.end - 1), ['', bold, ''])];
}

const belowHeading = (subject: EditSubject, heading: number, lines: readonly string[]): Candidate[number] => {
  const { document } = subject;
  const next = afterLine(document, heading);
  const blank = next >= document.text.length || document.text.slice(next, document.lines.lineEnd(document.lines.position(next).line)).trim() === '';
  return linesAfter(document, heading, blank ? ['', ...lines] : ['', ...lines, '']);
};

/** Outcome and verdict stand below the LLM variables, the outcome first; an agent has a section of its own behind them. */
const newList = (subject: EditSubject, list: LlmListName, lines: readonly string[]): Candidate => {
  const { document } = subject;
  if (list === 'agent') return [addHeaded(subject, LIST_TITLES.agent, 'root_cause', lines)];
  const section = sectionNamed(subject, 'llm_variables');
  const level = Math.min(6, Math.max(2, section?.level ?? 2) + 1);
  const headed = [`${'#'.repeat(level)} ${LIST_TITLES[list]}`, '', ...lines];
  if (section === null) return [addSection(subject, 'llm_variables', headed)];
  const verdict = list === 'outcome' ? listIn(subject, 'verdict')?.heading?.position?.start.offset : undefined;
  if (verdict !== undefined) return [linesBefore(document, verdict, [...headed, ''])];
  return [linesAfter(document, Math.max(section.source.end, section.contentSource.end) - 1, ['', ...headed])];
};

/** Removes a list with its heading, or its lines where it has none. */
export function* removeFieldList(subject: EditSubject, list: LlmListName): Generator<Candidate> {
  const { document } = subject;
  const found = listIn(subject, list);
  if (found === null) return;
  const start = found.heading?.position?.start.offset;
  if (start !== undefined) {
    const end = found.blocks.at(-1)?.position?.end.offset ?? found.heading?.position?.end.offset ?? start;
    yield [withoutLines(document, start, end)];
    return;
  }
  yield [...found.places.values()].map((place) => {
    const item = nodeAt(document.tree, place.label.start, 'listItem');
    return item === null ? withoutLines(document, place.label.start, place.value.end) : removeItem(document, item);
  });
}
