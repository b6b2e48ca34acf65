import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../../src/document/time/moment.ts';
import { parseDate } from '../../../src/document/time/parse-date.ts';
import { addDays, dayNumber, printClock, printDate, wallMinutes, wallProblem } from '../../../src/document/time/wall.ts';

const date = '2026-05-05';

describe('a moment as people write it', () => {
  it.each([
    ['2021-03-31 12:06 | x', '2021-03-31T12:06'],
    ['2021-12-10   15:40', '2021-12-10T15:40'],
    ['2024-05-01T10:00:00.123Z boo', '2024-05-01T10:00:00'],
    ['2024/01/12（金） 09:10', '2024-01-12T09:10'],
    ['08:26', '2026-05-05T08:26'],
    ['[08:26] The alarm fires', '2026-05-05T08:26'],
    ['{{ 06:10 }}', '2026-05-05T06:10'],
    ['**21:17 UTC: the', '2026-05-05T21:17'],
    ['4:27', '2026-05-05T04:27'],
    ['04:49 PM UTC Site', '2026-05-05T16:49'],
    ['12:10 am', '2026-05-05T00:10'],
    ['9:02a', '2026-05-05T09:02'],
    ['~6:00pm PT', '2026-05-05T18:00'],
    ['9am', '2026-05-05T09:00'],
    ['14h05 : panne', '2026-05-05T14:05'],
    ['kl. 14.05 Uhr', '2026-05-05T14:05'],
    ['14 Uhr', '2026-05-05T14:00'],
    ['1630 UTC foo', '2026-05-05T16:30'],
    ['2021年3月31日 午後3時20分頃', '2021-03-31T15:20'],
    ['March 6 2017 22:59', '2017-03-06T22:59'],
    ['May 1 2019, 3:18 PM', '2019-05-01T15:18'],
    ['May 4th, 2026', '2026-05-04'],
    ['19. April, 11:00', '2026-04-19T11:00'],
    ['6th Nov 2023 10:00', '2023-11-06T10:00'],
    ['07-Sept-2022 14:02', '2022-09-07T14:02'],
    ['Dec-05-2022', '2022-12-05'],
    ['4 de marzo de 2024 10:00', '2024-03-04T10:00'],
    ['le 4 mars 2024 à 10h00', '2024-03-04T10:00'],
    ['3. März 2024 um 10:00 Uhr', '2024-03-03T10:00'],
    ['Wed, Sep 18, 2019 at 13:54 UTC - Bug', '2019-09-18T13:54'],
    ['22:30 UTC on October 29', '2026-10-29T22:30'],
    ['June 18, 2026: deploy', '2026-06-18'],
    ['Jan 5 1430: deploy', '2026-01-05'],
    ['December 17th, 2022 at roughly 12:43 UTC', '2022-12-17T12:43'],
    ['16.03.2020 12:00', '2020-03-16T12:00'],
    ['02-13-2025 11:00 pm - Mem', '2025-02-13T23:00'],
    ['24-10-2024 14:00', '2024-10-24T14:00'],
    ['2026-04-11 時刻不明', '2026-04-11'],
    ['May 2021', '2021-05'],
    ['Friday 8th', '2026-05-08'],
    ['Monday 09:10', '2026-05-11T09:10'],
  ])('%s', (text, wall) => {
    expect(parseMoment(text, { date })?.wall).toBe(wall);
  });

  it.each([
    ['2026-04-11 09:05–09:09', '2026-04-11T09:09'],
    ['08-01 22:43〜23:00', '2026-08-01T23:00'],
    ['8:20 - 8:24', '2026-05-05T08:24'],
    ['12:00-12:30', '2026-05-05T12:30'],
    ['23:00 → 01:30', '2026-05-06T01:30'],
    ['2026-06-10 → 06-12** — Zero', '2026-06-12'],
    ['Oct 29 22:30 – Oct 30 05:39 UTC', '2026-10-30T05:39'],
    ['Apr 24–25, 2026', '2026-04-25'],
  ])('range %s', (text, end) => {
    expect(parseMoment(text, { date })?.end).toBe(end);
  });

  it.each(['~13:30', 'ca. 11:20', '10:45~', '22:50 頃', 'around 5pm', '10:00-ish', '2018-07-30 ca. 11:20', 'etwa 14:00'])('approximate: %s', (text) => {
    expect(parseMoment(text, { date })?.approximate).toBe(true);
  });

  it.each([
    ['00:15:29Z', 'UTC'],
    ['10:00 (CET)', 'CET'],
    ['7:09 AM Eastern:', 'Eastern'],
    ['2024-05-01 10:00:00+02:00 deploy', '+02:00'],
    ['10:00 UTC+1', 'UTC+1'],
    ['2024-05-01T10:00:00-07:00', '-07:00'],
    ['10:00 US/Pacific', 'US/Pacific'],
    ['10:00 CTO calls', null],
  ])('zone of %s', (text, zone) => {
    expect(parseMoment(text, { date })?.zone).toBe(zone);
  });

  it.each(['24/7 support', '5/6 nodes', 'about 5 nodes', '3 pods died', 'May be broken', 'march to', 'Day 2', 'Fridge', '', '...'])('no moment: %s', (text) => {
    expect(parseMoment(text, { date })).toBeNull();
  });

  it('gives the minutes of relative times', () => {
    expect(['T+5m', 'T-1h', '+00:12', 'T0', 't+1h5m'].map((text) => parseMoment(text)?.relativeMinutes)).toEqual([5, -60, 12, 0, 65]);
  });

  it('keeps the second clock beside the first', () => {
    expect(parseMoment('12:48 (6:48 PDT): the last block', { date })?.second).toMatchObject({ wall: 'T06:48', zone: 'PDT' });
  });

  it('leaves placeholders unknown', () => {
    expect(['2023-MM-DD', '2021/22-??-?? HH:mm', '??:??'].map((text) => parseMoment(text)?.wall)).toEqual([null, null, null]);
  });

  it('reads four bare digits only where asked', () => {
    expect(parseMoment('0037 pager fires', { date })).toBeNull();
    expect(parseMoment('0037 pager fires', { date, bare: true })?.wall).toBe('2026-05-05T00:37');
  });

  it('passes midnight where the clock jumps back, not where it slips', () => {
    expect(parseMoment('00:09', { date, previous: '2026-05-05T23:55' })?.wall).toBe('2026-05-06T00:09');
    expect(parseMoment('21:31', { date, previous: '2026-05-05T23:21' })?.wall).toBe('2026-05-05T21:31');
  });

  it('takes the nearest year', () => {
    expect(parseMoment('Dec 31 23:00', { date: '2026-01-02' })?.wall).toBe('2025-12-31T23:00');
  });

  it.each([
    ['23:00 AM MST', '2026-05-05T23:00'],
    ['25:10', '2026-05-05T25:10'],
    ['2021-06-31 10:00', '2021-06-31T10:00'],
    ['22025-03-18 10:00', '22025-03-18T10:00'],
  ])('keeps the impossible as written: %s', (text, wall) => {
    const moment = parseMoment(text, { date });
    expect(moment?.wall).toBe(wall);
    expect(moment?.problem).not.toBeNull();
  });

  it('says which other day an ambiguous date may be, unless its order is known', () => {
    expect(parseMoment('06/04/2023 10:00')).toMatchObject({ wall: '2023-04-06T10:00', ambiguous: '2023-06-04' });
    expect(parseMoment('06/04/2023 10:00', { dayFirst: false })).toMatchObject({ wall: '2023-06-04T10:00', ambiguous: null });
    expect(parseMoment('10/20/2022 4:05 PM')).toMatchObject({ wall: '2022-10-20T16:05', ambiguous: null });
  });
});

