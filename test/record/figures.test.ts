import { describe, expect, test } from 'vitest';
import { derivedFigures, formatMinutes, minutesBetween } from '../../src/record/figures.ts';

const source = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };
const at = (wall: string | null, zone: string | null = 'UTC') => ({ wall, end: null, precision: 'minute' as const, approximate: false, zone, source });

describe('minutes between two moments', () => {
  test.each([
    ['2026-04-24T23:50', 'UTC', '2026-04-25T00:48', 'UTC', 58],
    ['2026-04-25T00:48', 'UTC', '2026-04-24T23:50', 'UTC', -58],
    ['2026-04-24T10:00:30', null, '2026-04-24T10:01', null, 0.5],
    ['2026-04-24T10:00', '+02:00', '2026-04-24T10:00', 'UTC', 120],
    ['2026-04-24T10:00', 'UTC-3', '2026-04-24T10:00', 'UTC', -180],
    ['T10:00', null, 'T10:30', null, 30],
    ['2026-04-24T10:00', 'PDT', '2026-04-24T10:30', 'PDT', 30],
    ['2026-04-24T10:00', 'PDT', '2026-04-24T18:00', 'UTC', 60],
    ['2026-01-24T10:00', 'America/Los_Angeles', '2026-01-24T18:00', 'UTC', 0],
    ['2026-07-24T10:00', 'US/Pacific', '2026-07-24T17:00', 'UTC', 0],
  ])('%s %s to %s %s is %s', (from, zone, to, otherZone, minutes) => {
    expect(minutesBetween(at(from, zone), at(to, otherZone))).toBe(minutes);
  });

  test.each([
    ['a day has no minutes', at('2026-04-24'), at('2026-04-24T10:00')],
    ['only one has a date', at('T10:00'), at('2026-04-24T10:00')],
    ['a zone that nobody knows', at('2026-04-24T10:00', 'XYZ'), at('2026-04-24T10:00', 'UTC')],
    ['only one states a zone', at('2026-04-24T10:00', null), at('2026-04-24T10:00', 'UTC')],
    ['a time that cannot exist', at('2026-04-24T25:00'), at('2026-04-24T10:00')],
    ['an unknown time', at(null), at('2026-04-24T10:00')],
  ])('nobody can tell: %s', (_name, from, to) => {
    expect(minutesBetween(from, to)).toBeNull();
  });
});

test('figures come by their names; the impact ends when it is mitigated, else when it is resolved', () => {
  const milestones = { started: at('2026-04-24T23:50'), detected: { ...at('2026-04-25T00:37'), approximate: true }, resolved: at('2026-04-25T02:00') };
  const figures = Object.fromEntries(derivedFigures(milestones).map(({ name, minutes, approximate }) => [name, [minutes, approximate]]));
  expect(figures).toEqual({
    'time to detect': [47, true],
    'time to acknowledge': [null, true],
    'time to identify': [null, false],
    'time to mitigate': [null, false],
    'time to resolve': [130, false],
    'rollback time': [null, false],
    'impact duration': [130, false],
  });
});

test.each([
  [58, '58m'], [65, '1h 5m'], [60, '1h'], [1.5, '1m 30s'], [0.25, '15s'], [0, '0m'], [4_500, '3d 3h'], [1_441, '1d'], [-12, '-12m'],
])('%s minutes is %s', (minutes, text) => {
  expect(formatMinutes(minutes)).toBe(text);
});
