import type { Wall } from '../../record/time.ts';
import type { ClockParts } from '../time/clock.ts';
import { completeStamp, type Moment } from '../time/moment.ts';
import type { Stamp } from '../time/stamp.ts';
import { dateOfWall, dayNumber, printClock, wallAt, wallMinutes } from '../time/wall.ts';
import type { Item } from './item.ts';
import type { DateMark } from './known-dates.ts';

export interface CompletedItem {
  readonly item: Item;
  readonly moment: Moment;
}

export interface DateAnchor {
  /** The incident's own date, or the nearest thing to it that the document states. */
  readonly date: string | null;
  readonly year: number | null;
  readonly dayFirst: boolean | undefined;
  readonly likelyDayFirst?: boolean | undefined;
  /** The moment that relative times count from; null where the account's first time is it. */
  readonly zero?: Wall;
  readonly marks: readonly DateMark[];
  /** Date by clock, where prose dates a moment that the account only times. */
  readonly datedClocks: ReadonlyMap<string, string>;
}

const isDateOnly = ({ stamp }: Item): boolean => stamp.date !== null && stamp.clock === null && !stamp.date.placeholder && (stamp.date.day !== null || stamp.date.month === 0) && stamp.endDate === null;

const needsDate = (item: Item | undefined): boolean => item !== undefined && item.stamp.date === null && item.stamp.clock !== null;

/** A date on a line of its own, or in a heading, over items that write only their clock is no event. */
const isDateHeading = (item: Item, next: Item | undefined): boolean =>
  isDateOnly(item) && needsDate(next) && item.label === null && item.form !== 'table' && (item.bare || item.form === 'heading' || (next !== undefined && next.start < item.end));

const farthest = 3;

/** The later date that prose gives to the clock of an item, a few days after the carried one at most. */
const dateElsewhere = ({ stamp }: Item, carried: string | null, { datedClocks }: DateAnchor): string | null => {
  if (stamp.date !== null || stamp.clock === null || stamp.clock.unknown) return null;
  const date = datedClocks.get(printClock(stamp.clock.hour, stamp.clock.minute, null));
  if (date === undefined) return null;
  const days = carried === null ? 0 : (dayNumber(date) ?? 0) - (dayNumber(carried) ?? 0);
  return days >= 0 && days <= farthest ? date : null;
};

/** Where an account has got to. */
interface Course {
  date: string | null;
  previous: Wall;
  /** Offset at which the item ends whose inner items these are. */
  readonly until: number;
  container: number;
  /** First wall since a date was last written: another list that goes back to it tells the same day again. */
  first: Wall;
}

const clockOf = (wall: Wall): string => wall?.split('T')[1]?.slice(0, 5) ?? '';

/** A second list whose first clock goes back to the hours of the first one starts again on its day. */
const startsAgain = (item: Item, course: Course): boolean => {
  const { clock, date } = item.stamp;
  if (date !== null || clock === null || clock.unknown || item.container === course.container || course.first === null) return false;
  const time = printClock(clock.hour, clock.minute, null);
  return time < clockOf(course.previous) && time >= clockOf(course.first);
};

/** `T+5m` on the clock of the account's first time; as it is where no clock time came before. */
const sinceStart = (moment: Moment, begin: Wall): Moment => {
  const start = wallMinutes(begin);
  return moment.relativeMinutes === null || start === null ? moment : { ...moment, wall: wallAt(start + moment.relativeMinutes), precision: 'minute' };
};

const minutesOf = ({ hour, minute }: ClockParts): number => hour * 60 + minute;

const later = (clock: ClockParts): ClockParts => ({ ...clock, hour: clock.hour + 12 });

const leavesHalf = (clock: ClockParts | null): clock is ClockParts => clock !== null && !clock.unknown && clock.half === null && clock.problem === null && clock.hour >= 1 && clock.hour < 12;

const usesHalves = (items: readonly Item[]): boolean => items.some(({ stamp }) => stamp.clock?.half != null || stamp.endClock?.half != null);

/**
 * In an account that writes AM and PM somewhere, the half of the day that an item leaves out: that of the other end of its range, or the
 * one in which it follows the item before (`12:08`, then `1:17`).
 */
const withHalf = (stamp: Stamp, previous: Wall): Stamp => {
  const { clock, endClock, date } = stamp;
  if (!leavesHalf(clock)) return stamp;
  if (endClock?.half != null) return minutesOf(later(clock)) <= minutesOf(endClock) ? { ...stamp, clock: later(clock) } : stamp;
  const before = clockOf(previous);
  const follows = date === null && before !== '' && printClock(clock.hour, clock.minute, null) < before && printClock(clock.hour + 12, clock.minute, null) >= before;
  if (!follows) return stamp;
  return { ...stamp, clock: later(clock), ...(leavesHalf(endClock) && { endClock: later(endClock) }) };
};

/** Gives each item its date: its own, that of the heading or item above, or the anchor; past midnight the next one. */
export const completeItems = (items: readonly Item[], anchor: DateAnchor): CompletedItem[] => {
  const completed: CompletedItem[] = [];
  const account: Course = { date: anchor.date, previous: null, until: Number.POSITIVE_INFINITY, container: -2, first: null };
  // Key events are an account of their own: what follows them begins again.
  const keyEvents: Course = { ...account };
  const nested: Course[] = [];
  let nextMark = 0;
  let begin: Wall = anchor.zero ?? null;
  const halves = usesHalves(items);
  for (const [index, item] of items.entries()) {
    while (nested.length > 0 && (nested.at(-1)?.until ?? 0) <= item.start) nested.pop();
    const course = item.form === 'key-event' ? keyEvents : (nested.at(-1) ?? account);
    for (let mark = anchor.marks[nextMark]; mark !== undefined && mark.offset < item.stamp.start; mark = anchor.marks[++nextMark]) {
      for (const each of [account, keyEvents, course]) Object.assign(each, { date: mark.date, previous: null, first: null });
    }
    if (startsAgain(item, course)) Object.assign(course, { date: dateOfWall(course.first), previous: null });
    course.date = dateElsewhere(item, course.date, anchor) ?? course.date;
    const stamp = halves ? withHalf(item.stamp, course.previous) : item.stamp;
    const written = completeStamp(stamp, { date: course.date, previous: course.previous, year: anchor.year, dayFirst: anchor.dayFirst, likelyDayFirst: anchor.likelyDayFirst });
    const moment = sinceStart(written, begin);
    if (moment.wall?.includes('T')) begin ??= moment.wall;
    const date = dateOfWall(moment.wall) ?? course.date;
    const heading = isDateHeading(item, items[index + 1]);
    Object.assign(course, { date, container: item.container, previous: heading ? null : (moment.wall ?? course.previous) });
    if (moment.dated) course.first = null;
    if (moment.wall?.includes('T')) course.first ??= moment.wall;
    if (account.date === null) account.date = date;
    if (heading) continue;
    if (item.form !== 'key-event') nested.push({ date, previous: moment.wall, until: item.end, container: item.container, first: null });
    completed.push({ item, moment });
  }
  return completed;
};
