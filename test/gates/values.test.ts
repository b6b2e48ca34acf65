import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFiring, holds } from '../../src/gates/comparator.ts';
import { COMPARATORS } from '../../src/gates/model.ts';
import { durationSeconds, printSeconds } from '../../src/gates/values/duration.ts';
import { quantity, readFigure } from '../../src/gates/values/figure.ts';
import { convertUnit } from '../../src/gates/values/unit.ts';

describe('durations', () => {
  test.each([
    ['500ms', 0.5], ['30s', 30], ['1h30m', 5400], ['1.5h', 5400], ['7d', 604_800], ['1w', 604_800], ['1y', 31_536_000], ['0', 0], ['-5m', -300], ['250us', 0.00025], ['1m30s500ms', 90.5],
  ])('%s is %d seconds', (text, seconds) => expect(durationSeconds(text)).toBe(seconds));

  test.each(['', '5', 'm', '5 m', '5x', '1h 30m', 'h5', '5m!'])('"%s" is none', (text) => expect(durationSeconds(text)).toBeNull());

  test('what is printed reads back', () => {
    assert(property(integer({ min: 0, max: 10_000_000 }), (seconds) => {
      expect(durationSeconds(printSeconds(seconds))).toBe(seconds);
    }));
  });
});

describe('figures', () => {
  test.each([
    ['0.5', 0.5, null], ['1e-3', 0.001, null], ['1,200', 1200, null], ['1_000', 1000, null], ['.5', 0.5, null], ['-3', -3, null], ['95%', 0.95, 'ratio'], ['99.9 %', 0.999, 'ratio'],
    ['500ms', 0.5, 's'], ['5m', 300, 's'], ['15 * 60', 900, null], ['3*1024*1024', 3_145_728, null], ['1 / 4', 0.25, null], ['2Gi', 2_147_483_648, null],
  ])('%s', (text, value, unit) => expect(readFigure(text)).toEqual({ value, unit }));

  test.each(['', '.', 'ten', '{{ .Values.limit }}', '15 * x', '1.2.3'])('"%s" is none', (text) => expect(readFigure(text)).toBeNull());

  test.each([['100m', 0.1], ['2Gi', 2_147_483_648], ['1.5k', 1500], ['12E', 12e18]])('the quantity %s', (text, value) => expect(quantity(text)).toBe(value));
});

test.each([
  [500, 'ms', 's', 0.5], [95, '%', 'ratio', 0.95], [0.3, 'ratio', 'percent', 30], [1, 'GiB', 'MiB', 1024], [5, null, 's', 5], [5, 'req/s', 'req/s', 5], [2, 'min', 's', 120],
])('%d %s in %s is %d', (value, from, to, converted) => expect(convertUnit(value, from, to)).toBe(converted));

test('a unit does not turn into one of another kind', () => {
  expect(convertUnit(5, 'ms', '%')).toBeNull();
  expect(convertUnit(5, 'req/s', 'ms')).toBeNull();
});

describe('which of two comparisons fires more often', () => {
  const side = record({ comparator: constantFrom(...COMPARATORS.filter((one) => one !== 'in' && one !== 'absent')), threshold: integer({ min: -3, max: 3 }) });
  const values = Array.from({ length: 15 }, (_, index) => -3.5 + index / 2);

  test('is decided as trying every value would', () => {
    assert(
      property(side, side, (before, after) => {
        const fires = (one: typeof before): readonly number[] => values.filter((value) => holds(value, one.comparator, one.threshold));
        const [old, fresh] = [fires(before), fires(after)];
        const weaker = fresh.every((value) => old.includes(value));
        const stronger = old.every((value) => fresh.includes(value));
        expect(compareFiring(before, after)).toBe(weaker && stronger ? 'same' : weaker ? 'weaker' : stronger ? 'stronger' : 'incomparable');
      }),
    );
  });
});
