import type { GateAdapter, GateFile, GateReading, SettingRule } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { distinctSelectors, gateUnit, listSetting } from '../formats/gate-unit.ts';
import { marksByLine } from '../formats/marks.ts';
import { positionsOf } from '../formats/positions.ts';
import { readRego } from '../formats/rego.ts';

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
    // What the kind of rule means for the gate is its enforcement, which the step that runs it may weaken.
    severity: { direction: ['warn', 'deny'], weaker: 'gate-disarmed', stronger: 'gate-armed', title: 'kind of rule', compare: () => 'same' },
  } satisfies Record<string, SettingRule>,
  link: (own, all) => throughCi(own, all, RUNNER, 'the policies'),
};

const RUNNER = /\bconftest\s+(?:test|verify|pull)|\bconftest-action\b|\bopa\s+(?:eval|test|exec)\b/;

const readPolicies = (file: GateFile): GateReading => {
  if (file.path.endsWith('_test.rego')) return { units: [], problems: [] };
  const module = readRego(file.text);
  const positions = positionsOf(file.text);
  const marks = marksByLine(file.text, module.comments, positions);
  const selector = distinctSelectors();
  const exceptions = module.rules.filter((rule) => rule.name === 'exception').map((rule) => rule.normal);
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
        settings: { severity: warns ? 'warn' : 'deny', exceptions: listSetting(exceptions) },
        opaque: 'a Rego rule: what it refuses is known only by running it',
        body: rule.normal.slice(rule.normal.indexOf(' ') + 1),
      });
    });
  return { units, problems: [] };
};
