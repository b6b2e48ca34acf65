import { isWeekdayName, monthNumber, weekdayNumber } from './names.ts';
import { daysInMonth } from './wall.ts';

/** A date as written, before anybody decides what it means. */
export interface DateParts {
  readonly end: number;
  readonly year: number | null;
  /** 1 to 12; 0 where only a weekday or a day of the month is written. */
  readonly month: number;
  readonly day: number | null;
  readonly weekday: string | null;
  /** The second day of `Apr 24–25, 2026`. */
  readonly lastDay: number | null;
  /** Set where the same digits read month-first give another date that exists too: `04/05/2024`. `month` and `day` are the day-first reading. */
  readonly monthFirst: { readonly month: number; readonly day: number } | null;
  /** True for `YYYY-MM-DD`, `?` and letters standing for digits that nobody filled in. */
  readonly placeholder: boolean;
  /** True for what is a date only where something else says so: two short numbers with a slash (`4/24 10:00`, not `24/7`), a weekday. */
  readonly weak: boolean;
}

const yearFirst = /(\d{4,6})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/]\d)/y;
const yearMonth = /((?:19|2[01])\d\d)[-/](\d{1,2})(?![-/.:]?\w)/y;
const placeholder = /\d{2,4}(?:\/\d\d)?[-/](?:\?{1,2}|MM|XX|xx|mm|\d{1,2})[-/](?:\?{1,2}|DD|XX|xx|dd|\d{1,2})(?!\d)|YYYY[-/]MM[-/]DD/y;
const cjk = /(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?日/y;
const yearLast = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4,6}|\d{2})(?!:?\d|[-/.]\d)/y;
const withoutYear = /(\d{1,2})([-/])(\d{1,2})(?![\d/%\p{L}]|[-.,]\d)/uy;
const dayDotMonthDot = /(\d{1,2})\.[ \t]?(\d{1,2})\.(?!\d)/y;
/** Before a colon only what must be a year: `Jan 5 1430: x` is half past two. */
const YEAR = '(?:19|20)\\d{2}(?=:(?!\\d))|\\d{4,6}(?![\\d:])';
// Names are looked up, not matched: one pattern of all names, compiled for each form of a date, would take longer than to read a document with them.
const afterMonth = new RegExp(`\\.?[ \\t-]{0,2}(\\d{1,2})(?:st|nd|rd|th)?(?:[ \\t]?(?:-|–|—|to)[ \\t]?(\\d{1,2})(?:st|nd|rd|th)?(?=,?[ \\t]\\d{4}(?!\\d)))?(?!\\d|[:.]\\d)(?:(?:[ \\t]?,[ \\t]?|[ \\t]|-)(?:of )?(${YEAR}))?`, 'iy');
const yearAfterMonth = /\.?,?[ \t]+(\d{4})(?!\d)/y;
const beforeMonth = /(\d{1,2})(?:[ \t]?[-–—][ \t]?(\d{1,2}))?(?:st|nd|rd|th|er|º|\.)?[ \t-]{0,2}(?:(?:of|de)[ \t])?/iy;
const behindMonth = new RegExp(`\\.?(?:(?:,?[ \\t]|-)(?:de[ \\t])?(${YEAR})|-(\\d{2})(?!:?\\d|-))?`, 'iy');
const yearBeforeMonth = /(\d{4})([-/. ])/y;
const dayAfterYear = /[-/. ](\d{1,2})(?!:?\d)/y;

