import { clockProblem } from './wall.ts';

/** A time of day as written. */
export interface ClockParts {
  readonly end: number;
  /** 0 to 23 where the writing makes sense; else the hour as written. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number | null;
  readonly precision: 'second' | 'minute' | 'hour';
  /** What cannot be, in a few words: `23:00 AM`, `25:10`. */
  readonly problem: string | null;
  /** `AM` or `PM` as written; null on a clock of 24 hours, or where the half is left to the reader. */
  readonly half: 'a' | 'p' | null;
  /** `??:??`: the author knows there was a time and not which. */
  readonly unknown: boolean;
}

/** A lone letter counts only where it touches the digits: `10:46a`, not `14:46 A user …`. */
const MERIDIEM = '(?:[ \\t]?([AaPp])\\.?(?:[Mm]\\b\\.?|(?<=\\d[AaPp]\\.?)(?![\\w.])))?';
const colon = new RegExp(`(\\d{1,2})[:：](\\d{2})(?!\\d)(?:[:：](\\d{2})(?!\\d)(?:[.,]\\d{1,9})?)?${MERIDIEM}`, 'y');
const twelveHour = /(\d{1,2})[ \t]?([AaPp])\.?[Mm]\b\.?/y;
const lettered = /(\d{1,2})[ \t]?[hH](\d{2})(?![\dA-Za-z])|(\d{1,2})\.(\d{2})(?=[ \t]?(?:Uhr|[AaPp]\.?[Mm]\b))|(\d{1,2})[ \t](?=Uhr)/y;
const eastAsian = /(午前|午後|上午|下午|晚上|凌晨)?[ \t]?(\d{1,2})[ \t]?[時时点](?!間)[ \t]?(?:(\d{1,2})[ \t]?分|(半))?(?:[ \t]?(\d{1,2})[ \t]?秒)?/y;
const eastAsianColon = /(午前|午後|上午|下午)[ \t]?(?=\d{1,2}[:：]\d{2})/y;
const compact = /([01]\d|2[0-4])([0-5]\d)(?:([0-5]\d))?(?!\d)/y;
const compactMark = /(?:[ \t]?(?:Z|h|hrs|hours|UTC|GMT)\b)/y;
const unknownClock = /(?:\?{1,2}|[xX]{2}|HH|hh|--)[:：](?:\?{1,2}|[xX]{2}|MM|mm|--)|\d{1,2}[:：]\?{1,2}|時刻不明|不明|時刻未詳|时间未知|未知/y;
const suffix = /[ \t]?(?:Uhr|hrs?\b|hours\b|o'clock)/y;

/** The first characters of all these forms. */
const opensClock = /[\d \t?xXHh\-時不时未午上下晚凌]/y;

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const build = (end: number, hour: number, minute: number | null, second: number | null, meridiem: string | null): ClockParts => {
  const half = meridiem === null ? null : meridiem.toLowerCase() === 'p' ? 'p' : 'a';
  const twelve = half !== null && hour >= 1 && hour <= 12;
  const read = !twelve ? hour : half === 'p' ? (hour % 12) + 12 : hour % 12;
  const contradicted = half !== null && !twelve && !(half === 'a' && hour === 0);
  return {
    end,
    hour: read,
    minute: minute ?? 0,
    second,
    precision: second !== null ? 'second' : minute !== null ? 'minute' : 'hour',
    problem: contradicted && hour < 24 ? `a clock of 24 hours has no ${half === 'a' ? 'AM' : 'PM'}` : clockProblem(read, minute ?? 0, second),
    half,
    unknown: false,
  };
};

const optional = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

const lateHalf: ReadonlySet<string> = new Set(['午後', '下午', '晚上']);

const eastAsianHalf = (word: string | undefined): string | null => (word === undefined ? null : lateHalf.has(word) ? 'p' : 'a');

const western = (text: string, at: number): ClockParts | null => {
  const plain = run(colon, text, at);
  if (plain) return build(colon.lastIndex, Number(plain[1]), Number(plain[2]), optional(plain[3]), plain[4] ?? null);
  const twelve = run(twelveHour, text, at);
  if (twelve) return build(twelveHour.lastIndex, Number(twelve[1]), null, null, twelve[2] ?? null);
  const letters = run(lettered, text, at);
  if (!letters) return null;
  const end = lettered.lastIndex;
  const hour = Number(letters[1] ?? letters[3] ?? letters[5]);
  const minutes = letters[2] ?? letters[4];
  const half = /[ \t]?([AaPp])\.?[Mm]\b\.?/y;
  const meridiem = run(half, text, end);
  return build(meridiem ? half.lastIndex : end, hour, optional(minutes), null, meridiem?.[1] ?? null);
};

const fourDigits = (text: string, at: number, bare: boolean): ClockParts | null => {
  const digits = run(compact, text, at);
  if (!digits) return null;
  const end = at + digits[0].length;
  return bare || run(compactMark, text, end) ? build(end, Number(digits[1]), Number(digits[2]), optional(digits[3]), null) : null;
};

const dotted = /(\d{1,2})\.(\d{2})(?![\d.]|[ \t]?%)/y;

/** `14.43` behind a full date; anywhere else it is a number. */
export const scanDottedClock = (text: string, at: number): ClockParts | null => {
  const found = run(dotted, text, at);
  return found && Number(found[1]) < 24 && Number(found[2]) < 60 ? build(dotted.lastIndex, Number(found[1]), Number(found[2]), null, null) : null;
};

/** The time of day that starts at an index; `bare` allows four digits with nothing that marks them as a time (`0037 pager fires`). */
export const scanClock = (text: string, at: number, bare = false): ClockParts | null => {
  opensClock.lastIndex = at;
  if (!opensClock.test(text)) return null;
  const unknown = run(unknownClock, text, at);
  if (unknown) return { end: unknownClock.lastIndex, hour: 0, minute: 0, second: null, precision: 'minute', problem: null, half: null, unknown: true };
  const half = run(eastAsianColon, text, at);
  if (half) {
    const found = run(colon, text, eastAsianColon.lastIndex);
    if (found) return build(colon.lastIndex, Number(found[1]), Number(found[2]), optional(found[3]), eastAsianHalf(half[1]));
  }
  const east = run(eastAsian, text, at);
  if (east) {
    const minute = east[4] ? 30 : optional(east[3]);
    return build(eastAsian.lastIndex, Number(east[2]), minute, optional(east[5]), Number(east[2]) > 12 ? null : eastAsianHalf(east[1]));
  }
  const found = western(text, at) ?? fourDigits(text, at, bare);
  if (!found) return null;
  const word = run(suffix, text, found.end);
  return word ? { ...found, end: found.end + word[0].length } : found;
};
