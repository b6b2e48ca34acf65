import { MONTH_PATTERN, WEEKDAY_PATTERN, monthNumber } from './names.ts';
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

const weekday = new RegExp(`(?:(?:on|den|am|le|el)\\s+)?(${WEEKDAY_PATTERN})(?![\\p{L}\\d])\\.?,?[ \\t]*(?:(?:the|den|der|le)[ \\t]+)?`, 'iuy');
const trailingWeekday = new RegExp(`[ \\t]?[(（](${WEEKDAY_PATTERN}|[月火水木金土日])[)）]|,?[ \\t](?:(${WEEKDAY_PATTERN})(?![\\p{L}\\d]))`, 'iuy');

const yearFirst = /(\d{4,6})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/]\d)/y;
const yearMonth = /((?:19|2[01])\d\d)[-/](\d{1,2})(?![-/.:]?\w)/y;
const placeholder = /\d{2,4}(?:\/\d\d)?[-/](?:\?{1,2}|MM|XX|xx|mm|\d{1,2})[-/](?:\?{1,2}|DD|XX|xx|dd|\d{1,2})(?!\d)|YYYY[-/]MM[-/]DD/y;
const cjk = /(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?日/y;
const yearLast = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4,6}|\d{2})(?!:?\d|[-/.]\d)/y;
const withoutYear = /(\d{1,2})([-/])(\d{1,2})(?![\d/%\p{L}]|[-.,]\d)/uy;
const dayDotMonthDot = /(\d{1,2})\.[ \t]?(\d{1,2})\.(?!\d)/y;
/** Before a colon only what must be a year: `Jan 5 1430: x` is half past two. */
const YEAR = '(?:19|20)\\d{2}(?=:(?!\\d))|\\d{4,6}(?![\\d:])';
const monthDay = new RegExp(`(${MONTH_PATTERN})(?![\\p{L}])\\.?[ \\t-]{0,2}(\\d{1,2})(?:st|nd|rd|th)?(?:[ \\t]?(?:-|–|—|to)[ \\t]?(\\d{1,2})(?:st|nd|rd|th)?(?=,?[ \\t]\\d{4}(?!\\d)))?(?!\\d|[:.]\\d)(?:(?:[ \\t]?,[ \\t]?|[ \\t]|-)(?:of )?(${YEAR}))?`, 'iuy');
const dayMonth = new RegExp(`(\\d{1,2})(?:[ \\t]?[-–—][ \\t]?(\\d{1,2}))?(?:st|nd|rd|th|er|º|\\.)?[ \\t-]{0,2}(?:(?:of|de)[ \\t])?(${MONTH_PATTERN})(?![\\p{L}])\\.?(?:(?:,?[ \\t]|-)(?:de[ \\t])?(${YEAR})|-(\\d{2})(?!:?\\d|-))?`, 'iuy');
const yearNamed = new RegExp(`(\\d{4})([-/. ])(${MONTH_PATTERN})\\2(\\d{1,2})(?!:?\\d)`, 'iuy');
const monthYear = new RegExp(`(${MONTH_PATTERN})(?![\\p{L}])\\.?,?[ \\t]+(\\d{4})(?!\\d)`, 'iuy');

/** What a date that opens with letters opens with: most words are none of it, and fall to one pattern rather than to four. */
const opensSpelled = new RegExp(`(?:${MONTH_PATTERN}|${WEEKDAY_PATTERN}|(?:on|den|am|le|el)\\s|YYYY)`, 'iuy');

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
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
  const named = run(dayMonth, text, at);
  if (named) {
    const [, day, lastDay, month = '', year, shortYear] = named;
    return { end: dayMonth.lastIndex, year: shortYear === undefined ? optional(year) : fullYear(shortYear), month: monthNumber(month) ?? 0, day: Number(day), lastDay: optional(lastDay), monthFirst: null };
  }
  const month = run(yearMonth, text, at);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) return { end: yearMonth.lastIndex, year: Number(month[1]), month: Number(month[2]), day: null, monthFirst: null };
  const sorted = run(yearNamed, text, at);
  if (sorted) return { end: yearNamed.lastIndex, year: Number(sorted[1]), month: monthNumber(sorted[3] ?? '') ?? 0, day: Number(sorted[4]), monthFirst: null };
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
  const named = run(monthDay, text, at);
  if (named) {
    const [, name = '', day, lastDay, year] = named;
    return { end: monthDay.lastIndex, year: optional(year), month: monthNumber(name) ?? 0, day: Number(day), lastDay: optional(lastDay), monthFirst: null };
  }
  const month = run(monthYear, text, at);
  if (month) return { end: monthYear.lastIndex, year: Number(month[2]), month: monthNumber(month[1] ?? '') ?? 0, day: null, monthFirst: null };
  const blank = run(placeholder, text, at);
  return blank ? { end: placeholder.lastIndex, year: null, month: 0, day: null, monthFirst: null, placeholder: true } : null;
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
  opensSpelled.lastIndex = at;
  if (!opensSpelled.test(text)) return null;
  const found = spelled(text, at);
  if (found) return withWeekday(text, found, null);
  const day = run(weekday, text, at);
  if (!day) return null;
  const after = weekday.lastIndex;
  const written = isDigit(text.charCodeAt(after)) ? numeric(text, after) : spelled(text, after);
  return withWeekday(text, written ?? dayOfMonth(text, after) ?? weekdayAlone(day[1] ?? '', text, at), day[1] ?? null);
};

const withWeekday = (text: string, found: Found | null, before: string | null): DateParts | null => {
  if (!found) return null;
  const after = before === null ? run(trailingWeekday, text, found.end) : null;
  const named = before ?? after?.[1] ?? after?.[2] ?? null;
  return { ...found, placeholder: found.placeholder ?? false, weak: found.weak ?? false, lastDay: found.lastDay ?? null, weekday: named, end: after ? found.end + after[0].length : found.end };
};
