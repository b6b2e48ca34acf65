import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochOf, instantOf, isZone, wallIn } from '../../src/importers/instant.ts';

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

describe('a time', () => {
  test.each([
    ['2026-04-24T23:50:07.003Z', 'Asia/Tokyo', '2026-04-24T23:50:07.003Z'],
    ['2026-04-24 23:50', 'UTC', '2026-04-24T23:50:00.000Z'],
    ['2026-04-25 01:50', 'Europe/Berlin', '2026-04-24T23:50:00.000Z'],
    ['2026-01-25 01:50', 'Europe/Berlin', '2026-01-25T00:50:00.000Z'],
    ['2026-04-25T01:50:00+0200', 'UTC', '2026-04-24T23:50:00.000Z'],
    ['2026-04-24T16:50:00,250 -07:00', 'UTC', '2026-04-24T23:50:00.250Z'],
    ['2026-04-24', 'PDT', '2026-04-24T07:00:00.000Z'],
    ['2026-03-29 03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-02-30 10:00', 'UTC', null],
    ['2026-04-24 25:00', 'UTC', null],
    ['0001-01-01T00:00:00Z', 'UTC', null],
    ['yesterday', 'UTC', null],
    [12, 'UTC', null],
  ])('%s in %s is %s', (written, zone, expected) => expect(iso(instantOf(written, zone))).toBe(expected));

  test.each([1777074607, 1777074607000, 1777074607000000, '1777074607.000100', '1777074607000000'])('since 1970: %s', (written) => expect(iso(epochOf(written))?.slice(0, 19)).toBe('2026-04-24T23:50:07'));
  test.each([0, -1, 12, 1e30, Number.NaN, 'x', null, {}])('no time since 1970: %s', (written) => expect(epochOf(written)).toBeNull());

  test('is told back as it was read, in any zone', () => {
    assert(
      property(integer({ min: Date.UTC(2001, 0), max: Date.UTC(2099, 0) }), constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', '+05:45', 'JST'), (at, zone) => {
        const second = Math.floor(at / 1000) * 1000;
        const wall = wallIn(zone, second);
        const back = instantOf(wall, zone);
        // In the hour that is lived twice, either of the two is meant.
        expect(wallIn(zone, back ?? Number.NaN)).toBe(wall);
      }),
    );
  });

  test('zones that nobody knows are none', () => expect(['UTC', 'CEST', '+02:00', 'Europe/Berlin', 'Mars/Olympus', 'soon', ''].filter(isZone)).toEqual(['UTC', 'CEST', '+02:00', 'Europe/Berlin']));
});
