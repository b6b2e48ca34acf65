import { expect, test } from 'vitest';
import { adapter as kyverno } from '../../../src/gates/adapters/kyverno.ts';
import { rulesBetween, unitOf } from './reading.ts';

const celPolicy = (actions: string): Readonly<Record<string, string>> => ({ 'p.yaml': `apiVersion: policies.kyverno.io/v1alpha1\nkind: ValidatingPolicy\nmetadata: { name: p }\nspec: { ${actions}matchConstraints: { resourceRules: [{ operations: [CREATE], resources: [pods] }] }, validations: [{ expression: "true" }] }\n` });

interface PolicyFacts {
  readonly spec?: string;
  readonly match?: string;
  readonly rule?: string;
  readonly validate?: string;
}
const policy = ({ spec = 'validationFailureAction: Enforce, ', match = '{ any: [{ resources: { kinds: [Pod] } }] }', rule = '', validate = 'pattern: { spec: { replicas: ">=2", image: "!*:latest" } }' }: PolicyFacts = {}): Readonly<Record<string, string>> => ({
  'policy.yaml': `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: safe }\nspec: { ${spec}rules: [{ name: no-latest, match: ${match}, ${rule}validate: { ${validate} } }] }\n`,
});
const exception = { 'exception.yaml': 'apiVersion: kyverno.io/v2\nkind: PolicyException\nmetadata: { name: legacy }\nspec: { exceptions: [{ policyName: safe, ruleNames: [no-latest] }], match: { any: [{ resources: { kinds: [Pod], names: [old] } }] } }\n' };

test('a rule with a comparison fires where the pattern does not hold', () => {
  expect(unitOf(kyverno, policy())).toMatchObject({ selector: 'ClusterPolicy/safe/no-latest', enforcement: 'block', scope: ['Pod'], conditions: [{ metric: '.spec.replicas', comparator: 'lt', threshold: 2 }], settings: { check: ['.spec.image: !*:latest'] } });
});

test.each([
  ['no action at all', policy({ spec: '' }), 'observe'],
  ['Audit', policy({ spec: 'validationFailureAction: audit, ' }), 'observe'],
  ['the rule’s own action first', policy({ validate: 'failureAction: Audit, pattern: { a: "?*" }' }), 'observe'],
  ['no admission', policy({ spec: 'validationFailureAction: Enforce, admission: false, ' }), 'observe'],
])('%s: %s', (_, texts, enforcement) => {
  expect(unitOf(kyverno, texts).enforcement).toBe(enforcement);
});

test.each([
  ['to Audit', policy({ spec: 'validationFailureAction: Audit, ' }), ['gate-disarmed']],
  ['the action moves into the rule', policy({ spec: '', validate: 'failureAction: Enforce, pattern: { spec: { replicas: ">=2", image: "!*:latest" } }' }), []],
  ['one namespace only', policy({ match: '{ any: [{ resources: { kinds: [Pod], namespaces: [prod] } }] }' }), ['scope-narrowed']],
  ['a kind more', policy({ match: '{ any: [{ resources: { kinds: [Pod, Job] } }] }' }), ['scope-widened']],
  ['an exclusion', policy({ rule: 'exclude: { any: [{ resources: { namespaces: [kube-system] } }] }, ' }), ['scope-narrowed']],
  ['a precondition', policy({ rule: 'preconditions: { all: [{ key: a, operator: Equals, value: b }] }, ' }), ['scope-narrowed']],
  ['audited in one namespace', policy({ spec: 'validationFailureAction: Enforce, validationFailureActionOverrides: [{ action: Audit, namespaces: [dev] }], ' }), ['bypass-added']],
  ['fails open', policy({ spec: 'validationFailureAction: Enforce, failurePolicy: Ignore, ' }), ['bypass-added']],
  ['a lower bound', policy({ validate: 'pattern: { spec: { replicas: ">=1", image: "!*:latest" } }' }), ['threshold-loosened']],
  ['another check', policy({ validate: 'pattern: { spec: { replicas: ">=2", image: "!*:dev" } }' }), ['setting-changed']],
  ['a value more is let through', policy({ validate: 'pattern: { spec: { replicas: ">=2", image: "!*:latest", "=(tier)": "a | b" } }' }), ['bypass-removed']],
  ['an exception in another file', { ...policy(), ...exception }, ['permission-granted', 'bypass-added']],
])('change: %s', (_, after, expected) => {
  expect(rulesBetween(kyverno, policy(), after)).toEqual(expected);
});

test('the exception goes: stronger', () => {
  expect(rulesBetween(kyverno, { ...policy(), ...exception }, policy())).toEqual(['permission-revoked', 'bypass-removed']);
});

test('a ValidatingPolicy denies unless it says otherwise', () => {
  expect(unitOf(kyverno, celPolicy('validationActions: [Deny], '))).toMatchObject({ enforcement: 'block', scope: ['CREATE pods'] });
  expect(rulesBetween(kyverno, celPolicy('validationActions: [Deny], '), celPolicy('validationActions: [Audit], '))).toEqual(['gate-disarmed']);
});

const demanding = (expression: string): Readonly<Record<string, string>> => ({ 'p.yaml': `apiVersion: policies.kyverno.io/v1alpha1\nkind: ValidatingPolicy\nmetadata: { name: p }\nspec:\n  validationActions: [Deny]\n  matchConstraints: { resourceRules: [{ operations: [CREATE], resources: [pods] }] }\n  validations:\n    - message: no\n      expression: ${JSON.stringify(expression)}\n` });

test.each([
  ['a limit is raised', 'object.spec.replicas <= 5', 'object.spec.replicas <= 9', ['threshold-loosened']],
  ['a limit written the other way round', 'object.spec.replicas <= 5', '5 >= object.spec.replicas', []],
  ['a demand goes', 'has(object.a) && has(object.b)', 'has(object.a)', ['condition-removed']],
  ['a demand comes', 'has(object.a)', 'has(object.a) && size(object.b) < 3', ['condition-added']],
  ['another way to comply', 'has(object.a)', 'has(object.a) || has(object.b)', ['condition-removed']],
  ['layout and parentheses', 'has(object.a) && has( object.b )', '(has(object.a)\n  && has(object.b))', []],
  ['other code', 'object.c.all(c, c.x)', 'object.c.exists(c, c.x)', ['setting-changed']],
  ['a choice is one demand', 'has(object.a) ? object.a > 1 : true', 'has(object.a) ? object.a > 0 : true', ['setting-changed']],
])('CEL: %s', (_, before, after, expected) => {
  expect(rulesBetween(kyverno, demanding(before), demanding(after))).toEqual(expected);
});

const demandingRule = (expression: string) => policy({ validate: `cel: { expressions: [{ expression: ${JSON.stringify(expression)}, message: no }] }` });

test('CEL in a rule of a ClusterPolicy is compared alike, and running it decides', () => {
  expect(unitOf(kyverno, demandingRule('has(object.a)')).opaque).toContain('CEL');
  expect(rulesBetween(kyverno, demandingRule('object.n < 4'), demandingRule('object.n < 3'))).toEqual(['threshold-tightened']);
});
