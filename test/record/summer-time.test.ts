import { describe, expect, it } from 'vitest';
import { SUMMER_TIME, summerTimeOffset } from '../../src/record/summer-time.ts';

const { areas, firstYear, lastYear } = SUMMER_TIME;
const QUARTER = 15 * 60_000;

/** What the system's tables say, in minutes. */
const offsetsBySystem = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (moment: number): number => {
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(moment)) ?? [];
    return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
};

const DAY = 24 * 60 * 60_000;
const daysFrom = (year: number, last: number): number[] => {
  const first = Date.UTC(year, 0, 1);
  return Array.from({ length: (Date.UTC(last + 1, 0, 1) - first) / DAY }, (_, day) => first + day * DAY);
};

/** The quarters of an hour of a day, and the millisecond before each. */
const momentsIn = (day: number): number[] => Array.from({ length: DAY / QUARTER }, (_, quarter) => day + quarter * QUARTER).flatMap((moment) => [moment, moment + QUARTER - 1]);

describe('the offset of a zone with summer time', () => {
  it.each(areas)('%s: as the system has it, to the quarter of an hour where the clocks change', (area) => {
    const bySystem = offsetsBySystem(area);
    const days = daysFrom(firstYear, lastYear);
    const changing = days.filter((day) => bySystem(day) !== bySystem(day + DAY));
    expect(changing).toHaveLength((lastYear - firstYear + 1) * 2);
    const moments = [...days, ...changing.flatMap(momentsIn)];
    expect(moments.filter((moment) => summerTimeOffset(area, moment) !== bySystem(moment)).map((moment) => new Date(moment).toISOString())).toStrictEqual([]);
  });

  it.each([
    ['Asia/Tokyo', 2020],
    ['Europe/Berlin', firstYear - 1],
    ['Europe/Berlin', lastYear + 1],
  ])('leaves %s in %i to the system', (area, year) => {
    expect(summerTimeOffset(area, Date.UTC(year, 6, 1))).toBeNull();
  });
});
