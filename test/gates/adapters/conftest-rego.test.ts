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
  ['another body', module(RULE.replace('Pod', 'Job')), ['command-changed']],
  ['an exception', module(`${RULE}\nexception[rules] { rules := ["root"] }`), ['bypass-added']],
  ['a comment and spaces', module(RULE.replace('  msg', '    msg').replace('# pods', '')), []],
])('change: %s', (_, after, expected) => {
  expect(rulesBetween(conftest, unmarked(module(RULE)), unmarked(after)).toSorted()).toEqual(expected.toSorted());
});

test('a marked rule that becomes a warning is disarmed', () => {
  const rules = rulesBetween(conftest, module(RULE), module(RULE.replace('deny', 'warn')));
  expect(rules).toContain('gate-disarmed');
});
