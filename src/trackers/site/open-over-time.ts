import { isOpen, type TrackedItem } from '../item.ts';
import type { Settlement } from '../settlement.ts';
import { columnChart } from './column-chart.ts';
import { foldedTable } from './page.ts';
import { isDated, MONTHS, MOST_PERIODS, periodsOf, QUARTERS, spanOf, type Calendar } from './periods.ts';

/** When each settled item was settled; undefined for an item that never was. */
export type SettlementOf = (item: TrackedItem) => Settlement | undefined;

const OTHERS = 'Other or none';
/** Priorities that have a part of their own. */
const MOST_PRIORITIES = 3;

/** An item in numbers of periods. */
interface Life {
  readonly priority: string | null;
  readonly opened: number;
  /** The first period at whose end it may be settled, and the first at whose end it is. */
  readonly maybe: number;
  readonly settled: number;
}

interface OpenItems {
  /** What a column is the end of. */
  readonly period: 'month' | 'quarter';
  readonly parts: readonly string[];
  readonly columns: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

const priorityOf = ({ priority }: TrackedItem): string | null => priority?.toUpperCase() ?? null;

/** The most frequent priorities, in alphabetical order. */
const prioritiesOf = (items: readonly TrackedItem[]): string[] => {
  const counts = new Map<string, number>();
  for (const item of items) {
    const priority = priorityOf(item);
    if (priority !== null) counts.set(priority, (counts.get(priority) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).slice(0, MOST_PRIORITIES).map(([name]) => name).toSorted();
};

const lifeOf = (item: TrackedItem, settlement: Settlement | undefined, { numberOf }: Calendar, last: number): Life[] => {
  const { date } = item.incident;
  if (!isDated(date)) return [];
  const opened = Math.min(numberOf(date), last);
  const never = last + 1;
  const maybe = settlement === undefined ? never : Math.max(opened, settlement.from === null ? opened : numberOf(settlement.from));
  // An item that was settled and is open again was settled for a time that nobody wrote down; today it is open.
  const settled = settlement === undefined || isOpen(item) ? never : Math.max(opened, numberOf(settlement.to));
  return [{ priority: priorityOf(item), opened, maybe: Math.min(maybe, settled), settled }];
};

/** How many items were open at the end of each period up to today, by priority; last those of which it is not known. */
export const openOverTime = (items: readonly TrackedItem[], settlementOf: SettlementOf, today: string): OpenItems => {
  const dates = items.flatMap(({ incident: { date } }) => (isDated(date) ? [date < today ? date : today] : []));
  const calendar = spanOf([...dates, today], MONTHS) <= MOST_PERIODS ? MONTHS : QUARTERS;
  const last = calendar.numberOf(today);
  const lives = items.flatMap((item) => lifeOf(item, settlementOf(item), calendar, last));
  const names = prioritiesOf(items);
  const parts = [...names, ...(items.every((item) => names.some((name) => name === priorityOf(item))) ? [] : [OTHERS])];
  const partOf = ({ priority }: Life): string => names.find((name) => name === priority) ?? OTHERS;
  const isUnsure = ({ maybe, settled }: Life, period: number): boolean => maybe <= period && period < settled && period < last;
  return {
    period: calendar === MONTHS ? 'month' : 'quarter',
    parts: [...parts, 'May be open'],
    columns: periodsOf([...dates, today], calendar, 'last').map((period) => {
      const present = lives.filter(({ opened, settled }) => opened <= period && period < settled);
      const sure = present.filter((life) => !isUnsure(life, period));
      return { name: period === last ? 'now' : calendar.nameOf(period), counts: [...parts.map((part) => sure.filter((life) => partOf(life) === part).length), present.length - sure.length] };
    }),
  };
};

const counted = (count: number, singular: string, plural: string): string => `${count} ${count === 1 ? singular : plural}`;

/** What the chart is drawn from and what it does not know, in words. */
const basisOf = (items: readonly TrackedItem[], settlementOf: SettlementOf, period: OpenItems['period']): string => {
  const found = items.flatMap((item) => (isOpen(item) ? [] : (settlementOf(item) ?? [])));
  const by = (basis: Settlement['basis']): number => found.filter((one) => one.basis === basis).length;
  const reopened = items.filter((item) => isOpen(item) && settlementOf(item) !== undefined).length;
  const undated = items.filter(({ incident }) => !isDated(incident.date)).length;
  return [
    `An item counts from the day of its incident until its document said that it is done or dropped; each column is the end of a ${period}.`,
    `When it was settled is known of ${by('document')} by a date in the document, and of ${by('history')} by the commit that changed the document.`,
    ...(by('span') === 0 ? [] : [`Of ${counted(by('span'), 'settled item', 'settled items')} only a span is known, from the incident to the first version of the document that calls it settled, or to today where there is no history; in that span it may have been open.`]),
    ...(reopened === 0 ? [] : [`${counted(reopened, 'item was', 'items were')} called done and ${reopened === 1 ? 'is' : 'are'} open again because a gate is gone; since when is not known.`]),
    ...(undated === 0 ? [] : [`${counted(undated, 'item of an incident', 'items of incidents')} without a date ${undated === 1 ? 'is' : 'are'} left out.`]),
  ].join(' ');
};

/** The open items of the past as a chart, its numbers as a table, and what both rest on. */
export const openOverTimeOf = (items: readonly TrackedItem[], settlementOf: SettlementOf, today: string): string => {
  const { period, parts, columns } = openOverTime(items, settlementOf, today);
  const chart = columnChart({ label: 'Open action items by priority over time; the table has the numbers', parts, columns, scale: 'count', hollow: true });
  const note = `<p class="note">${basisOf(items, settlementOf, period)}</p>`;
  return chart === '' ? '' : `${chart}${foldedTable('Open action items at the end of each period', ['End of', ...parts], columns.map(({ name, counts }) => [name, ...counts.map(String)]))}${note}`;
};
