import { numberOf } from '../../record/json-values.ts';

/**
 * Milliseconds since 1970 of a time in whichever unit its size tells: seconds, milliseconds, microseconds, nanoseconds (numbers or
 * digits in text, which exceed 2^53 without harm at this precision), or ISO text. Null where it is none of them.
 */
export const millisecondsOf = (value: unknown): number | null => {
  const number = numberOf(value);
  if (number !== null) {
    if (number <= 0) return null;
    if (number > 1e17) return number / 1e6;
    if (number > 1e14) return number / 1e3;
    return number > 1e11 ? number : number * 1e3;
  }
  if (typeof value !== 'string') return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
};