/** Words before the name of a weekday. */
const BEFORE_WEEKDAY: ReadonlySet<string> = new Set(['on', 'den', 'am', 'le', 'el']);
const behindWeekday = /\.?,?[ \t]*(?:(?:the|den|der|le)[ \t]+)?/iy;
const spaces = /\s*/y;
const openParenthesis = /[ \t]?[(（]/y;
const commaOrSpace = /,?[ \t]/y;

/** One letter more than the longest name has. */
const letters = /\p{L}{1,11}/uy;

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** The word at an index; empty where none starts there, cut off where it is longer than any name. */
const wordAt = (text: string, at: number): string => run(letters, text, at)?.[0] ?? '';

const monthAt = (text: string, at: number): { readonly month: number; readonly end: number } | null => {
  const word = wordAt(text, at);
  const month = monthNumber(word);
  return month === undefined ? null : { month, end: at + word.length };
};

/** Whether a date that opens with letters may start here: most words are none of what it opens with. */
const opensSpelled = (text: string, at: number): boolean => {
  const word = wordAt(text, at).toLowerCase();
  return monthNumber(word) !== undefined || isWeekdayName(word) || BEFORE_WEEKDAY.has(word) || word === 'yyyy';
};

const optional = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

type Found = Omit<DateParts, 'weekday' | 'placeholder' | 'weak' | 'lastDay'> & { readonly placeholder?: true; readonly weak?: boolean; readonly lastDay?: number | null };

/** `a` and `b` stand for day and month in an order that the digits alone may leave open. */
const inEitherOrder = (a: number, b: number, year: number | null, end: number): Found => {
  const exists = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  const dayFirst = { month: b, day: a };
  const monthFirst = { month: a, day: b };
  if (!exists(b, a) && exists(a, b)) return { end, year, ...monthFirst, monthFirst: null };
  return { end, year, ...dayFirst, monthFirst: exists(b, a) && exists(a, b) && a !== b ? monthFirst : null };
};

/** Two digits and a colon are a clock, and no date goes on so; the patterns of dates are costly to compile and to try. */
const clock = /\d{1,2}[:：]/y;

/** `24 April 2026`, `3–4 May`, `5 de mayo de 2026`. */
const dayMonth = (text: string, at: number): Found | null => {
  const before = run(beforeMonth, text, at);
  const named = before && monthAt(text, beforeMonth.lastIndex);
  if (!named) return null;
  const [, year, shortYear] = run(behindMonth, text, named.end) ?? [];
  return { end: behindMonth.lastIndex, year: shortYear === undefined ? optional(year) : fullYear(shortYear), month: named.month, day: Number(before[1]), lastDay: optional(before[2]), monthFirst: null };
};

/** `2026-Apr-24`. */
const yearNamed = (text: string, at: number): Found | null => {
  const before = run(yearBeforeMonth, text, at);
  const named = before && monthAt(text, yearBeforeMonth.lastIndex);
  const day = named && text[named.end] === before[2] ? run(dayAfterYear, text, named.end) : null;
  return named && day ? { end: dayAfterYear.lastIndex, year: Number(before[1]), month: named.month, day: Number(day[1]), monthFirst: null } : null;
};

const numeric = (text: string, at: number): Found | null => {
  if (run(clock, text, at)) return null;
  const iso = run(yearFirst, text, at);
  if (iso) return { end: yearFirst.lastIndex, year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]), monthFirst: null };
  const last = run(yearLast, text, at);
  if (last) {
    const end = yearLast.lastIndex;
    // Dots are the European order.
    if (last[2] === '.' && Number(last[3]) <= 12) return { end, year: fullYear(last[4] ?? ''), month: Number(last[3]), day: Number(last[1]), monthFirst: null };
    return inEitherOrder(Number(last[1]), Number(last[3]), fullYear(last[4] ?? ''), end);
  }
  const eastAsian = run(cjk, text, at);
  if (eastAsian) return { end: cjk.lastIndex, year: eastAsian[1] ? Number(eastAsian[1]) : null, month: Number(eastAsian[2]), day: Number(eastAsian[3]), monthFirst: null };
  const named = dayMonth(text, at);
  if (named) return named;
  const month = run(yearMonth, text, at);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) return { end: yearMonth.lastIndex, year: Number(month[1]), month: Number(month[2]), day: null, monthFirst: null };
  const sorted = yearNamed(text, at);
  if (sorted) return sorted;
  const left = run(placeholder, text, at);
  if (left && /[?A-Za-z]/.test(left[0])) return { end: placeholder.lastIndex, year: null, month: 0, day: null, monthFirst: null, placeholder: true };
  const dotted = run(dayDotMonthDot, text, at);
  if (dotted && Number(dotted[2]) >= 1 && Number(dotted[2]) <= 12) return { end: dayDotMonthDot.lastIndex, year: null, month: Number(dotted[2]), day: Number(dotted[1]), monthFirst: null };
  return shortNumeric(text, at);
};

const shortNumeric = (text: string, at: number): Found | null => {
  const short = run(withoutYear, text, at);
  if (!short) return null;
  const [, a = '', mark, b = ''] = short;
  const end = withoutYear.lastIndex;
  // `08-01` with leading zeros is the tail of an ISO date; `8-9` is a range of numbers.
  if (mark === '-') {
    if (a.length !== 2 || b.length !== 2) return null;
    if (Number(a) <= 12) return { end, year: null, month: Number(a), day: Number(b), monthFirst: null };
  }
  const found = inEitherOrder(Number(a), Number(b), null, end);
  return found.month >= 1 && found.month <= 12 && (found.day ?? 0) >= 1 && (found.day ?? 0) <= 31 ? { ...found, weak: mark === '/' } : null;
};

