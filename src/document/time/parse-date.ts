import { scanDate } from './date.ts';
import { completeDate } from './moment.ts';

export interface DateOptions {
  /** The order of `04/05/2024`; absent where nothing tells it. */
  readonly dayFirst?: boolean | undefined;
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

/** The first complete date in a text, in any form that {@link scanDate} knows; null where there is none within its first characters. */
export const parseDate = (text: string, options: DateOptions = {}, within = furthest): ReadDate | null => {
  const context = { date: options.near ?? null, year: options.year ?? null, dayFirst: options.dayFirst };
  const head = text.length > within ? text.slice(0, within) : text;
  for (const word of head.matchAll(startOfDate)) {
    const parts = scanDate(head, word.index);
    if (parts && (inAddress.test(head.slice(Math.max(0, word.index - 1), word.index)) || /^[-_/][\p{L}\d]/u.test(head.slice(parts.end)))) continue;
    if (!parts || parts.placeholder || parts.day === null || parts.month === 0) continue;
    const { text: iso, ambiguous, problem } = completeDate(parts, context);
    if (iso !== null) return { iso, ambiguous, problem, from: word.index, to: parts.end };
  }
  return null;
};