describe('a date in a text', () => {
  it.each([
    ['Due 4/24/2026', '2026-04-24'],
    ['by 2026年5月1日', '2026-05-01'],
    ['On September 24th, the team', '2026-09-24'],
    ['24-10-2024: API down', '2024-10-24'],
    ['Incident June 18, 2026: API down', '2026-06-18'],
    ['13-Aug-21: API down', '2021-08-13'],
    ['2021-Aug-13', '2021-08-13'],
    ['March 31 – April 2, 2021', '2021-03-31'],
    ['Mar 31-Apr 2 2021', '2021-03-31'],
    ['30 December to 2 January 2022', '2021-12-30'],
    ['end of the sprint', undefined],
    ['see ./2025-06-15-notes.md', undefined],
  ])('%s', (text, iso) => {
    expect(parseDate(text, { near: date })?.iso).toBe(iso);
  });
});

describe('walls', () => {
  it.each([
    ['2026-02-29', 'there is no day 29'], ['2024-02-29', null], ['2021-06-31T10:00', 'there is no day 31'], ['T24:00', null], ['T24:01', 'there is no hour 24'],
    ['T10:61', 'there is no minute 61'], ['20202-01-16', 'not plausible'], ['', 'not a time'], ['soon', 'not a time'],
  ])('%s', (wall, problem) => {
    expect(wallProblem(wall) ?? 'none').toContain(problem ?? 'none');
  });

  it('counts minutes over the end of a year', () => {
    expect((wallMinutes('2027-01-01T00:05') ?? 0) - (wallMinutes('2026-12-31T23:55') ?? 0)).toBe(10);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

const walls = fc
  .record({ day: fc.integer({ min: 0, max: 40_000 }), hour: fc.nat(23), minute: fc.nat(59), second: fc.option(fc.nat(59)) })
  .map(({ day, hour, minute, second }) => `${addDays('1970-01-01', day)}T${printClock(hour, minute, second)}`);

describe('properties', () => {
  it('a printed wall reads as itself', () => {
    fc.assert(fc.property(walls, (wall) => {
      expect(parseMoment(wall)?.wall).toBe(wall);
      expect(parseMoment(wall.replace('T', ' '))?.wall).toBe(wall);
      expect(wallProblem(wall)).toBeNull();
    }));
  });

  it('whatever is read prints and reads as the same', () => {
    const pieces = fc.constantFrom('2026-04-24', 'Apr 24', '24.04.2026', '4/24', '10:05', '9pm', '午後3時', ' ', 'T', 'Z', ' UTC', '–', '~', '[', '**', '(', ')', '00:12', '?', '99', ':', 'May 2021');
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 }), (parts) => {
      const moment = parseMoment(parts.join(''), { date });
      if (!moment?.wall || moment.problem !== null) return;
      expect(wallProblem(moment.wall)).toBeNull();
      expect(parseMoment(moment.wall)?.wall).toBe(moment.wall);
    }), { numRuns: 2000 });
  });

  it('days are counted as the calendar does', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
      const iso = addDays('1970-01-01', day);
      expect(dayNumber(iso)).toBe(day);
      const [year = 0, month = 0, ofMonth = 0] = iso.split('-').map(Number);
      expect(printDate(year, month, ofMonth)).toBe(iso);
    }));
  });

  it.each(['1', '1-', '1:', 'Jan ', '2021-', '~', '(', '午後', ' ', '10:00 – '])('reads %j by the hundred thousand in bounded time', (piece) => {
    const started = performance.now();
    parseMoment(piece.repeat(100_000), { date });
    parseDate(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
