import { describe, expect, test } from 'vitest';
import { adapter as kayenta } from '../../../src/gates/adapters/kayenta.ts';
import { replayUnit } from '../../../src/gates/replay/unit.ts';
import { point } from '../units.ts';
import { rulesBetween, unitOf } from './reading.ts';

const config = (canary: object, thresholds: object = { pass: 95, marginal: 75 }, weights: object = { latency: 100 }): Readonly<Record<string, string>> => ({
  'canary.json': JSON.stringify({ name: 'c', metrics: [{ name: 'p99', groups: ['latency'], query: { q: 'x' }, analysisConfigurations: { canary } }], classifier: { groupWeights: weights, scoreThresholds: thresholds } }),
});

test('what a metric is worth', () => {
  expect(unitOf(kayenta, config({ direction: 'increase', effectSize: { allowedIncrease: 1.2 } })).conditions).toMatchObject([{ name: 'allowedIncrease', comparator: 'gte', threshold: 1.2, opaque: expect.stringContaining('Mann-Whitney') }]);
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

describe('replay: the incident as the canary, the normal figures as the baseline', () => {
  const baseline = [100, 104, 98, 101, 103, 99, 102, 97, 105, 96];
  const times = (factor: number): readonly number[] => baseline.map((value) => value * factor);
  const judge = (canary: object, samples: readonly (number | null)[], normal: readonly (number | null)[] = baseline): ReturnType<typeof replayUnit> =>
    replayUnit(unitOf(kayenta, config(canary)), [{ figure: { metric: 'p99', unit: 'ms', incident: point(samples), normal: point(normal) }, condition: null }], kayenta.replay);

  test.each([
    ['well above', { direction: 'increase' }, times(1.5), 'fires'],
    ['above, and only a fall counts', { direction: 'decrease' }, times(1.5), 'silent'],
    ['below, and both ways count', { direction: 'either' }, times(0.5), 'fires'],
    ['above by less than is allowed', { direction: 'increase', effectSize: { allowedIncrease: 2 } }, times(1.5), 'silent'],
    ['above by as much as is allowed', { direction: 'increase', effectSize: { allowedIncrease: 1.5 } }, times(1.5), 'fires'],
    ['more likely above than is allowed', { direction: 'increase', effectSize: { measure: 'cles', allowedIncrease: 0.9 } }, times(1.5), 'fires'],
    ['within its noise', { direction: 'increase' }, times(1.005), 'silent'],
    ['the same', { direction: 'either' }, baseline, 'silent'],
    ['one figure', { direction: 'increase' }, [150], 'undecidable'],
    ['no data', { direction: 'increase' }, [null], 'silent'],
    ['no data, which it must have', { direction: 'increase', mustHaveData: true }, [null], 'fires'],
    ['gaps are left out', { direction: 'increase' }, [null, ...times(1.5)], 'fires'],
    ['outliers are removed first', { direction: 'increase', outliers: { strategy: 'remove' } }, times(1.5), 'undecidable'],
  ] as const)('%s', (_, canary, samples, expected) => expect(judge(canary, samples).verdict).toBe(expected));

  test('says which figures would settle it', () => {
    expect(judge({ direction: 'increase' }, [150], [100])).toMatchObject({ verdict: 'undecidable', settledBy: expect.stringContaining('the samples of both sides') });
    expect(judge({ direction: 'increase' }, times(1.5), []).reason).toContain('no normal figure');
  });
});
