import { array, assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { likelihoodAbove, shiftBetween } from '../../src/gates/replay/mann-whitney.ts';

const NINETY_FIVE = 1.959963984540054;

test('permeability of membranes (Hollander and Wolfe): W = 35 of 50, the shift 0.305', () => {
  const term = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const early = [1.15, 0.88, 0.9, 0.74, 1.21];
  expect(likelihoodAbove(term, early) * 50).toBeCloseTo(35);
  expect(shiftBetween(term, early, NINETY_FIVE)?.estimate).toBeCloseTo(0.305, 6);
});

test('with ties (mtcars, R: W = 42, the shift -6.8, 95 % from -11.7 to -2.9)', () => {
  const automatic = [21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2];
  const manual = [21, 21, 22.8, 32.4, 30.4, 33.9, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4];
  const shift = shiftBetween(automatic, manual, NINETY_FIVE);
  expect(likelihoodAbove(automatic, manual) * 19 * 13).toBeCloseTo(42);
  expect([shift?.estimate, shift?.low, shift?.high].map((value) => value?.toFixed(2))).toEqual(['-6.80', '-11.70', '-2.90']);
});

test('series that are tied throughout, or empty, decide nothing', () => {
  expect(shiftBetween([3, 3], [1, 1, 1], NINETY_FIVE)).toBeNull();
  expect(shiftBetween([], [1], NINETY_FIVE)).toBeNull();
});

test('the shift back is the shift with its sign turned, and stands within its interval', () => {
  const series = array(double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 12 });
  assert(
    property(series, series, (one, other) => {
      const [there, back] = [shiftBetween(one, other, NINETY_FIVE), shiftBetween(other, one, NINETY_FIVE)];
      const tied = there === null || back === null;
      expect(tied).toBe(there === null && back === null);
      expect(tied ? 0 : there.estimate).toBeCloseTo(tied ? 0 : -back.estimate, 6);
      expect(tied || (there.low <= there.estimate + 1e-6 && there.estimate <= there.high + 1e-6)).toBe(true);
    }),
  );
});
