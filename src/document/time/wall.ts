import type { Wall } from '../../record/time.ts';

const wallForm = /^(?:(\d{4,6})-(\d{2})(?:-(\d{2}))?)?(?:T(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month in the Gregorian calendar; a leap day is allowed where the year is unknown. */
export const daysInMonth = (year: number | null, month: number): number => {
  if (month === 2) return year === null || isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** `YYYY-MM-DD`, or `YYYY-MM` where no day is given. */
export const printDate = (year: number, month: number, day: number | null): string => `${pad(year, 4)}-${pad(month)}${day === null ? '' : `-${pad(day)}`}`;

/** `HH:MM` or `HH:MM:SS`. */
export const printClock = (hour: number, minute: number, second: number | null): string => `${pad(hour)}:${pad(minute)}${second === null ? '' : `:${pad(second)}`}`;

/** Why a date cannot exist, in a few words; null where it can. */
export const dateProblem = (year: number | null, month: number, day: number | null): string | null => {
  if (year !== null && (year < 1970 || year > 2199)) return `the year ${year} is not plausible`;
  if (month < 1 || month > 12) return `there is no month ${month}`;
  if (day !== null && (day < 1 || day > daysInMonth(year, month))) return `there is no day ${day} in month ${month}${month === 2 && year !== null ? ` of ${year}` : ''}`;
  return null;
};

/** Why a clock time cannot exist, in a few words; null where it can. 24:00 is the end of a day. */
export const clockProblem = (hour: number, minute: number, second: number | null): string | null => {
  if (hour > 24 || (hour === 24 && (minute > 0 || (second ?? 0) > 0))) return `there is no hour ${hour}`;
  if (minute > 59) return `there is no minute ${minute}`;
  if (second !== null && second > 60) return `there is no second ${second}`;
  return null;
};

/** Why a wall time (`YYYY-MM-DDTHH:MM[:SS]`, its date, its month or its `THH:MM`) cannot exist; null where it can or is unknown. */
export const wallProblem = (wall: Wall): string | null => {
  if (wall === null) return null;
  const match = wallForm.exec(wall);
  if (!match || wall === '') return 'it is not a time';
  const [, year, month, day, hour, minute, second] = match;
  const ofDate = year !== undefined && month !== undefined ? dateProblem(Number(year), Number(month), day === undefined ? null : Number(day)) : null;
  if (ofDate !== null || hour === undefined || minute === undefined) return ofDate;
  return clockProblem(Number(hour), Number(minute), second === undefined ? null : Number(second));
};

/** The date of a wall time (`YYYY-MM-DD`); null where it has none to the day. */
export const dateOfWall = (wall: Wall): string | null => (wall === null ? null : (/^\d{4,6}-\d{2}-\d{2}/.exec(wall)?.[0] ?? null));

const dayLength = 86_400_000;

/** Days since 1970-01-01; null for dates that cannot exist. */
export const dayNumber = (date: string): number | null => {
  if (date.length !== 10 || wallProblem(date) !== null) return null;
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / dayLength;
};

/** The date so many days later; the same date where it cannot exist. */
export const addDays = (date: string, days: number): string => {
  const number = dayNumber(date);
  return number === null ? date : new Date((number + days) * dayLength).toISOString().slice(0, 10);
};

/** 1 (Monday) to 7 of a date; null where it cannot exist. */
export const isoWeekday = (date: string): number | null => {
  const number = dayNumber(date);
  return number === null ? null : ((((number + 3) % 7) + 7) % 7) + 1;
};

/** Minutes from 1970-01-01 on the wall clock, zones ignored; null for walls without a date or that cannot exist. A bare date is its start. */
export const wallMinutes = (wall: Wall): number | null => {
  if (wall === null || wallProblem(wall) !== null) return null;
  const [, year, month, day, hour = 0, minute = 0, second = 0] = wallForm.exec(wall) ?? [];
  if (year?.length !== 4 || day === undefined) return null;
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 60_000 + Number(hour) * 60 + Number(minute) + Number(second) / 60;
};

/** The wall time, to the minute, so many minutes after 1970-01-01. */
export const wallAt = (minutes: number): string => new Date(Math.floor(minutes) * 60_000).toISOString().slice(0, 16);
