import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/great-expectations.ts';
import { conditionsIn, lintsIn, rulesBetween } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const suite = (expectation: string): Texts => ({ 'gx/orders.json': `{"expectation_suite_name": "orders", "expectations": [${expectation}]}` });
const mean = (low: number, high: number): string => `{"expectation_type": "expect_column_mean_to_be_between", "kwargs": {"column": "price", "min_value": ${low}, "max_value": ${high}}}`;
const status = (values: string, mostly: number): string => `{"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "status", "value_set": ${values}, "mostly": ${mostly}}}`;
test('figures of the whole column, and shares of rows', () => {
  expect(conditionsIn(adapter, suite(`${mean(5, 9)}, ${status('["paid"]', 0.99)}`))).toEqual([
    'orders/expect_column_mean_to_be_between/price: mean of price lt 5',
    'orders/expect_column_mean_to_be_between/price: mean of price gt 9',
    'orders/expect_column_values_to_be_in_set/status: share of rows of status that meet expect_column_values_to_be_in_set lt 0.99',
  ]);
});
test.each([
  [mean(5, 9), mean(5, 12), ['threshold-loosened']],
  [status('["paid"]', 1), status('["paid"]', 0.9), ['threshold-loosened']],
  [status('["paid"]', 1), status('["paid", "lost"]', 1), ['threshold-loosened']],
])('%s → %s', (before, after, expected) => {
  expect(rulesBetween(adapter, suite(before), suite(after))).toEqual(expected);
});
test('a bound that one value meets is linted', () => {
  expect(lintsIn(adapter, suite(mean(7, 7)))).toEqual(['exact-bound']);
});
