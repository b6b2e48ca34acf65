import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/lighthouse-ci.ts';
import { conditionsIn, rulesBetween, unitsIn } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const rc = (assertions: string): Texts => ({ 'lighthouserc.js': `const floor = 0.8;\nmodule.exports = { ci: { collect: { url: ['https://example.test/'] }, assert: { preset: 'lighthouse:recommended', assertions: {${assertions}} } } };\n` });
test('levels, scores and numbers', () => {
  const units = unitsIn(adapter, rc("'categories:performance': ['error', {minScore: floor}], 'speed-index': ['warn', {maxNumericValue: 3000}], viewport: 'error', 'uses-http2': 'off'"));
  expect(units.map(({ selector, chain }) => `${selector} ${chain[0]?.enforcement ?? ''}`)).toEqual(['preset block', 'assertions/categories:performance block', 'assertions/speed-index observe', 'assertions/viewport block', 'assertions/uses-http2 dormant']);
  expect(conditionsIn(adapter, rc("a: ['error', {minScore: floor}], b: ['error', {maxNumericValue: 3000}], c: 'error'"))).toEqual([
    'assertions/a: a score lt 0.8', 'assertions/b: b value gt 3000', 'assertions/c: c score lt 0.9',
  ]);
});
test.each([
  ["a: ['error', {minScore: 0.9}]", "a: ['error', {minScore: 0.7}]", ['threshold-loosened']],
  ["a: ['error', {minScore: 0.9}]", "a: ['warn', {minScore: 0.9}]", ['gate-disarmed']],
  ["a: ['error', {minScore: 0.9, aggregationMethod: 'pessimistic'}]", "a: ['error', {minScore: 0.9, aggregationMethod: 'median'}]", ['tolerance-raised']],
  ["a: ['error', {minScore: 0.9}]", '', ['gate-removed']],
])('%s → %s', (before, after, expected) => {
  expect(rulesBetween(adapter, rc(before), rc(after))).toEqual(expected);
});
