import type { Table } from 'mdast';
import type { TimelineEntry } from '../../record/timeline.ts';
import type { TextEdit } from '../../record/source.ts';
import { dateOfWall } from '../time/wall.ts';
import { findColumns } from '../tables/columns.ts';
import { readTable } from '../tables/table.ts';
import { ENTRY_COLUMNS } from './columns.ts';
import { cellText, linesAfter, linesBefore, oneLine, withoutLines } from './markdown-text.ts';
import { ENTRY_FIELDS, type EntryField, type NewEntry } from './record-edit.ts';
import { addNamedRow, appendToCell, rowAt, setCellAt, setNamedCell, tableHead, tableIn } from './rows.ts';
import { addSection, hintsOf, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { nodeAt, removeRow, rowText } from './table.ts';
import { timeStyles } from './time-style.ts';
import { addItem, addItemBefore, removeItem } from './list.ts';

const HEADERS = ['Time (UTC)', 'Milestone', 'Event', 'Actor', 'Evidence'] as const;

/** The canonical way to write a moment: `2026-04-24 23:50`. */
const canonicalTime = (wall: string): string => wall.replace(/^T/, '').replace('T', ' ');

const cellsOf = (entry: NewEntry, time: string): Readonly<Record<EntryField, string>> => ({
  time,
  milestone: entry.milestone ?? '',
  event: entry.event,
  actor: entry.actor ?? '',
  evidence: entry.evidence ?? '',
});

const inWords = (entry: NewEntry): string => (entry.actor === undefined ? entry.event : `${entry.event} (${entry.actor})`);

/** The same in a table: who acted and what shows it stand with the event where they have no column of their own. */
const cellsIn = (subject: EditSubject, table: Table, entry: NewEntry, time: string): Readonly<Record<EntryField, string>> => {
  const columns = findColumns(readTable(subject.document, table), ENTRY_COLUMNS);
  const { actor, evidence, ...rest } = cellsOf(entry, time);
  const event = columns.actor === undefined ? inWords(entry) : entry.event;
  return {
    ...rest,
    actor: columns.actor === undefined ? '' : actor,
    event: columns.evidence === undefined ? `${event} ${evidence}`.trim() : event,
    evidence: columns.evidence === undefined ? '' : evidence,
  };
};

/** The last entry that is not later than a moment; a new one goes behind it. */
const before = (timeline: readonly TimelineEntry[], wall: string): TimelineEntry | null => {
  let found: TimelineEntry | null = null;
  for (const entry of timeline) if (entry.wall !== null && entry.wall <= wall) found = entry;
  return found;
};

/** Where a new entry will stand: behind the entry of that index, before all of them with -1. */
export interface PlacedEntry {
  readonly entry: NewEntry;
  readonly behind: number;
}

/** New entries in the order in which they will stand, each where it would stand alone. */
export const placed = (timeline: readonly TimelineEntry[], entries: readonly NewEntry[]): readonly PlacedEntry[] => {
  const walls = timeline.flatMap(({ wall }, index) => (wall === null ? [] : [{ wall, index }])).sort((a, b) => compare(a.wall, b.wall));
  const none = timeline[0]?.wall == null ? 0 : -1;
  let at = 0;
  let latest = none;
  return entries
    .toSorted((a, b) => compare(a.time, b.time))
    .map((entry): PlacedEntry => {
      for (let next = walls[at]; next !== undefined && next.wall <= entry.time; next = walls[++at]) latest = Math.max(latest, next.index);
      return { entry, behind: latest };
    })
    .sort((a, b) => a.behind - b.behind);
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** A new item behind its neighbour, or before it where it is earlier, in the neighbour's manner: what stands before, between and around the time and the text is kept. */
function* besides(subject: EditSubject, neighbour: TimelineEntry, entry: NewEntry, time: string, earlier: boolean): Generator<Candidate> {
  const { document } = subject;
  const row = rowAt(subject, neighbour.source.start);
  if (row !== null) {
    for (const after of earlier ? [null, row.row] : [row.row]) {
      const edit = addNamedRow(subject, row.table, ENTRY_COLUMNS, cellsIn(subject, row.table, entry, time), after);
      if (edit !== null) yield [edit];
    }
    return;
  }
  const text = oneLine([inWords(entry), entry.evidence ?? ''].join(' '));
  const between = neighbour.textSource === null ? ' ' : document.text.slice(neighbour.source.end, neighbour.textSource.start);
  const item = nodeAt(document.tree, neighbour.source.start, 'listItem');
  const list = nodeAt(document.tree, neighbour.source.start, 'list');
  const label = entry.milestone === undefined ? '' : `**${entry.milestone}:** `;
  if (item !== null && list !== null) {
    const own = item.children[0]?.position?.start.offset ?? neighbour.source.start;
    const lead = neighbour.source.start >= own ? document.text.slice(own, neighbour.source.start) : '';
    for (const style of [lead + time + between + label + text, `${time}: ${label}${text}`, `${time} ${label}${text}`]) {
      const words = style.replace(/\r\n?/g, '\n');
      if (earlier) yield [addItemBefore(document, list, words, item)];
      const edit = addItem(document, list, words, item);
      if (edit !== null) yield [edit];
    }
    return;
  }
  const line = document.text.slice(document.lines.lineStart(neighbour.source.line), neighbour.source.start);
  const anchor = Math.max(neighbour.itemSource.start, neighbour.itemSource.end - 1);
  const rest = /[\r\n]/.test(between) ? ['', label + text] : [];
  const first = rest.length > 0 ? line + time + between.split(/[\r\n]/)[0] : line + time + between + label + text;
  const lines = [first.trimEnd(), ...rest];
  if (earlier) yield [linesBefore(document, neighbour.itemSource.start, [...lines, ''])];
  yield [linesAfter(document, anchor, ['', ...lines])];
}

/** Adds an item to the timeline at its place in time, in the form that its neighbours have; a table in a new document. */
export function* addEntry(subject: EditSubject, entry: NewEntry): Generator<Candidate> {
  const { record } = subject;
  const neighbour = before(record.timeline, entry.time) ?? record.timeline[0] ?? null;
  if (neighbour === null) return yield* firstEntries(subject, [entry]);
  const earlier = neighbour.wall !== null && neighbour.wall > entry.time;
  const hints = hintsInTimeline(subject);
  for (const time of timeStyles(entry.time, neighbour.written)) {
    for (const candidate of besides(subject, neighbour, entry, time, earlier)) yield [...candidate, ...hints];
  }
}

const hintsInTimeline = (subject: EditSubject): Candidate => {
  const section = sectionNamed(subject, 'timeline');
  return section === null ? [] : hintsOf(subject, section);
};

/** Entries where there are none yet: rows of the table that is there, or of a new one. */
function* firstEntries(subject: EditSubject, entries: readonly NewEntry[]): Generator<Candidate> {
  const { document } = subject;
  const section = sectionNamed(subject, 'timeline');
  const hints = hintsInTimeline(subject);
  const table = section === null ? null : tableIn(subject, section);
  if (table !== null) {
    const rows = entries.map((entry) => addNamedRow(subject, table, ENTRY_COLUMNS, cellsIn(subject, table, entry, canonicalTime(entry.time)), null));
    if (!rows.includes(null)) yield [...rows.filter((row) => row !== null), ...hints];
  }
  const lines = [...tableHead(HEADERS), ...entries.map((entry) => rowText(rowCells(entry)))];
  yield section === null ? [addSection(subject, 'timeline', lines)] : [linesAfter(document, section.source.end - 1, ['', ...lines]), ...hints];
}

const rowCells = (entry: NewEntry): readonly string[] => {
  const cells = cellsOf(entry, canonicalTime(entry.time));
  return ENTRY_FIELDS.map((field) => cells[field]);
};

/** Which times of many are written with their day: none, those on another day than what stands before them, all. */
const DATING: readonly ((day: string | null, previous: string | null) => boolean)[] = [() => false, (day, previous) => day !== previous, () => true];

/** Adds many items, each as it would be added alone in its neighbour's manner. */
export function* addEntries(subject: EditSubject, entries: readonly NewEntry[]): Generator<Candidate> {
  const { timeline } = subject.record;
  const order = placed(timeline, entries);
  if (timeline.length === 0) return yield* firstEntries(subject, order.map(({ entry }) => entry));
  const hints = hintsInTimeline(subject);
  for (const isDated of DATING) {
    const changes = order.map(({ entry, behind }, index) => {
      const neighbour = timeline[Math.max(0, behind)];
      if (neighbour === undefined) return null;
      const previous = order[index - 1];
      const day = dateOfWall(entry.time);
      const dated = isDated(day, dateOfWall(previous?.behind === behind ? previous.entry.time : neighbour.wall));
      const styles = timeStyles(entry.time, neighbour.written);
      const time = (dated && day !== null ? styles.find((style) => style.startsWith(day)) : undefined) ?? styles[0] ?? canonicalTime(entry.time);
      const [candidate] = besides(subject, neighbour, entry, time, behind < 0);
      return candidate ?? null;
    });
    if (!changes.includes(null)) yield [...changes.flatMap((candidate) => candidate ?? []), ...hints];
  }
}

const replaceText = (entry: TimelineEntry, value: string): TextEdit | null =>
  entry.textSource === null ? null : { start: entry.textSource.start, end: entry.textSource.end, text: oneLine(value) };

/** Names a milestone in words, for entries that have no column for it: before the time, or at the start or the end of the text. */
function* labelEntry(entry: TimelineEntry, milestone: string): Generator<Candidate> {
  const name = milestone.replaceAll('-', ' ');
  const label = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  const { start } = entry.source;
  if (entry.textSource !== null) {
    const text = entry.textSource;
    yield [{ start: text.start, end: text.start, text: `**${label}:** ` }];
    yield [{ start: text.start, end: text.start, text: `${label}: ` }];
    yield [{ start: text.start, end: text.start, text: `Incident ${name}. ` }];
    yield [{ start: text.start, end: text.start, text: `Impact ${name}. ` }];
  }
  yield [{ start, end: start, text: `${label}: ` }];
  if (entry.textSource !== null) yield [{ start: entry.textSource.end, end: entry.textSource.end, text: ` (${name})` }];
}

export function* setEntry(subject: EditSubject, index: number, field: EntryField, value: string): Generator<Candidate> {
  const entry = subject.record.timeline[index];
  if (entry === undefined) return;
  const row = rowAt(subject, entry.source.start);
  switch (field) {
    case 'time':
      for (const time of timeStyles(value, entry.written)) yield [{ start: entry.source.start, end: entry.source.end, text: time }];
      return;
    case 'event': {
      const cell = row === null || entry.textSource === null ? null : setCellAt(subject, row.row, entry.textSource.start, value);
      const edit = cell ?? replaceText(entry, value);
      if (edit !== null) yield [edit];
      return;
    }
    case 'milestone':
    case 'actor':
    case 'evidence': {
      const cell = row === null ? null : setNamedCell(subject, row, ENTRY_COLUMNS, field, value);
      if (cell !== null) yield [cell];
      if (entry.textSource === null) return;
      const { end } = entry.textSource;
      if (field === 'milestone') yield* labelEntry(entry, value);
      if (field === 'evidence') yield [{ start: end, end, text: ` (${value})` }];
    }
  }
}

/** Adds a link to what shows that an entry happened: behind the others in its cell, or behind its text. */
export function* addEvidence(subject: EditSubject, index: number, link: string): Generator<Candidate> {
  const entry = subject.record.timeline[index];
  if (entry === undefined) return;
  const row = rowAt(subject, entry.source.start);
  const cell = row === null ? null : appendToCell(subject, row, ENTRY_COLUMNS, 'evidence', link);
  if (cell !== null) yield [cell];
  if (entry.textSource === null) return;
  const { end } = entry.textSource;
  yield [{ start: end, end, text: ` ${row === null ? link : cellText(link)}` }];
}

/** Gives the entry after a removed one the date that it carried from it. */
const redate = (subject: EditSubject, index: number): TextEdit[] => {
  const removed = subject.record.timeline[index];
  const next = subject.record.timeline[index + 1];
  if (removed === undefined || next === undefined || next.dated || next.wall === null) return [];
  const [text] = timeStyles(next.wall, removed.written);
  return text === undefined ? [] : [{ start: next.source.start, end: next.source.end, text }];
};

/** Removes an entry; one that carried the date for those behind it leaves the date to the next. */
export function* removeEntry(subject: EditSubject, index: number): Generator<Candidate> {
  const entry = subject.record.timeline[index];
  if (entry === undefined) return;
  const row = rowAt(subject, entry.source.start);
  const item = nodeAt(subject.document.tree, entry.source.start, 'listItem');
  const ways: TextEdit[] =
    row !== null
      ? [removeRow(subject.document, row.row)]
      : [...(item === null ? [] : [removeItem(subject.document, item)]), withoutLines(subject.document, entry.itemSource.start, entry.itemSource.end)];
  for (const way of ways) {
    yield [way];
    const date = redate(subject, index);
    if (date.length > 0) yield [way, ...date];
  }
}
