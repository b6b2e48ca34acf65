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
