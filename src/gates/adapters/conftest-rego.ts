import type { GateAdapter, GateFile, GateReading, SettingRule } from '../adapter.ts';
import { distinctSelectors, gateUnit, lintOf, withLink } from '../formats/gate-unit.ts';
import { marksByLine } from '../formats/marks.ts';
import { positionsOf } from '../formats/positions.ts';
import { readRego } from '../formats/rego.ts';
import type { ChainLink, Enforcement, GateUnit } from '../model.ts';

/** Names by which Conftest finds its rules; a suffix names one: `deny_privileged`. */
const RULE_NAMES = /^(?:deny|violation|warn)(?:_\w+)?$/;

/** Rego policies as Conftest runs them: `deny` and `violation` fail the run, `warn` only with `--fail-on-warn`. */
export const adapter: GateAdapter = {
  id: 'conftest-rego',
  title: 'Conftest (Rego)',
  recognises: ({ path, text }) => path.endsWith('.rego') && /^\s*package\s/m.test(text),
  read: (file) => readPolicies(file),
  settings: {
    exceptions: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'exceptions', fallback: [] },
    severity: { direction: ['warn', 'deny'], weaker: 'gate-disarmed', stronger: 'gate-armed', title: 'kind of rule' },
  } satisfies Record<string, SettingRule>,
  link: (own, all) => {
    const runners = all.filter((one) => one.format !== 'conftest-rego' && RUNNER.test(`${one.body}\n${one.title}`));
    return own.map((unit) => withLink(unit, runnerLink(unit, runners)));
  },
  lint: (own) =>
    own.flatMap((unit) => [
      ...(unit.settings['severity'] === 'warn' && unit.enforcement === 'observe' ? [lintOf(unit, 'advisory', 'info', 'a warn rule fails nothing unless conftest runs with --fail-on-warn', 'name the rule deny, or run conftest with --fail-on-warn')] : []),
    ]),
};

const RUNNER = /\bconftest\s+(?:test|verify|pull)|\bconftest-action\b|\bopa\s+(?:eval|test|exec)\b/;

/** The strongest CI step that runs the policies decides; without one nothing here does. */
const runnerLink = (unit: GateUnit, runners: readonly GateUnit[]): ChainLink => {
  const order: readonly Enforcement[] = ['revert', 'block', 'halt', 'notify', 'unverified', 'observe', 'dormant', 'absent'];
  const runner = runners.toSorted((one, other) => order.indexOf(one.enforcement) - order.indexOf(other.enforcement))[0];
  return runner === undefined
    ? { name: 'step', enforcement: 'unverified', reason: 'no CI step that can be read here runs the policies', path: unit.path, source: null }
    : { name: 'step', enforcement: runner.enforcement, reason: `${runner.title} runs the policies: ${runner.chain.find((one) => one.enforcement === runner.enforcement)?.reason ?? ''}`, path: runner.path, source: runner.source };
};

const readPolicies = (file: GateFile): GateReading => {
  if (file.path.endsWith('_test.rego')) return { units: [], problems: [] };
  const module = readRego(file.text);
  const positions = positionsOf(file.text);
  const marks = marksByLine(file.text, module.comments, positions);
  const selector = distinctSelectors();
  const exceptions = module.rules.filter((rule) => rule.name === 'exception').map((rule) => rule.normal).toSorted();
  const units = module.rules
    .filter((rule) => RULE_NAMES.test(rule.name))
    .map((rule) => {
      const warns = rule.name.startsWith('warn');
      const source = positions.source(rule.start, rule.end);
      return gateUnit({
        path: file.path,
        selector: selector(`${module.package ?? 'main'}/${rule.name}`),
        format: 'conftest-rego',
        title: `${rule.name} of package ${module.package ?? 'main'}`,
        enforcement: warns ? 'observe' : 'block',
        reason: warns ? 'a warning fails nothing by itself' : `${rule.name} fails the run`,
        link: 'policy',
        source,
        mark: marks.get(source.line) ?? null,
        settings: { severity: warns ? 'warn' : 'deny', exceptions: exceptions.length === 0 ? null : exceptions },
        opaque: 'a Rego rule: what it refuses is known only by running it',
        body: rule.normal.slice(rule.normal.indexOf(' ') + 1),
      });
    });
  return { units, problems: [] };
};
