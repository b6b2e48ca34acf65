import { expect, test } from 'vitest';
import { adapter as conftest } from '../../../src/gates/adapters/conftest-rego.ts';
import { gateUnit } from '../../../src/gates/formats/gate-unit.ts';
import type { Enforcement, GateUnit } from '../../../src/gates/model.ts';
import { filesOf, rulesBetween, unitsIn } from './reading.ts';

const unmarked = (texts: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, text.replace('# gate: root\n', '')]));

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
  ['another clause', module(RULE.replace('Pod', 'Job')), ['setting-changed']],
  ['one clause more', module(RULE.replace('# pods', '\n  input.metadata.namespace == "dev"')), ['scope-narrowed']],
  ['a clause that always holds', module(RULE.replace('input.kind == "Pod" # pods', 'true')), ['setting-changed']],
  ['the syntax of older versions', module(RULE.replace('deny contains msg if {', 'deny[msg] {')), []],
  ['another message', module(RULE.replace('no { root', 'not as root')), []],
  ['an exception', module(`${RULE}\nexception[rules] { rules := ["root"] }`), ['bypass-added']],
  ['a comment and spaces', module(RULE.replace('  msg', '    msg').replace('# pods', '')), []],
])('change: %s', (_, after, expected) => {
  expect(rulesBetween(conftest, unmarked(module(RULE)), unmarked(after)).toSorted()).toEqual(expected.toSorted());
});

test('a marked rule that becomes a warning is disarmed', () => {
  const rules = rulesBetween(conftest, module(RULE), module(RULE.replace('deny', 'warn')));
  expect(rules).toContain('gate-disarmed');
});

const REPLICAS = 'deny contains msg if {\n  input.kind == "Deployment"\n  count := input.spec.replicas\n  count < 3\n  msg := sprintf("%d", [count])\n}';

test('a limit is compared as a number, whatever the variable is called, and says that running it decides', () => {
  const [unit] = unitsIn(conftest, module(REPLICAS));
  expect(unit?.conditions).toMatchObject([{ metric: 'input.spec.replicas', comparator: 'lt', threshold: 3 }]);
  expect(unit?.settings['clauses']).toEqual(['input.kind == "Deployment"']);
  expect(rulesBetween(conftest, module(REPLICAS), module(REPLICAS.replace('< 3', '< 2')))).toEqual(['threshold-loosened']);
  expect(rulesBetween(conftest, module(REPLICAS), module(REPLICAS.replace('count < 3', '5 > count')))).toEqual(['threshold-tightened']);
  expect(rulesBetween(conftest, module(REPLICAS), module(REPLICAS.replaceAll('count', 'replicas')))).toEqual([]);
});

const LIST = 'allowed_units := [\n  "alpha", # first\n  "beta",\n]\n\nis_unit(name) if {\n  name in allowed_units\n}\n\ndeny contains msg if {\n  not is_unit(input.unit)\n  msg := "no unit"\n}';

test.each([
  ['one more is allowed', (text: string) => text.replace('"beta",', '"beta",\n  "gamma",'), ['bypass-added']],
  ['one is no longer allowed', (text: string) => text.replace('  "beta",\n', ''), ['bypass-removed']],
  ['a helper is written differently', (text: string) => text.replace('name in allowed_units', 'startswith(name, allowed_units[_])'), ['command-changed']],
  ['a helper nobody uses', (text: string) => `${text}\n\nunused := 3`, []],
])('what a rule refers to: %s', (_, edit, expected) => {
  expect(rulesBetween(conftest, module(LIST), module(edit(LIST)))).toEqual(expected);
});

test('what a rule refers to may stand in a file beside it', () => {
  const [head, tail] = LIST.split('\n\ndeny');
  const parts = (list: string) => ({ 'policy/lists.rego': `package main\n\n${list}\n`, 'policy/units.rego': `package main\n\ndeny${tail}\n` });
  expect(rulesBetween(conftest, parts(head ?? ''), parts((head ?? '').replace('"beta"', '"beta", "gamma"')))).toEqual(['bypass-added']);
});

const TWO = 'deny contains msg if {\n  input.a\n  msg := "a"\n}\n\ndeny contains msg if {\n  input.b\n  msg := "b"\n}\n\ndeny contains msg if {\n  input.c\n  msg := "c"\n}';

test('of rules with one name, the one that goes is told, and the others are the same', () => {
  expect(rulesBetween(conftest, module(TWO), module(TWO.replace(/deny contains msg if \{\n  input\.a[^}]*\}\n\n/, '')))).toEqual(['gate-removed']);
});

test('an import that ends in a word of the language hides no rule', () => {
  expect(unitsIn(conftest, { 'a.rego': 'package main\nimport future.keywords.if\n\ndeny_x[msg] {\n  msg := "x"\n}\n' }).map(({ selector }) => selector)).toEqual(['main/deny_x']);
});

test('tests of policies are gates of the policies; a file of helpers says what it is', () => {
  const units = unitsIn(conftest, { 'a_test.rego': 'package main\n\ntest_deny_root if {\n  deny["x"] with input as {"a": 1}\n}\n' });
  expect(units.map(({ selector, enforcement }) => [selector, enforcement])).toEqual([['main/test_deny_root', 'unverified']]);
  expect(conftest.read({ path: 'k.rego', text: 'package k\n\nis_pod if {\n  input.kind == "Pod"\n}\n' }, filesOf({})).instead).toContain('is_pod');
});
