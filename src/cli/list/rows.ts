import { derivedFigures } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Status } from '../../record/vocabulary.ts';

/** One line of the list; null where the document does not say. */
export interface ListRow {
  readonly path: string;
  readonly id: string | null;
  readonly date: string | null;
  readonly severity: string | null;
  readonly status: Status | null;
  readonly title: string | null;
  readonly services: readonly string[];
  /** Minutes of impact. */
  readonly impact: number | null;
  readonly actions: { readonly open: number; readonly total: number };
}

const CLOSED: ReadonlySet<string | null> = new Set(['done', 'verified', 'dropped']);

/** What the list says of a record. */
export const listRow = (record: IncidentRecord): ListRow => ({
  path: record.path,
  id: record.id?.value ?? null,
  date: record.date?.value ?? null,
  severity: record.severity?.value ?? null,
  status: record.status?.value ?? null,
  title: record.title?.value ?? null,
  services: record.services.map(({ value }) => value),
  impact: derivedFigures(record.milestones).find(({ name }) => name === 'impact duration')?.minutes ?? null,
  actions: { open: record.actions.filter(({ status }) => !CLOSED.has(status)).length, total: record.actions.length },
});

const SORT_KEYS = {
  date: (row: ListRow) => row.date,
  severity: (row: ListRow) => row.severity?.toLowerCase() ?? null,
  status: (row: ListRow) => row.status,
  title: (row: ListRow) => row.title?.toLowerCase() ?? null,
  impact: (row: ListRow) => row.impact,
  actions: (row: ListRow) => row.actions.open,
  path: (row: ListRow) => row.path,
} as const satisfies Record<string, (row: ListRow) => string | number | null>;

export type SortKey = keyof typeof SORT_KEYS;
export const SORT_NAMES: readonly string[] = Object.keys(SORT_KEYS);
export const isSortKey = (name: string): name is SortKey => Object.hasOwn(SORT_KEYS, name);

/** Rows in order of a key; rows without it come last, either way. */
export const sortRows = (rows: readonly ListRow[], key: SortKey, reverse: boolean): ListRow[] => {
  const keyOf = SORT_KEYS[key];
  return rows.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (left < right ? -1 : left > right ? 1 : 0) * (reverse ? -1 : 1);
  });
};

export interface ListFilter {
  readonly status: readonly string[];
  readonly severity: readonly string[];
  readonly service: readonly string[];
  readonly since: string | null;
  readonly until: string | null;
  readonly open: boolean;
}

const among = (wanted: readonly string[], values: readonly (string | null)[]): boolean =>
  wanted.length === 0 || values.some((value) => value !== null && wanted.some((one) => one.toLowerCase() === value.toLowerCase()));

/** Whether a row is wanted; dates are compared as ISO text, so `2026-04` is the whole month. */
export const matchesFilter = (row: ListRow, filter: ListFilter): boolean =>
  among(filter.status, [row.status]) &&
  among(filter.severity, [row.severity]) &&
  among(filter.service, row.services) &&
  (filter.since === null || (row.date !== null && row.date >= filter.since)) &&
  (filter.until === null || (row.date !== null && row.date.slice(0, filter.until.length) <= filter.until)) &&
  (!filter.open || row.actions.open > 0);
