import type { Nodes, Table } from 'mdast';
import type { MarkdownDocument } from '../document.ts';
import { normalizeTitle } from '../headings/normalize-title.ts';
import { readTable, type TableCell, type TableRow, type TableView } from '../tables/table.ts';
import type { DateParts } from '../time/date.ts';
import { scanStamp, type Stamp } from '../time/stamp.ts';
import { findZone } from '../time/zones.ts';
import { shifted, type Item } from './item.ts';
import { milestoneOfLabel } from './labels.ts';

const timeHeader = /\b(?:time|times|when|timestamp|date|datetime|day|clock|start|started|begin|from|hour|tid|tidspunkt|dato|zeit|uhrzeit|zeitpunkt|datum|wann|heure|date et heure|hora|fecha|data|horário|at)\b|時刻|日時|時間|日付|时间|日期|時點/;
const endHeader = /^(?:end|ended|end time|to|until|finish|ende|bis|fin|slutt|終了|结束)\b/;
const milestoneHeader = /^(?:milestone|phase|stage|marker|key event|マイルストーン|フェーズ|meilenstein|phase)\b/;
const actorHeader = /^(?:actor|who|by|person|owner|source actor|performed by|responsible|author|担当|担当者|実施者|wer|hvem|qui|quién|人员|操作人)\b|^(?:担当|担当者|実施者|人员|操作人)$/;
const evidenceHeader = /^(?:evidence|links?|source|sources|references?|proof|nachweis|beleg|kilde|証跡|根拠|参照|リンク|证据)\b|^(?:証跡|根拠|参照|リンク|证据)$/;
const textHeader = /^(?:event|events|what|what happened|description|details?|activity|action|notes?|summary|update|message|status update|happening|entry|ereignis|beschreibung|was|hendelse|hva|beskrivelse|événement|description|evento|descripción|descrição)\b|事象|イベント|内容|出来事|事件|描述|説明|対応/;

interface ColumnStamp {
  readonly stamp: Stamp;
  readonly cell: TableCell;
  /** True where nothing else of weight stands in the cell. */
  readonly whole: boolean;
}

