import type { GateAdapter, GateFile, GateFiles, GateReading, SettingRule } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { distinctSelectors, gateUnit, listSetting } from '../formats/gate-unit.ts';
import { marksByLine } from '../formats/marks.ts';
import { type Positions, positionsOf } from '../formats/positions.ts';
import { readRego, type RegoModule, type RegoRule } from '../formats/rego/module.ts';
import { indexRego, readPolicy, REGO_SETTINGS, regoConditions, type RegoIndex } from '../formats/rego/policy.ts';
import type { GateUnit } from '../model.ts';

const FORMAT = 'conftest-rego';

/** Names by which Conftest finds its rules; a suffix names one: `deny_privileged`. */
const RULE_NAMES = /^(?:deny|violation|warn)(?:_\w+)?$/;
const TEST_NAMES = /^test_\w+$/;

/** Rego policies as Conftest runs them: `deny` and `violation` fail the run, `warn` only with `--fail-on-warn`; and the tests of policies. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'Conftest (Rego)',
  holds: 'rule named deny, violation, warn or test',
  recognises: ({ path, text }) => path.endsWith('.rego') && /^\s*package\s/m.test(text),
  read: (file, files) => readPolicies(file, files),
  settings: {
    ...REGO_SETTINGS,
    exceptions: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'exceptions', fallback: [] },
    // What the kind of rule means for the gate is its enforcement, which the step that runs it may weaken.
    severity: { direction: ['warn', 'deny'], weaker: 'gate-disarmed', stronger: 'gate-armed', title: 'kind of rule', compare: () => 'same' },
  } satisfies Record<string, SettingRule>,
  link: (own, all) => [
    ...throughCi(own.filter((unit) => !isTest(unit)), all, /\bconftest\s+(?:test|verify|pull)|\bconftest-action\b|\bopa\s+(?:eval|test|exec)\b/, 'the policies'),
    ...throughCi(own.filter(isTest), all, /\bconftest\s+verify\b|\bopa\s+test\b/, 'the tests of the policies'),
  ],
};

const isTest = (unit: GateUnit): boolean => unit.chain[0]?.name === 'test';

const readPolicies = (file: GateFile, files: GateFiles): GateReading => {
  const module = readRego(file.text);
  const positions = positionsOf(file.text);
  const shared = { path: file.path, format: FORMAT, selector: distinctSelectors(), package: module.package ?? 'main', positions, marks: marksByLine(file.text, module.comments, positions) };
  const policies = module.rules.filter(({ name }) => RULE_NAMES.test(name));
  const index = indexRego(policies.length === 0 ? [] : [module, ...modulesBeside(file, files)].map(withoutGates));
  const exceptions = module.rules.filter((rule) => rule.name === 'exception').map((rule) => rule.normal);
  const units = file.path.endsWith('_test.rego') ? [] : policies.map((rule) => policyUnit(shared, rule, index, exceptions));
  const tests = module.rules.filter(({ name }) => TEST_NAMES.test(name)).map((rule) => testUnit(shared, rule));
  const others = [...new Set(module.rules.map(({ name }) => name))];
  return { units: [...units, ...tests], problems: [], instead: others.length === 0 ? null : `defines ${others.slice(0, 5).join(', ')}, which decide nothing by themselves` };
};

/** Most modules of one folder that are looked at for what a rule refers to. */
const MAX_MODULES = 100;

/** The modules in the folder of a file, where rules keep the lists and helpers that they share. */
const modulesBeside = (file: GateFile, files: GateFiles): readonly RegoModule[] => {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const beside = files.paths.filter((path) => path !== file.path && path.startsWith(folder) && path.endsWith('.rego') && !path.endsWith('_test.rego') && !path.slice(folder.length).includes('/'));
  return beside.slice(0, MAX_MODULES).flatMap((path) => {
    const text = files.text(path);
    if (text === null) return [];
    return [readRego(text)];
  });
};

/** What rules refer to: those that are gates stand for themselves. */
const withoutGates = (module: RegoModule): RegoModule => ({ ...module, rules: module.rules.filter(({ name }) => !RULE_NAMES.test(name) && !TEST_NAMES.test(name)) });

interface Shared {
  readonly path: string;
  readonly format: string;
  readonly selector: (wanted: string) => string;
  readonly package: string;
  readonly positions: Positions;
  readonly marks: ReadonlyMap<number, string>;
}

const placeOf = ({ path, format, selector, positions, marks, ...shared }: Shared, rule: RegoRule) => {
  const source = positions.source(rule.start, rule.end);
  return { path, format, selector: selector(`${shared.package}/${rule.name}`), source, mark: marks.get(source.line) ?? null } as const;
};

const policyUnit = (shared: Shared, rule: RegoRule, index: RegoIndex, exceptions: readonly string[]): GateUnit => {
  const warns = rule.name.startsWith('warn');
  const place = placeOf(shared, rule);
  const { comparisons, clauses, uses, allowed, demanded } = readPolicy(rule, index);
  return gateUnit({
    ...place,
    title: `${rule.name} of package ${shared.package}`,
    enforcement: warns ? 'observe' : 'block',
    reason: warns ? 'a warning fails nothing by itself' : `${rule.name} fails the run`,
    link: 'policy',
    conditions: regoConditions(comparisons, 'all', place.source),
    settings: {
      severity: warns ? 'warn' : 'deny', exceptions: listSetting(exceptions),
      clauses: listSetting(clauses), uses: listSetting(uses), allowed: listSetting(allowed), demanded: listSetting(demanded),
    },
    opaque: 'a Rego rule: what it refuses is known only by running it on a document; its clauses, limits and lists are compared',
    body: [...comparisons.map((one) => `${one.metric} ${one.comparator} ${one.threshold}`), ...clauses, ...uses, ...allowed, ...demanded].join('\n'),
  });
};

const testUnit = (shared: Shared, rule: RegoRule): GateUnit =>
  gateUnit({
    ...placeOf(shared, rule),
    title: `${rule.name} of package ${shared.package}`,
    enforcement: 'block',
    reason: 'a failing test fails the run of the tests',
    link: 'test',
    opaque: 'a test of a policy: what it finds is known only by running it',
    body: rule.normal.slice(rule.normal.indexOf(' ') + 1),
  });