const spelled = (text: string, at: number): Found | null => {
  const named = monthAt(text, at);
  if (named) {
    const behind = run(afterMonth, text, named.end);
    if (behind) return { end: afterMonth.lastIndex, year: optional(behind[3]), month: named.month, day: Number(behind[1]), lastDay: optional(behind[2]), monthFirst: null };
    const year = run(yearAfterMonth, text, named.end);
    return year && { end: yearAfterMonth.lastIndex, year: Number(year[1]), month: named.month, day: null, monthFirst: null };
  }
  const blank = run(placeholder, text, at);
  return blank ? { end: placeholder.lastIndex, year: null, month: 0, day: null, monthFirst: null, placeholder: true } : null;
};

interface NamedWeekday {
  readonly name: string;
  readonly end: number;
}

/** `Friday, `, `on Friday the `: a weekday and what ties it to the date behind it. */
const weekdayAt = (text: string, at: number): NamedWeekday | null => {
  const first = wordAt(text, at);
  const start = BEFORE_WEEKDAY.has(first.toLowerCase()) ? at + first.length + (run(spaces, text, at + first.length)?.[0].length ?? 0) : at;
  const name = start === at ? first : wordAt(text, start);
  const end = start + name.length;
  if (!isWeekdayName(name) || isDigit(text.charCodeAt(end))) return null;
  run(behindWeekday, text, end);
  return { name, end: behindWeekday.lastIndex };
};

/** `(Fri)`, `(金)`, `, Friday`: the weekday behind a date. */
const weekdayBehind = (text: string, at: number): NamedWeekday | null => {
  if (run(openParenthesis, text, at)) {
    const name = wordAt(text, openParenthesis.lastIndex);
    const end = openParenthesis.lastIndex + name.length;
    return (isWeekdayName(name) || weekdayNumber(name) !== undefined) && (text[end] === ')' || text[end] === '）') ? { name, end: end + 1 } : null;
  }
  if (!run(commaOrSpace, text, at)) return null;
  const name = wordAt(text, commaOrSpace.lastIndex);
  const end = commaOrSpace.lastIndex + name.length;
  return isWeekdayName(name) && !isDigit(text.charCodeAt(end)) ? { name, end } : null;
};

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const ordinal = /(\d{1,2})(?:st|nd|rd|th)(?![\p{L}\d])/uy;

/** `Friday 7th`: the month is that of the days around it. */
const dayOfMonth = (text: string, at: number): Found | null => {
  const match = run(ordinal, text, at);
  return match ? { end: ordinal.lastIndex, year: null, month: 0, day: Number(match[1]), monthFirst: null } : null;
};

/** `Friday`: the next one. Two or three letters alone may be any word (`So`, `Do`, `Man`). */
const weekdayAlone = (name: string, text: string, at: number): Found | null => {
  const end = at + name.length;
  return name.length >= 3 && text.startsWith(name, at) && /\p{Lu}|[^\p{ASCII}]/u.test(name[0] ?? '') ? { end, year: null, month: 0, day: null, monthFirst: null, weak: true } : null;
};

/** The date that starts at an index, in any of the forms real documents use; null where none starts there. */
export const scanDate = (text: string, at: number): DateParts | null => {
  if (isDigit(text.charCodeAt(at))) return withWeekday(text, numeric(text, at), null);
  if (!opensSpelled(text, at)) return null;
  const found = spelled(text, at);
  if (found) return withWeekday(text, found, null);
  const day = weekdayAt(text, at);
  if (!day) return null;
  const after = day.end;
  const written = isDigit(text.charCodeAt(after)) ? numeric(text, after) : spelled(text, after);
  return withWeekday(text, written ?? dayOfMonth(text, after) ?? weekdayAlone(day.name, text, at), day.name);
};

const withWeekday = (text: string, found: Found | null, before: string | null): DateParts | null => {
  if (!found) return null;
  const after = before === null ? weekdayBehind(text, found.end) : null;
  const { end, year, month, day, monthFirst, placeholder = false, weak = false, lastDay = null } = found;
  return { end: after?.end ?? end, year, month, day, weekday: before ?? after?.name ?? null, lastDay, monthFirst, placeholder, weak };
};