const scanCell = (document: MarkdownDocument, cell: TableCell): ColumnStamp | null => {
  const { start, end } = cell.source;
  if (end <= start || !/[\d?月不未]/.test(cell.text.slice(0, 60))) return null;
  const raw = document.text.slice(start, Math.min(end, start + 120));
  const stamp = scanStamp(raw);
  if (!stamp) return null;
  const rest = raw.slice(stamp.end).replace(/[\s*_`~\])}(:,.|–—-]|<br\s*\/?>/g, '');
  return { stamp: shifted(stamp, start), cell, whole: rest.length <= 20 };
};

interface TimeColumns {
  /** Columns that hold dates, clocks or both, in order. */
  readonly time: readonly number[];
  readonly end: number | null;
}

const weekdayOnly = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$|^[月火水木金土日](?:曜日?)?$/i;

const findTimeColumns = (document: MarkdownDocument, table: TableView, headers: readonly string[]): TimeColumns | null => {
  const rows = table.rows.slice(0, 12);
  const time: number[] = [];
  let end: number | null = null;
  const width = Math.min(Math.max(table.header.length, rows[0]?.cells.length ?? 0), 5);
  for (let column = 0; column < width; column++) {
    const cells = rows.map((row) => row.cells[column]).filter((cell) => cell !== undefined && cell.text !== '');
    if (cells.length === 0) continue;
    const stamps = cells.filter((cell) => cell !== undefined && scanCell(document, cell)?.whole).length;
    const named = timeHeader.test(headers[column] ?? '') || findZone(table.header[column]?.text ?? '') !== null;
    if (stamps > 0 && stamps * 2 >= cells.length - (named ? 1 : 0)) {
      if (time.length > 0 && endHeader.test(headers[column] ?? '')) end = column;
      else if (time.length === 0 || named || column === (time.at(-1) ?? 0) + 1) time.push(column);
    } else if (time.length > 0 || !cells.every((cell) => weekdayOnly.test(cell?.text ?? ''))) {
      if (time.length > 0) break;
      // A time column stands first, behind at most a number or a weekday.
      if (column > 1 || !(named || cells.every((cell) => (cell?.text.length ?? 0) <= 12))) break;
    }
  }
  return time.length === 0 ? null : { time, end };
};

const yearIn = (header: string): number | null => {
  const year = /\b(20\d\d)\b/.exec(header)?.[1];
  return year === undefined ? null : Number(year);
};

const withYear = (date: DateParts | null, year: number | null): DateParts | null => (date && date.year === null && year !== null ? { ...date, year } : date);

/** One stamp from the row's time columns: date from one, clock from another; a second clock is the other zone's. */
const rowStamp = (document: MarkdownDocument, row: TableRow, columns: TimeColumns, zones: readonly (string | null)[], years: readonly (number | null)[]): Stamp | null => {
  let joined: Stamp | null = null as Stamp | null;
  for (const column of columns.time) {
    const cell = row.cells[column];
    const found = cell && scanCell(document, cell);
    if (!found) continue;
    const stamp: Stamp = { ...found.stamp, date: withYear(found.stamp.date, years[column] ?? null), zone: found.stamp.zone ?? zones[column] ?? null };
    if (joined === null) joined = stamp;
    else if (joined.clock === null && stamp.clock !== null && stamp.date === null) joined = { ...stamp, date: joined.date, start: joined.start, endDate: stamp.endDate, approximate: joined.approximate || stamp.approximate };
    else if (joined.clock !== null && joined.date === null && stamp.clock === null) joined = { ...joined, date: stamp.date };
    else if (joined.clock !== null && stamp.clock !== null && joined.second === null) {
      joined = { ...joined, second: { date: stamp.date, clock: stamp.clock, zone: stamp.zone, start: stamp.start, end: stamp.end } };
    }
  }
  const cell = columns.end === null ? undefined : row.cells[columns.end];
  const end = cell && scanCell(document, cell)?.stamp;
  return joined && end ? { ...joined, endDate: end.date, endClock: end.clock } : joined;
};

/** A row of the account whose time cell says something else: `unknown`, `—`, `later that day`. */
const unreadable = ({ source }: TableCell): Stamp => ({
  start: source.start, end: source.end, date: null, clock: null, endDate: null, endClock: null, zone: null, approximate: false, second: null, relativeMinutes: null,
});

const columnOf = (headers: readonly string[], pattern: RegExp, taken: readonly number[]): number | null => {
  const at = headers.findIndex((header, index) => !taken.includes(index) && pattern.test(header));
  return at < 0 ? null : at;
};

const childrenOf = (cell: TableCell | undefined): readonly Nodes[] => cell?.node.children ?? [];

/** `| Detected | 2026-06-12 20:16 |`: a table of labelled times without a time column of its own. */
const labelledRows = (document: MarkdownDocument, table: TableView, inTimeline: boolean): Item[] =>
  [{ cells: table.header, source: table.header[0]?.source }, ...table.rows].flatMap((row): Item[] => {
    const [label, value] = row.cells;
    if (!label || !value || milestoneOfLabel(label.text) === null) return [];
    const found = scanCell(document, value);
    if (!found || (found.stamp.date === null && found.stamp.clock === null)) return [];
    return [{
      stamp: found.stamp, form: 'key-event', inTimeline, start: label.source.start, end: value.source.end, textStart: found.stamp.end, textEnd: value.source.end,
      nodes: [value.node], body: [], container: table.node.position?.start.offset ?? 0, label: label.text, cells: null, zone: null, bare: true,
    }];
  });

/** Marks a table whose dates plan or list something else. */
const foreign = /\b(?:due|deadline|owner|assignee|priority|status|metric|metrics|normal|variable|before|after|version)\b|期限|担当|優先|ステータス|フェーズ別/;

/** The rows of a table that open with a time; empty where its columns hold none. Outside a timeline the header must say that one is a time. */
export const tableItems = (document: MarkdownDocument, node: Table, inTimeline: boolean): Item[] => {
  const table = readTable(document, node);
  const headers = table.header.map((cell) => normalizeTitle(cell.text));
  const columns = findTimeColumns(document, table, headers);
  if (!columns) return labelledRows(document, table, inTimeline);
  const named = columns.time.some((column) => timeHeader.test(headers[column] ?? '') || findZone(table.header[column]?.text ?? '') !== null);
  if (!inTimeline && !named) return labelledRows(document, table, inTimeline);
  if (!inTimeline && headers.some((header) => foreign.test(header))) return [];
  const zones = table.header.map((cell) => findZone(cell.text)?.zone ?? null);
  const years = table.header.map((cell) => yearIn(cell.text));
  const columnZone = columns.time.map((column) => zones[column]).find((zone) => zone != null) ?? null;
  const taken: number[] = [...columns.time, ...(columns.end === null ? [] : [columns.end])];
  const take = (pattern: RegExp): number | null => {
    const at = columnOf(headers, pattern, taken);
    if (at !== null) taken.push(at);
    return at;
  };
  const milestone = take(milestoneHeader);
  const actor = take(actorHeader);
  const evidence = take(evidenceHeader);
  const text = take(textHeader) ?? headers.findIndex((_, index) => !taken.includes(index));
  return table.rows.flatMap((row): Item[] => {
    const stamp = rowStamp(document, row, columns, zones, years);
    const first = row.cells[columns.time[0] ?? 0];
    const words = row.cells[text];
    if (!first || (!stamp && (!inTimeline || first.text === '' || !words || words.text === ''))) return [];
    return [{
      stamp: stamp ?? unreadable(first), form: 'table', inTimeline, start: row.source.start, end: row.source.end,
      textStart: words?.source.start ?? first.source.end, textEnd: words?.source.end ?? first.source.end, nodes: words ? [words.node] : [], body: [], label: null,
      cells: {
        milestone: milestone === null ? null : (row.cells[milestone]?.text ?? null),
        actor: actor === null ? null : row.cells[actor]?.text || null,
        evidence: evidence === null ? [] : childrenOf(row.cells[evidence]),
      },
      zone: columnZone, container: node.position?.start.offset ?? 0, bare: words === undefined || words.text === '',
    }];
  });
};
