import { expect, test } from 'vitest';
import { adapter as openslo } from '../../../src/gates/adapters/openslo.ts';
import { lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

const slo = (target: string, more = ''): string => `apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: checkout }\nspec: { indicator: { spec: { ratioMetric: {} } }, timeWindow: [{ duration: 4w }], budgetingMethod: Occurrences, objectives: [{ target: ${target} }]${more} }\n`;
const alert = (op: string, threshold: number): string => `apiVersion: openslo/v1\nkind: AlertCondition\nmetadata: { name: fast }\nspec: { severity: page, condition: { kind: burnrate, op: ${op}, threshold: ${threshold}, lookbackWindow: 1h, alertAfter: 5m } }\n`;
const policy = (more = ''): string => `apiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: { name: page }\nspec: { alertWhenNoData: true, ${more}conditions: [{ conditionRef: fast }], notificationTargets: [{ targetRef: oncall }] }\n`;
const all = (texts: readonly string[]): Readonly<Record<string, string>> => ({ 'slo.yaml': texts.join('---\n') });

test('an objective fires below its target and notifies through its policies', () => {
  expect(unitOf(openslo, all([slo('0.995', ', alertPolicies: [page]'), policy()]))).toMatchObject({ enforcement: 'notify', conditions: [{ comparator: 'lt', threshold: 0.995, unit: 'ratio' }], settings: { budgetWindow: 2_419_200 } });
  expect(unitOf(openslo, all([slo('0.995')])).enforcement).toBe('observe');
});

test('a condition is as good as the policy, the policy as the objective', () => {
  const texts = all([slo('0.995', ', alertPolicies: [page]'), policy(), alert('gt', 14.4)]);
  expect(unitsIn(openslo, texts).map((unit) => [unit.selector, unit.enforcement])).toEqual([['SLO/checkout', 'notify'], ['AlertPolicy/page', 'notify'], ['AlertCondition/fast', 'notify']]);
  expect(unitOf(openslo, texts, 'AlertCondition/fast').conditions).toMatchObject([{ metric: 'burn rate', comparator: 'gt', threshold: 14.4, windowSeconds: 3600, holdSeconds: 300 }]);
  expect(unitOf(openslo, all([alert('gt', 14.4)])).enforcement).toBe('dormant');
  expect(unitOf(openslo, all([policy('alertWhenBreaching: false, '), slo('0.9', ', alertPolicies: [page]')]), 'AlertPolicy/page').enforcement).toBe('observe');
});

test.each([
  ['a lower target', slo('0.995'), slo('0.99'), ['threshold-loosened']],
  ['a longer window', slo('0.995'), slo('0.995').replace('4w', '1Q'), ['hold-lengthened']],
  ['a higher burn rate', alert('gt', 14.4), alert('gt', 20), ['threshold-loosened']],
  ['the severity', alert('gt', 14.4), alert('gt', 14.4).replace('page', 'ticket'), ['consequence-downgraded']],
])('change: %s', (_, before, after, expected) => {
  expect(rulesBetween(openslo, all([before]), all([after]))).toEqual(expected);
});

test('lint: an inverted burn rate, a target that is no share', () => {
  expect(lintsIn(openslo, all([alert('lte', 2)]))).toContain('comparator-inverted');
  expect(lintsIn(openslo, all([slo('99.5')]))).toContain('threshold-outside-range');
});
