import { describe, expect, test } from 'vitest';
import { adapter as conftest } from '../../../src/gates/adapters/conftest-rego.ts';
import { adapter as gatekeeper } from '../../../src/gates/adapters/gatekeeper.ts';
import { adapter as kyverno } from '../../../src/gates/adapters/kyverno.ts';
import { gateUnit } from '../../../src/gates/formats/gate-unit.ts';
import type { Enforcement, GateUnit } from '../../../src/gates/model.ts';
import { filesOf, lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

describe('Kyverno', () => {
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
    ['the action moves into the rule', policy({ spec: '', validate: 'failureAction: Enforce, pattern: { spec: { replicas: ">=2", image: "!*:latest" } }' }), ['reworded']],
    ['one namespace only', policy({ match: '{ any: [{ resources: { kinds: [Pod], namespaces: [prod] } }] }' }), ['scope-narrowed']],
    ['a kind more', policy({ match: '{ any: [{ resources: { kinds: [Pod, Job] } }] }' }), ['scope-widened']],
    ['an exclusion', policy({ rule: 'exclude: { any: [{ resources: { namespaces: [kube-system] } }] }, ' }), ['scope-narrowed']],
    ['a precondition', policy({ rule: 'preconditions: { all: [{ key: a, operator: Equals, value: b }] }, ' }), ['scope-narrowed']],
    ['audited in one namespace', policy({ spec: 'validationFailureAction: Enforce, validationFailureActionOverrides: [{ action: Audit, namespaces: [dev] }], ' }), ['bypass-added']],
    ['fails open', policy({ spec: 'validationFailureAction: Enforce, failurePolicy: Ignore, ' }), ['bypass-added']],
    ['a lower bound', policy({ validate: 'pattern: { spec: { replicas: ">=1", image: "!*:latest" } }' }), ['threshold-loosened']],
    ['another check', policy({ validate: 'pattern: { spec: { replicas: ">=2", image: "!*:dev" } }' }), ['command-changed']],
    ['an exception in another file', { ...policy(), ...exception }, ['bypass-added']],
  ])('change: %s', (_, after, expected) => {
    expect(rulesBetween(kyverno, policy(), after)).toEqual(expected);
  });

  test('the exception goes: stronger', () => {
    expect(rulesBetween(kyverno, { ...policy(), ...exception }, policy())).toEqual(['bypass-removed']);
  });

  test('a ValidatingPolicy denies unless it says otherwise', () => {
    const text = (actions: string): Readonly<Record<string, string>> => ({ 'p.yaml': `apiVersion: policies.kyverno.io/v1alpha1\nkind: ValidatingPolicy\nmetadata: { name: p }\nspec: { ${actions}matchConstraints: { resourceRules: [{ operations: [CREATE], resources: [pods] }] }, validations: [{ expression: "true" }] }\n` });
    expect(unitOf(kyverno, text('validationActions: [Deny], '))).toMatchObject({ enforcement: 'block', scope: ['CREATE pods'] });
    expect(rulesBetween(kyverno, text('validationActions: [Deny], '), text('validationActions: [Audit], '))).toEqual(['gate-disarmed']);
  });
});

describe('Gatekeeper', () => {
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
    expect(rulesBetween(gatekeeper, before, { ...before, 'template.yaml': template.replace('"no\\"', '"yes\\"').replace('m := \\"no', 'm := \\"yes') })).toEqual(['command-changed']);
    expect(rulesBetween(gatekeeper, before, { ...before, 'template.yaml': template.replace('violation', '# why\\nviolation') })).toEqual([]);
  });
});

describe('Conftest', () => {
  const module = (rules: string): Readonly<Record<string, string>> => ({ 'policy/base.rego': `package main\n\nimport rego.v1\n\n${rules}\n` });
  /** Units before any link. */
  const adapterUnits = (texts: Readonly<Record<string, string>>): readonly GateUnit[] => Object.entries(texts).flatMap(([path, text]) => conftest.read({ path, text }, filesOf(texts)).units);
  const RULE = '# gate: root\ndeny contains msg if {\n  input.kind == "Pod" # pods\n  msg := "no { root"\n}';

  test('rules by their kind, bodies opaque, ordinals for repeated names', () => {
    const units = unitsIn(conftest, module(`${RULE}\n\ndeny[msg] { msg = "b" }\nwarn_old contains "x" if true\nhelper(x) = y { y := x }\nviolation_id[{"msg": m}] { m := \`raw "\` }`));
    expect(units.map((unit) => [unit.selector, unit.settings['severity'], unit.mark])).toEqual([
      ['main/deny', 'deny', 'root'], ['main/deny@2', 'deny', null], ['main/warn_old', 'warn', null], ['main/violation_id', 'deny', null],
    ]);
    expect(units[0]).toMatchObject({ enforcement: 'unverified', opaque: expect.stringContaining('Rego') });
  });

  test('the CI step that runs the policies decides', () => {
    const [policy] = adapterUnits(module(RULE));
    if (policy === undefined) throw new Error('no rule was read');
    const step = (enforcement: Enforcement): GateUnit => gateUnit({ path: 'ci.yml', selector: 'policy', format: 'github-actions', title: 'policy', enforcement, reason: 'a step', link: 'step', source: policy.source, body: 'conftest test manifests' });
    const linked = (enforcement: Enforcement) => conftest.link?.([policy], [policy, step(enforcement)]);
    expect(linked('block')).toMatchObject([{ enforcement: 'block' }]);
    expect(linked('observe')).toMatchObject([{ enforcement: 'observe' }]);
  });

  test.each([
    ['from deny to warn', module(RULE.replace('deny', 'warn')), ['gate-renamed', 'gate-disarmed']],
    ['another body', module(RULE.replace('Pod', 'Job')), ['command-changed']],
    ['an exception', module(`${RULE}\nexception[rules] { rules := ["root"] }`), ['bypass-added']],
    ['a comment and spaces', module(RULE.replace('  msg', '    msg').replace('# pods', '')), []],
  ])('change: %s', (_, after, expected) => {
    const unmarked = (texts: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, text.replace('# gate: root\n', '')]));
    expect(rulesBetween(conftest, unmarked(module(RULE)), unmarked(after)).toSorted()).toEqual(expected.toSorted());
  });

  test('a marked rule that becomes a warning is disarmed', () => {
    const rules = rulesBetween(conftest, module(RULE), module(RULE.replace('deny', 'warn')));
    expect(rules).toContain('gate-disarmed');
  });
});
