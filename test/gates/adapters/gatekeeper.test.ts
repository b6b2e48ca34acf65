import { expect, test } from 'vitest';
import { adapter as gatekeeper } from '../../../src/gates/adapters/gatekeeper.ts';
import { lintsIn, rulesBetween, unitOf } from './reading.ts';

const constraint = (spec: string): string => `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sRepos\nmetadata: { name: ours }\nspec: { match: { kinds: [{ apiGroups: [""], kinds: [Pod] }] }, ${spec} }\n`;
const template = 'apiVersion: templates.gatekeeper.sh/v1\nkind: ConstraintTemplate\nmetadata: { name: k8srepos }\nspec: { crd: { spec: { names: { kind: K8sRepos } } }, targets: [{ target: admission.k8s.gatekeeper.sh, rego: "package k8srepos\\nviolation[{\\"msg\\": m}] { m := \\"no\\" }" }] }\n';
const both = (spec: string): Readonly<Record<string, string>> => ({ 'constraint.yaml': constraint(spec), 'template.yaml': template });

test.each([
  ['parameters: { repos: [a] }', 'block'],
  ['enforcementAction: warn', 'observe'],
  ['enforcementAction: dryrun', 'observe'],
  ['enforcementAction: scoped, scopedEnforcementActions: [{ action: deny, enforcementPoints: [{ name: audit.gatekeeper.sh }] }]', 'observe'],
  ['enforcementAction: scoped, scopedEnforcementActions: [{ action: deny, enforcementPoints: [{ name: "*" }] }]', 'block'],
])('%s: %s', (spec, enforcement) => {
  expect(unitOf(gatekeeper, both(spec), 'K8sRepos/ours').enforcement).toBe(enforcement);
});

test('a constraint without its template cannot be seen through, a template without constraints is dormant', () => {
  expect(unitOf(gatekeeper, { 'c.yaml': constraint('') }).enforcement).toBe('unverified');
  expect(unitOf(gatekeeper, { 't.yaml': template }).enforcement).toBe('dormant');
  expect(lintsIn(gatekeeper, { 't.yaml': template })).toEqual(['unreferenced']);
});

test.each([
  ['a repository more', 'parameters: { repos: [a, b] }', ['bypass-added']],
  ['a dry run', 'enforcementAction: dryrun, parameters: { repos: [a] }', ['gate-disarmed']],
  ['an excluded namespace', 'parameters: { repos: [a] }, match: { kinds: [{ apiGroups: [""], kinds: [Pod] }], excludedNamespaces: [dev] }', ['scope-narrowed']],
])('change: %s', (_, spec, expected) => {
  expect(rulesBetween(gatekeeper, both('parameters: { repos: [a] }'), both(spec))).toEqual(expected);
});

test('a template’s code changes, its comments do not count', () => {
  const before = both('');
  const withCode = (code: string) => ({ ...before, 'template.yaml': template.replace('m := \\"no\\"', `${code}; m := \\"no\\"`) });
  expect(rulesBetween(gatekeeper, withCode('input.review.count > 3'), withCode('input.review.count > 9'))).toEqual(['threshold-loosened']);
  expect(rulesBetween(gatekeeper, withCode('input.review.privileged'), withCode('input.review.hostNetwork'))).toEqual(['setting-changed']);
  expect(rulesBetween(gatekeeper, before, { ...before, 'template.yaml': template.replace('m := \\"no', 'm := \\"never') })).toEqual([]);
  expect(rulesBetween(gatekeeper, before, { ...before, 'template.yaml': template.replace('violation', '# why\\nviolation') })).toEqual([]);
});
