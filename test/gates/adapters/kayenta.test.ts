import { expect, test } from 'vitest';
import { adapter as kayenta } from '../../../src/gates/adapters/kayenta.ts';
import { rulesBetween, unitOf } from './reading.ts';

const config = (canary: object, thresholds: object = { pass: 95, marginal: 75 }, weights: object = { latency: 100 }): Readonly<Record<string, string>> => ({
  'canary.json': JSON.stringify({ name: 'c', metrics: [{ name: 'p99', groups: ['latency'], query: { q: 'x' }, analysisConfigurations: { canary } }], classifier: { groupWeights: weights, scoreThresholds: thresholds } }),
});

test('what a metric is worth', () => {
  expect(unitOf(kayenta, config({ direction: 'increase', effectSize: { allowedIncrease: 1.2 } })).conditions).toMatchObject([{ name: 'allowedIncrease', comparator: 'gt', threshold: 1.2, opaque: expect.stringContaining('Mann-Whitney') }]);
  expect(unitOf(kayenta, config({ muted: true })).enforcement).toBe('observe');
  expect(unitOf(kayenta, config({}, undefined, { other: 100 })).enforcement).toBe('observe');
  expect(unitOf(kayenta, config({ critical: true }, undefined, { other: 100 })).enforcement).toBe('block');
  expect(unitOf(kayenta, config({}), 'c/scoreThresholds').conditions).toMatchObject([{ metric: 'canary score', comparator: 'lt', threshold: 95 }]);
});

test.each([
  ['critical no more', config({ critical: true }), config({ critical: false }), ['consequence-downgraded']],
  ['one side only', config({ direction: 'either' }), config({ direction: 'increase' }), ['condition-removed', 'condition-removed']],
  ['a wider effect', config({ direction: 'increase', effectSize: { allowedIncrease: 1.2 } }), config({ direction: 'increase', effectSize: { allowedIncrease: 2 } }), ['threshold-loosened']],
  ['missing data passes', config({ nanStrategy: 'remove' }), config({ nanStrategy: 'replace' }), ['nodata-permissive']],
  ['a lower score', config({}), config({}, { pass: 80, marginal: 75 }), ['threshold-loosened']],
])('change: %s', (_, before, after, expected) => {
  expect(rulesBetween(kayenta, before, after)).toEqual(expected);
});

test('a canary stage of a pipeline', () => {
  const stage = { type: 'kayentaCanary', name: 'watch', canaryConfig: { canaryConfigId: 'c', lifetimeDuration: 'PT1H30M', scoreThresholds: { pass: '90', marginal: '70' } } };
  expect(unitOf(kayenta, { 'pipeline.json': JSON.stringify({ stages: [stage] }) })).toMatchObject({ selector: 'stage/watch', enforcement: 'block', conditions: [{ threshold: 90 }], settings: { lifetime: 5400 } });
});
