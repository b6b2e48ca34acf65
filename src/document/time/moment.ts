import type { Precision, Wall } from '../../record/time.ts';
import type { ClockParts } from './clock.ts';
import type { DateParts } from './date.ts';
import { scanStamp, type Stamp } from './stamp.ts';
import { weekdayNumber } from './names.ts';
import { addDays, dateProblem, dayNumber, isoWeekday, printClock, printDate } from './wall.ts';

/** What stands around a time stamp and completes it. */
export interface MomentContext {
  /** The date that a bare time belongs to, ISO: the date above it, or the incident's own. */
  readonly date?: string | null;
  /** Wall time of the entry before; a clock that jumps back from late to early has passed midnight. */
  readonly previous?: Wall;
  /** Year of dates that write none, where `date` gives none. */
  readonly year?: number | null;
  /** The order of `04/05/2024` in this document; absent where nothing tells it. */
  readonly dayFirst?: boolean | undefined;
  /** The order to read `04/05/2024` in where nothing proves one; it stays ambiguous. Day first by default. */
  readonly likelyDayFirst?: boolean | undefined;
  /** Reads four bare digits as a clock: `0037 pager fires`. */
  readonly bare?: boolean;
}

/** One time stamp, completed; see `record/time.ts` for the forms of `wall`. */
export interface Moment {
  readonly wall: Wall;
  readonly end: Wall;
  readonly precision: Precision;
  readonly approximate: boolean;
  readonly zone: string | null;
  readonly weekday: string | null;
  readonly relativeMinutes: number | null;
  readonly second: { readonly wall: string; readonly zone: string | null; readonly start: number; readonly end: number } | null;
  /** True where the stamp writes its own date. */
  readonly dated: boolean;
  /** The other reading of a date whose day and month could be swapped and nothing tells which; null elsewhere. */
  readonly ambiguous: string | null;
  /** What cannot be, in a few words; `wall` keeps what is written. */
  readonly problem: string | null;
  /** Where the stamp stands in the text. */
  readonly from: number;
  readonly to: number;
}

const nearestYear = (month: number, day: number, context: MomentContext): number | null => {
  const anchor = context.date ?? null;
  const anchorDay = anchor === null ? null : dayNumber(anchor);
  if (anchor === null || anchorDay === null) return context.year ?? null;
  const year = Number(anchor.slice(0, 4));
  let best = year;
  let distance = Number.POSITIVE_INFINITY;
  for (const candidate of [year, year - 1, year + 1]) {
    const number = dayNumber(printDate(candidate, month, Math.min(day, 28)));
    if (number === null || Math.abs(number - anchorDay) >= distance) continue;
    best = candidate;
    distance = Math.abs(number - anchorDay);
  }
  return best;
};

interface ReadDate {
  readonly text: string | null;
  readonly problem: string | null;
  readonly ambiguous: string | null;
}

const noDate: ReadDate = { text: null, problem: null, ambiguous: null };

/** The first day from the carried date on that has the weekday, or the day of the month, that is all the author writes. */
const nextSuchDay = ({ day, weekday }: DateParts, { date }: MomentContext): ReadDate => {
  if (date == null || dayNumber(date) === null) return noDate;
  const fits = (candidate: string): boolean =>
    day === null ? isoWeekday(candidate) === weekdayNumber(weekday ?? '') : Number(candidate.slice(8)) === day;
  for (let days = 0; days < 31; days++) {
    const candidate = addDays(date, days);
    if (fits(candidate)) return { text: candidate, problem: null, ambiguous: null };
  }
  return noDate;
};

/** The date that the parts mean in their context. */
export const completeDate = (parts: DateParts, context: MomentContext): ReadDate => {
  if (parts.placeholder) return noDate;
  if (parts.month === 0 && parts.year === null) return nextSuchDay(parts, context);
  const swap = parts.monthFirst !== null && (context.dayFirst ?? context.likelyDayFirst) === false ? parts.monthFirst : null;
  const month = swap?.month ?? parts.month;
  const day = swap?.day ?? parts.day;
  const year = parts.year ?? nearestYear(month, day ?? 15, context);
  const problem = dateProblem(year, month, day);
  if (year === null) return { text: null, problem, ambiguous: null };
  const open = parts.monthFirst !== null && context.dayFirst === undefined;
  const unchosen = swap === null ? parts.monthFirst : parts;
  const other = open && unchosen !== null ? printDate(year, unchosen.month, unchosen.day) : null;
  return { text: printDate(year, month, day), problem, ambiguous: other };
};

