import type { Facts } from '../facts/read-facts.ts';
import { dateOfFileName } from '../facts/file-name.ts';
import type { Reading } from '../reading.ts';
import { dayNumber, printDate } from '../time/wall.ts';
import { parseDate } from '../time/parse-date.ts';
import type { Item } from './item.ts';
import type { DateAnchor } from './complete-items.ts';

const fullNumeric = /(?<![\d./-])(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?![\d./-]\d|\d)/g;

/** True (day first) or false where some date of the document can be read in one order only. */
const orderInText = (text: string): boolean | undefined => {
  for (const [, first, second] of text.matchAll(fullNumeric)) {
    if (Number(first) > 12 && Number(first) <= 31 && Number(second) <= 12) return true;
    if (Number(second) > 12 && Number(second) <= 31 && Number(first) <= 12) return false;
  }
  return undefined;
};

/** An ambiguous date that falls within a week of the known one in one reading, and far from it in the other. */
const orderByNearness = (items: readonly Item[], anchor: string | null): boolean | undefined => {
  const known = anchor === null ? null : dayNumber(anchor);
  if (anchor === null || known === null) return undefined;
  for (const { stamp: { date } } of items) {
    if (!date?.monthFirst || date.day === null) continue;
    const year = date.year ?? Number(anchor.slice(0, 4));
    const dayFirst = dayNumber(printDate(year, date.month, date.day));
    const monthFirst = dayNumber(printDate(year, date.monthFirst.month, date.monthFirst.day));
    if (dayFirst === null || monthFirst === null) continue;
    const [near, far] = [Math.abs(dayFirst - known), Math.abs(monthFirst - known)];
    if (Math.min(near, far) <= 7 && Math.max(near, far) > 20) return near < far;
  }
  return undefined;
};

/** The order of day and month that the document's dates prove; undefined where none is ambiguous or nothing proves it. */
export const readDateOrder = (text: string, items: readonly Item[], anchor: string | null): boolean | undefined =>
  items.some(({ stamp }) => stamp.date?.monthFirst != null) ? (orderInText(text) ?? orderByNearness(items, anchor)) : undefined;

/** The date that completes times without one: the stated date, that of the file's name, of the front matter, or of the first words. */
export const readAnchor = (reading: Reading, facts: Facts, items: readonly Item[]): DateAnchor => {
  const published = reading.frontMatter?.entries.get('date')?.node.value;
  const labelled = facts.restated.find(({ fact }) => fact === 'date')?.value;
  const stated = facts.date?.value ?? labelled ?? dateOfFileName(reading.document.path);
  const publishedDay = typeof published === 'string' ? (parseDate(published)?.iso ?? null) : null;
  const date = stated ?? publishedDay ?? dateInOpening(reading);
  return { date, year: date === null ? null : Number(date.slice(0, 4)), dayFirst: readDateOrder(reading.document.text, items, date) };
};

/** The first full date of the document's first two thousand characters. */
export const dateInOpening = (reading: Reading): string | null => {
  const opening = reading.document.text.slice(reading.frontMatter?.source.end ?? 0, (reading.frontMatter?.source.end ?? 0) + 2000);
  const at = opening.search(/\b20\d\d\b/);
  return at < 0 ? null : (parseDate(opening.slice(Math.max(0, at - 24)))?.iso ?? null);
};
