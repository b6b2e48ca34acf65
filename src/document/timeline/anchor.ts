import type { Facts } from '../facts/read-facts.ts';
import { dateOfFileName } from '../facts/file-name.ts';
import type { Reading } from '../reading.ts';
import { likelyOrder, orderInText } from '../time/date-order.ts';
import type { Wall } from '../../record/time.ts';
import { parseMoment } from '../time/moment.ts';
import { dayNumber, printDate } from '../time/wall.ts';
import { mostNamedYear, parseDate, parseDateOf, withoutOtherDates, type ReadDate } from '../time/parse-date.ts';
import { readDatedClocks, readDateMarks } from './known-dates.ts';
import type { Item } from './item.ts';
import type { DateAnchor } from './complete-items.ts';

/** An incident is a matter of days: within `near` of each other its dates belong together, beyond `far` they do not. */
const near = 7;
const far = 20;

const spread = (days: readonly number[]): number => Math.max(...days) - Math.min(...days);

const push = (days: number[], day: number | null): void => {
  if (day !== null) days.push(day);
};

/** The order that puts the account's dates close to each other and to the known one, where the other scatters them over months. */
const orderByNearness = (items: readonly Item[], anchor: string | null): boolean | undefined => {
  const known = anchor === null ? null : dayNumber(anchor);
  const dayFirst = known === null ? [] : [known];
  const monthFirst = [...dayFirst];
  for (const { stamp: { date } } of items.slice(0, 200)) {
    if (!date || date.day === null || date.placeholder) continue;
    const year = date.year ?? Number(anchor?.slice(0, 4) ?? 2000);
    const other = date.monthFirst ?? { month: date.month, day: date.day };
    push(dayFirst, dayNumber(printDate(year, date.month, date.day)));
    push(monthFirst, dayNumber(printDate(year, other.month, other.day)));
  }
  const [ofDayFirst, ofMonthFirst] = [spread(dayFirst), spread(monthFirst)];
  return Math.min(ofDayFirst, ofMonthFirst) <= near && Math.max(ofDayFirst, ofMonthFirst) > far ? ofDayFirst < ofMonthFirst : undefined;
};

/** The order of day and month that the document's dates prove, and where nothing proves it the likely one. */
const readDateOrder = (text: string, items: readonly Item[], anchor: string | null): Pick<DateAnchor, 'dayFirst' | 'likelyDayFirst'> => {
  if (!items.some(({ stamp }) => stamp.date?.monthFirst != null)) return { dayFirst: undefined };
  const dayFirst = orderInText(text) ?? orderByNearness(items, anchor);
  return dayFirst === undefined ? { dayFirst, likelyDayFirst: likelyOrder(text) } : { dayFirst };
};

/** The date that completes times without one: the stated date, that of the file's name, of the front matter, or of the first words. */
export const readAnchor = (reading: Reading, facts: Facts, items: readonly Item[]): DateAnchor => {
  const published = reading.frontMatter?.entries.get('date')?.node.value;
  const labelled = facts.restated.find(({ fact }) => fact === 'date')?.value;
  const stated = facts.date?.value ?? labelled ?? dateOfFileName(reading.document.path);
  const publishedDay = typeof published === 'string' ? (parseDate(published)?.iso ?? null) : null;
  const spoken = stated ?? publishedDay ?? null;
  const opening = spoken === null ? dateInOpening(reading) : null;
  const date = spoken ?? opening?.iso ?? null;
  const { text } = reading.document;
  const bare = items.some(({ stamp }) => stamp.date === null);
  return {
    date,
    year: date === null ? mostNamedYear(text) : Number(date.slice(0, 4)),
    ...readDateOrder(text, items, opening?.ambiguous ? null : date),
    marks: readDateMarks(reading, items, date),
    zero: readZero(text, items, date),
    datedClocks: bare ? readDatedClocks(text) : new Map(),
  };
};

const zeroPoint = /\bT[ \t]?[-+]?[ \t]?0\b[^\n\d]{0,15}(?=\d)/;

/** `T0 = 2026-04-24 10:00`: the moment that relative times count from, where the text gives it. */
const readZero = (text: string, items: readonly Item[], date: string | null): Wall => {
  const found = items.some(({ stamp }) => stamp.relativeMinutes !== null) ? zeroPoint.exec(text) : null;
  const moment = found && parseMoment(text.slice(found.index + found[0].length, found.index + found[0].length + 60), { date });
  return moment?.wall?.includes('T') ? moment.wall : null;
};

/** The first full date of the document's first two thousand characters, else the first that leaves its year to the others. */
const dateInOpening = ({ document: { text }, frontMatter }: Reading): ReadDate | null => {
  const start = frontMatter?.source.end ?? 0;
  const opening = withoutOtherDates(text.slice(start, start + 2000));
  const at = opening.search(/\b20\d\d\b/);
  const full = at < 0 ? null : parseDateOf(text, opening.slice(opening.lastIndexOf('\n', at) + 1), {});
  return full ?? parseDateOf(text, opening, { year: mostNamedYear(text) }, opening.length);
};
