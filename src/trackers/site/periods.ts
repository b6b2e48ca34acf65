/** Something with a regular step: quarters and months are counted from year 0. */
export interface Calendar {
  readonly numberOf: (date: string) => number;
  readonly nameOf: (number: number) => string;
}

const monthNumber = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const year = (number: number): string => String(number).padStart(4, '0');

export const QUARTERS: Calendar = {
  numberOf: (date) => Math.floor(monthNumber(date) / 3),
  nameOf: (number) => `${year(Math.floor(number / 4))} Q${(number % 4) + 1}`,
};

export const MONTHS: Calendar = {
  numberOf: monthNumber,
  nameOf: (number) => `${year(Math.floor(number / 12))}-${String((number % 12) + 1).padStart(2, '0')}`,
};

export const UNKNOWN = 'unknown';

export const isDated = (date: string | null): date is string => date !== null && /^\d{4}-(?:0[1-9]|1[0-2])\b/.test(date);

/** Name of a date's quarter, as `2026 Q1`. */
export const quarterOf = (date: string | null): string => (isDated(date) ? QUARTERS.nameOf(QUARTERS.numberOf(date)) : UNKNOWN);

/** What a chart has room for. */
export const MOST_PERIODS = 24;

/** The periods from the first date to the last, both counted. */
export const spanOf = (dates: readonly string[], { numberOf }: Calendar): number => {
  const numbers = dates.map(numberOf);
  return dates.length === 0 ? 0 : numbers.reduce((most, number) => Math.max(most, number)) - numbers.reduce((least, number) => Math.min(least, number)) + 1;
};

/** Numbers of the periods from the first date to the last without a gap. Of more than a chart has room for, those at the kept end. */
export const periodsOf = (dates: readonly string[], calendar: Calendar, keep: 'first' | 'last'): number[] => {
  if (dates.length === 0) return [];
  const numbers = dates.map(calendar.numberOf);
  const first = numbers.reduce((least, number) => Math.min(least, number));
  const last = numbers.reduce((most, number) => Math.max(most, number));
  const count = Math.min(spanOf(dates, calendar), MOST_PERIODS);
  const start = keep === 'first' ? first : last - count + 1;
  return Array.from({ length: count }, (_, index) => start + index);
};

/** Values by their key, keys in alphabetical order. */
export const groupBy = <Value>(values: readonly Value[], keyOf: (value: Value) => string): [string, Value[]][] => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
};
