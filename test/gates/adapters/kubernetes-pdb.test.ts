import { expect, test } from 'vitest';
import { adapter as pdb } from '../../../src/gates/adapters/kubernetes-pdb.ts';
import { lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

const budget = (spec: string): Readonly<Record<string, string>> => ({ 'pdb.yaml': `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: shop }\nspec: { ${spec}, selector: { matchLabels: { app: shop } } }\n` });

test.each([
  ['minAvailable: 2', 'lt', 2, null],
  ['minAvailable: 50%', 'lt', 0.5, 'ratio'],
  ['maxUnavailable: 1', 'gt', 1, null],
])('%s', (spec, comparator, threshold, unit) => {
  expect(unitOf(pdb, budget(spec))).toMatchObject({ enforcement: 'block', conditions: [{ comparator, threshold, unit }] });
});

test.each([
  ['minAvailable: 2', 'minAvailable: 1', ['threshold-loosened']],
  ['maxUnavailable: 1', 'maxUnavailable: 3', ['threshold-loosened']],
  ['minAvailable: 50%', 'minAvailable: 80%', ['threshold-tightened']],
])('%s → %s', (before, after, expected) => {
  expect(rulesBetween(pdb, budget(before), budget(after))).toEqual(expected);
});

test.each([
  ['minAvailable: 0', ['cannot-fail']],
  ['maxUnavailable: 100%', ['cannot-fail']],
  ['maxUnavailable: 1', []],
])('lint of %s', (spec, expected) => {
  expect(lintsIn(pdb, budget(spec))).toEqual(expected);
});

test('one inside another text is said', () => {
  expect(unitsIn(pdb, { 'map.yaml': 'kind: ConfigMap\napiVersion: v1\ndata:\n  pdb.yaml: |\n    kind: PodDisruptionBudget\n' })).toMatchObject([{ enforcement: 'unverified', opaque: expect.any(String) }]);
});
