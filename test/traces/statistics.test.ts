import { describe, expect, test } from 'vitest';
import { adjustForMany, chiSquareTail, cramersV, independence, jensenShannon, logGamma, riskRatio, withinStrata } from '../../src/traces/attribution/statistics.ts';

describe('against published values', () => {
  // Abramowitz and Stegun, table 26.8 and 6.1.
  test.each([[3.841458820694124, 1, 0.05], [6.634896601021213, 1, 0.01], [18.307038053275146, 10, 0.05], [10, 3, 0.01856613546304325], [0.0039321, 1, 0.95]])('χ² %d with %d degrees of freedom', (x, degrees, p) =>
    expect(chiSquareTail(x, degrees)).toBeCloseTo(p, 6));
  test.each([[0.5, Math.log(Math.sqrt(Math.PI))], [1, 0], [5, Math.log(24)], [10.5, 13.940625219403763]])('ln Γ(%d)', (x, value) => expect(logGamma(x)).toBeCloseTo(value, 10));
  test('the G-test of a table worked by hand: 2 (10 ln ⅝ + 20 ln 10/7 + 30 ln 5/4 + 15 ln 5/7)', () => {
    const { g, degrees, p } = independence([[10, 20], [30, 15]]);
    expect([g, degrees]).toEqual([expect.closeTo(8.1614, 3), 1]);
    expect(p).toBeCloseTo(0.00428, 4);
  });
  test('Benjamini and Hochberg', () => expect(adjustForMany([0.01, 0.04, 0.03, 0.005])).toEqual([0.02, 0.04, 0.04, 0.02]));
});

test('divergence is 0 for equal shares and 1 for disjoint ones', () => {
  expect(jensenShannon([5, 5], [50, 50])).toBeCloseTo(0);
  expect(jensenShannon([5, 0], [0, 9])).toBeCloseTo(1);
});

test('V is 0 for nothing, 1 for a full flip, and not fooled by few rows', () => {
  expect(cramersV([[50, 50], [50, 50]])).toBe(0);
  expect(cramersV([[100, 0], [0, 100]])).toBeCloseTo(1, 1);
  expect(cramersV([[3, 2], [2, 3]])).toBe(0);
});

test('a stratum in which all are alike says nothing', () => {
  expect(withinStrata([{ exposedFailures: 5, exposed: 10, otherFailures: 0, others: 0 }])).toMatchObject({ z: 0, p: 1, difference: 0 });
  expect(withinStrata([{ exposedFailures: 30, exposed: 50, otherFailures: 5, others: 50 }])).toMatchObject({ difference: 0.5, exposed: 50, others: 50 });
});

test('the interval of a risk ratio holds its ratio', () => {
  const { ratio, low, high } = riskRatio(30, 100, 10, 100);
  expect(low).toBeLessThan(ratio);
  expect(high).toBeGreaterThan(ratio);
  expect(ratio).toBeCloseTo(2.9, 1);
});
