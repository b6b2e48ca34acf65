import { expect, test } from 'vitest';
import { adapter as keptn } from '../../../src/gates/adapters/keptn.ts';
import { rulesBetween, unitOf, unitsIn } from './reading.ts';

const shipyard = (pass: string): Readonly<Record<string, string>> => ({ 'shipyard.yaml': `apiVersion: spec.keptn.sh/0.2.2\nkind: Shipyard\nmetadata: { name: shop }\nspec: { stages: [{ name: prod, sequences: [{ name: delivery, tasks: [{ name: evaluation }, { name: approval, properties: { pass: ${pass} } }, { name: release }] }] }] }\n` });

const slo = (pass: string, more = 'key_sli: true'): Readonly<Record<string, string>> => ({ 'slo.yaml': `spec_version: "1.0"\nobjectives:\n  - { sli: p95, pass: [${pass}], ${more} }\ntotal_score: { pass: "90%", warning: "75%" }\n` });

test.each([
  ['{ criteria: ["<600"] }', ['p95 gte 600']],
  ['{ criteria: ["<=+10%", "<600"] }', ['change of p95 against the comparison gt 0.1', 'p95 gte 600']],
  ['{ criteria: ["<600"] }, { criteria: ["<=+10%"] }', ['p95 gte 600 all', 'change of p95 against the comparison gt 0.1 all']],
  ['', []],
])('%s', (pass, expected) => {
  expect(unitOf(keptn, slo(pass)).conditions.map((one) => [one.metric, one.comparator, one.threshold, ...(one.conjunct === undefined ? [] : [one.conjunct])].join(' '))).toEqual(expected);
});

test('without criteria it is for information', () => {
  expect(unitOf(keptn, slo('')).enforcement).toBe('observe');
  expect(rulesBetween(keptn, slo('{ criteria: ["<600"] }'), slo('{ criteria: ["<800"] }', 'key_sli: false')).toSorted()).toEqual(['consequence-downgraded', 'threshold-loosened']);
});

test('evaluations and approvals of a shipyard', () => {
  expect(unitsIn(keptn, shipyard('manual')).map((unit) => unit.enforcement)).toEqual(['block', 'halt']);
  expect(rulesBetween(keptn, shipyard('manual'), shipyard('automatic'))).toContain('gate-disarmed');
});
