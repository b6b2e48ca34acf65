import { likelyOrder, orderInText } from './date-order.ts';
import { scanDate, type DateParts } from './date.ts';
import { completeDate } from './moment.ts';

export interface DateOptions {
  /** The order of `04/05/2024`; absent where nothing tells it. */
  readonly dayFirst?: boolean | undefined;
  /** The order to take where nothing tells it; day first by default. */
  readonly likelyDayFirst?: boolean | undefined;
  /** Year of dates that write none. */
  readonly year?: number | null;
  /** A day near which a date without a year lies, ISO. */
  readonly near?: string | null;
}

/** A date read from text: ISO, the other reading where day and month could be swapped, and why it cannot exist where it cannot. */
export interface ReadDate {
  readonly iso: string;
  readonly ambiguous: string | null;
  readonly problem: string | null;
  readonly from: number;
  readonly to: number;
}

const startOfDate = /[\p{L}\d]+/gu;
/** Dates in paths and names of things are not said of the incident. */
const inAddress = /[/=_-]/;
const furthest = 400;
const rangeJoint = /[ \t]?(?:-|–|—|~|〜|to\b|until\b|through\b|bis\b)[ \t]?/iy;

/** The year that the end of a range gives its start: `March 31 – April 2, 2021`. Over New Year the start is of the year before. */
const yearOfEnd = (text: string, { month, end }: DateParts): number | null => {
  rangeJoint.lastIndex = end;
  const last = rangeJoint.test(text) ? scanDate(text, rangeJoint.lastIndex) : null;
  if (last?.year == null || last.day === null) return null;
  return last.month < month ? last.year - 1 : last.year;
};

/** The first complete date in a text, in any form that {@link scanDate} knows; null where there is none within its first characters. */
export const parseDate = (text: string, options: DateOptions = {}, within = furthest): ReadDate | null => {
  const context = { date: options.near ?? null, year: options.year ?? null, dayFirst: options.dayFirst, likelyDayFirst: options.likelyDayFirst };
  const head = text.length > within ? text.slice(0, within) : text;
  for (const word of head.matchAll(startOfDate)) {
    const parts = scanDate(head, word.index);
    if (!parts || parts.placeholder || parts.day === null || parts.month === 0) continue;
    const ofRange = parts.year === null ? yearOfEnd(head, parts) : null;
    if (inAddress.test(head.slice(Math.max(0, word.index - 1), word.index)) || (ofRange === null && /^[-_/][\p{L}\d]/u.test(head.slice(parts.end)))) continue;
    const { text: iso, ambiguous, problem } = completeDate(parts, ofRange === null ? context : { year: ofRange });
    if (iso !== null) return { iso, ambiguous, problem, from: word.index, to: parts.end };
  }
  return null;
};

/** Labels of dates that are of the document or of a meeting, not of the incident. */
const ofDocument = /^[\s>*_|-]*[\p{L} ]{0,30}\b(?:meeting|review|published|updated|modified|revised|revision|written|created|posted|due|deadline|retro(?:spective)?|post-?mortem (?:date|held|on)|drafted|reported by|authors?|prepared|next|version)\b[^:\n]{0,30}:[^\n]*$|^[\s>*_-]*(?:posted|published|written|(?:last )?(?:updated|modified|edited)) (?:by [^\n]{0,30} )?on\b[^\n]{0,40}$/gimu;

/** Prose without the lines whose label says that their date is another thing's, each character in its place. */
export const withoutOtherDates = (prose: string): string => prose.replace(ofDocument, (line) => ' '.repeat(line.length));

/** The first date that a part of a document says, its order of day and month that of the document's other dates, else that of `near`, else the likely one. */
export const parseDateOf = (document: string, part: string, { near = null, year = null }: Pick<DateOptions, 'near' | 'year'>, within?: number): ReadDate | null => {
  const read = parseDate(part, { near, year }, within);
  if (read?.ambiguous == null) return read;
  const dayFirst = orderInText(document);
  if (dayFirst === undefined && near !== null && [read.iso, read.ambiguous].includes(near)) return { ...read, iso: near, ambiguous: null };
  return parseDate(part, { near, year, dayFirst, likelyDayFirst: likelyOrder(document) }, within);
};

/** The year that a document names most often, in dates, versions of logs or addresses; null where it names none. */
export const mostNamedYear = (text: string): number | null => {
  const counts = new Map<string, number>();
  for (const [year] of text.matchAll(/(?<!\d)20[0-4]\d(?!\d)/g)) counts.set(year, (counts.get(year) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most ? Number(most[0]) : null;
};