const clockText = (clock: ClockParts): string => printClock(clock.hour, clock.minute, clock.second);

const minutesOf = (clock: ClockParts): number => clock.hour * 60 + clock.minute;

/** A clock this much earlier than the one before it is the next day's; less is a slip of the pen. */
const rolloverMinutes = 4 * 60;

const passedMidnight = (previous: Wall, clock: ClockParts): boolean => {
  const time = previous?.split('T')[1];
  if (!time) return false;
  const before = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const back = before - minutesOf(clock);
  return back >= rolloverMinutes || (before >= 22 * 60 && clock.hour < 2);
};

const dateOfClock = (clock: ClockParts, context: MomentContext): string | null => {
  const date = context.date ?? null;
  if (date === null || date.length < 10) return null;
  return context.previous?.startsWith(date) && passedMidnight(context.previous, clock) ? addDays(date, 1) : date;
};

const wallOf = (date: string | null, clock: ClockParts | null): Wall => {
  if (clock === null || clock.unknown) return date;
  return `${date ?? ''}T${clockText(clock)}`;
};

const precisionOf = (parts: DateParts | null, clock: ClockParts | null): Precision => {
  if (clock && !clock.unknown) return clock.precision;
  return parts && parts.day === null && parts.month > 0 && !parts.placeholder ? 'month' : 'day';
};

const endOf = (stamp: Stamp, date: string | null, context: MomentContext): Wall => {
  if (!stamp.endClock && !stamp.endDate) return null;
  const ownDate = stamp.endDate ? completeDate(stamp.endDate, { ...context, date }).text : null;
  if (!stamp.endClock) return ownDate;
  if (ownDate !== null || date === null || !stamp.clock) return wallOf(ownDate ?? date, stamp.endClock);
  return wallOf(minutesOf(stamp.endClock) < minutesOf(stamp.clock) && !stamp.endClock.problem ? addDays(date, 1) : date, stamp.endClock);
};

/** Gives a stamp its date from around it. */
export const completeStamp = (stamp: Stamp, context: MomentContext): Moment => {
  const { clock } = stamp;
  const own = stamp.date ? completeDate(stamp.date, context) : noDate;
  const placeholder = stamp.date?.placeholder === true;
  // A stamp whose date is left open is unknown as a whole; one with an unknown clock keeps its date.
  const date = stamp.date ? own.text : clock && !clock.unknown ? dateOfClock(clock, context) : null;
  const wall = placeholder || stamp.relativeMinutes !== null ? null : wallOf(date, clock);
  const { second } = stamp;
  return {
    wall,
    end: endOf(stamp, date, context),
    precision: precisionOf(stamp.date, clock),
    approximate: stamp.approximate,
    zone: stamp.zone,
    weekday: stamp.date?.weekday ?? null,
    relativeMinutes: stamp.relativeMinutes,
    second: second
      ? { wall: wallOf(second.date ? completeDate(second.date, context).text : null, second.clock) ?? '', zone: second.zone, start: second.start, end: second.end }
      : null,
    dated: stamp.date !== null && !placeholder,
    ambiguous: own.ambiguous,
    problem: own.problem ?? clock?.problem ?? stamp.endClock?.problem ?? null,
    from: stamp.start,
    to: stamp.end,
  };
};

/**
 * The moment that a piece of text opens with, completed from its context; null where it opens with none. What follows the stamp starts at
 * `to`. Never throws.
 */
export const parseMoment = (text: string, context: MomentContext = {}): Moment | null => {
  const stamp = scanStamp(text, 0, context.bare ?? false);
  return stamp && completeStamp(stamp, context);
};
