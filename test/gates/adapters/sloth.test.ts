import { expect, test } from 'vitest';
import { adapter as sloth } from '../../../src/gates/adapters/sloth.ts';
import { lintsIn, rulesBetween, unitOf } from './reading.ts';

const spec = (objective: number, alerting = '{ name: High, page_alert: { labels: { severity: page } } }'): Readonly<Record<string, string>> => ({
  'slo.yaml': `version: prometheus/v1\nservice: shop\nslos:\n  - name: availability\n    objective: ${objective}\n    sli: { events: { error_query: 'sum(rate(e[{{.window}}]))', total_query: 'sum(rate(t[{{.window}}]))' } }\n    alerting: ${alerting}\n`,
});

test('burn rates as thresholds on the error ratio', () => {
  expect(unitOf(sloth, spec(99.9), 'shop/availability/page').conditions).toMatchObject([{ threshold: 0.0144, windowSeconds: 3600 }, { threshold: 0.006, windowSeconds: 21_600 }]);
  expect(unitOf(sloth, spec(99.9), 'shop/availability/ticket').conditions).toMatchObject([{ threshold: 0.003 }, { threshold: 0.001 }]);
});

test('a disabled alert is dormant', () => {
  expect(rulesBetween(sloth, spec(99.9, '{ page_alert: {} }'), spec(99.9, '{ page_alert: { disable: true } }'))).toEqual(['gate-disarmed']);
});

test('a lower objective loosens every alert', () => {
  expect(rulesBetween(sloth, spec(99.9), spec(99))).toEqual(Array.from({ length: 4 }, () => 'threshold-loosened'));
});

test('lint: an objective so low that the fast alert cannot fire', () => {
  expect(lintsIn(sloth, spec(90))).toEqual(['threshold-outside-range']);
});
