import { describe, expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/flagger.ts';
import { lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

interface CanaryFacts {
  readonly spec?: string;
  readonly analysis?: string;
  readonly metrics?: string;
  readonly webhooks?: string;
}

const canary = ({ spec = '', analysis = 'interval: 30s, threshold: 4, maxWeight: 50, stepWeight: 10', metrics = '{ name: request-success-rate, thresholdRange: { min: 99 }, interval: 1m }', webhooks = '' }: CanaryFacts = {}): Readonly<Record<string, string>> => ({
  'canary.yaml': `apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: { name: shop }\nspec: { ${spec}analysis: { ${analysis}, metrics: [${metrics}], webhooks: [${webhooks}] } }\n`,
});
const METRIC = 'Canary/shop/metric/request-success-rate';

describe('units', () => {
  test('a metric fails outside its range, and enough failures roll back', () => {
    expect(unitOf(adapter, canary(), METRIC)).toMatchObject({
      enforcement: 'revert',
      conditions: [{ comparator: 'lt', threshold: 99, unit: '%', windowSeconds: 60, tolerance: 3, onNoData: 'fire' }],
    });
    expect(unitOf(adapter, canary(), 'Canary/shop/analysis').settings).toMatchObject({ maxWeight: 50, checks: 5, bakeSeconds: 150 });
  });

  test.each([
    ['{ name: request-success-rate, threshold: 99 }', ['lt 99']],
    ['{ name: request-duration, threshold: 500 }', ['gt 500']],
    ['{ name: lag, thresholdRange: { min: 1, max: 9 } }', ['lt 1', 'gt 9']],
    ['{ name: lag, thresholdRange: {} }', []],
  ])('%s', (metrics, expected) => {
    const unit = unitsIn(adapter, canary({ metrics })).find((one) => one.selector.includes('/metric/'));
    expect(unit?.conditions.map((one) => `${one.comparator} ${one.threshold}`)).toEqual(expected);
  });

  test.each([
    ['suspend: true, ', 'dormant'],
    ['skipAnalysis: true, ', 'dormant'],
    ['', 'revert'],
  ])('%s→ %s', (spec, enforcement) => {
    expect(unitOf(adapter, canary({ spec }), METRIC).enforcement).toBe(enforcement);
  });

  test.each([
    ['pre-rollout', 'revert'],
    ['rollout', 'revert'],
    ['confirm-promotion', 'halt'],
    ['post-rollout', 'observe'],
    ['event', 'observe'],
  ])('a webhook of type %s: %s', (type, enforcement) => {
    expect(unitOf(adapter, canary({ webhooks: `{ name: smoke, type: ${type}, url: http://x }` }), 'Canary/shop/webhook/smoke').enforcement).toBe(enforcement);
  });

  test('manifests applied by a script count, at their place in the script', () => {
    const script = `#!/bin/sh\necho "kind: Canary"\ncat <<EOF | kubectl apply -f -\n${canary()['canary.yaml'] ?? ''}EOF\necho done\n`;
    const units = unitsIn(adapter, { 'test/e2e.sh': script });
    expect(units.map((unit) => unit.selector)).toEqual(['Canary/shop/analysis', METRIC]);
    expect(script.slice(units[1]?.conditions[0]?.source.start, units[1]?.conditions[0]?.source.end)).toBe('99');
  });
});

test.each([
  ['a lower minimum', canary({ metrics: '{ name: request-success-rate, thresholdRange: { min: 95 }, interval: 1m }' }), ['threshold-loosened']],
  ['the bound removed', canary({ metrics: '{ name: request-success-rate, thresholdRange: {}, interval: 1m }' }), ['condition-removed']],
  ['more failed checks', canary({ analysis: 'interval: 30s, threshold: 9, maxWeight: 50, stepWeight: 10' }), ['tolerance-raised']],
  ['more traffic', canary({ analysis: 'interval: 30s, threshold: 4, maxWeight: 80, stepWeight: 20' }), ['exposure-increased', 'exposure-increased', 'bake-shortened', 'sampling-reduced']],
  ['skipped', canary({ spec: 'skipAnalysis: true, ' }), ['gate-disarmed']],
])('change: %s', (_, after, expected) => {
  expect(rulesBetween(adapter, canary(), after).toSorted()).toEqual(expected.toSorted());
});

test.each([
  [97, null, 'fires'],
  [97, 60, 'silent'],
  [97, 90, 'fires'],
  [99.5, null, 'silent'],
  [null, null, 'fires'],
])('replay of %s for %s s: %s', (value, durationSeconds, verdict) => {
  const unit = unitOf(adapter, canary(), METRIC);
  const [condition] = unit.conditions;
  expect(condition && adapter.replay?.(unit, condition, { samples: [value], intervalSeconds: null, durationSeconds })).toMatchObject({ verdict });
});

test.each([
  [canary({ metrics: '{ name: lag, thresholdRange: {} }' }), ['no-condition']],
  [canary({ metrics: '{ name: request-success-rate, threshold: 0 }' }), ['cannot-fail']],
  [canary({ metrics: '{ name: request-success-rate, thresholdRange: { min: 0.99 } }' }), ['threshold-outside-range']],
  [canary({ metrics: '' }), ['no-condition']],
  [canary({ spec: 'skipAnalysis: true, ' }), ['never-runs']],
  [canary(), []],
])('lint %#', (texts, expected) => {
  expect(lintsIn(adapter, texts)).toEqual(expected);
});
