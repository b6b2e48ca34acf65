import type { GateAdapter, GateFile, SettingRule } from '../adapter.ts';
import { printCondition } from '../compare/print.ts';
import { CEL_DEMANDS } from '../formats/cel.ts';
import { distinctSelectors, gateUnit, lintOf, listSetting } from '../formats/gate-unit.ts';
import { declares, type KubernetesObject, readKubernetes, written } from '../formats/kubernetes.ts';
import { at, booleanOf, canonical, itemsOf, opaqueReason, textOf } from '../formats/node.ts';
import type { GateUnit } from '../model.ts';
import { actionOf, overrides } from './kyverno/action.ts';
import { celPolicyUnit } from './kyverno/cel-policy.ts';
import { checksOf, comparePattern } from './kyverno/checks.ts';
import { exceptionUnit, withExceptions } from './kyverno/exceptions.ts';
import { exclusions, matchSettings, preconditions, resourceEntries } from './kyverno/match.ts';
import { compareSelection } from './selection.ts';

const scope = { weaker: 'scope-narrowed', stronger: 'scope-widened' } as const;
const bypass = { weaker: 'bypass-added', stronger: 'bypass-removed' } as const;

/** Kyverno: each rule of a policy. `Enforce` refuses the request, `Audit` writes a report that somebody may read. */
export const adapter: GateAdapter = {
  id: 'kyverno',
  title: 'Kyverno',
  holds: 'policy or policy exception',
  recognises: ({ text }) => text.includes('kyverno.io/') && /\bkind["']?:/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const units = objects.flatMap((object) => {
      if (object.group === 'kyverno.io' && (object.kind === 'ClusterPolicy' || object.kind === 'Policy')) return ruleUnits(file, object, selector);
      if (object.kind === 'PolicyException' && object.group.endsWith('kyverno.io')) return [exceptionUnit(file, object, selector)];
      return object.group === 'policies.kyverno.io' && object.kind.endsWith('Policy') ? [celPolicyUnit(file, object, selector)] : [];
    });
    return { units, problems, instead: declares(objects) };
  },
  settings: {
    namespaces: { direction: 'unordered', compare: compareSelection, ...scope, title: 'namespaces', fallback: [] },
    names: { direction: 'unordered', compare: compareSelection, ...scope, title: 'names', fallback: [] },
    operations: { direction: 'unordered', compare: compareSelection, ...scope, title: 'operations', fallback: [] },
    subjects: { direction: 'unordered', compare: compareSelection, ...scope, title: 'users and roles', fallback: [] },
    selectors: { direction: 'more-is-weaker', ...scope, title: 'label selectors', fallback: [] },
    excluded: { direction: 'more-is-weaker', ...scope, title: 'exclusions', fallback: [] },
    preconditions: { direction: 'more-is-weaker', ...scope, title: 'preconditions', fallback: [] },
    background: { direction: 'more-is-stronger', ...scope, title: 'background scan', fallback: true },
    auditedNamespaces: { direction: 'more-is-weaker', ...bypass, title: 'namespaces that are only audited', fallback: [] },
    enforcedNamespaces: { direction: 'more-is-stronger', ...bypass, title: 'namespaces that are enforced', fallback: [] },
    exceptions: { direction: 'more-is-weaker', ...bypass, title: 'policy exceptions', fallback: [] },
    exempts: { direction: 'more-is-weaker', weaker: 'permission-granted', stronger: 'permission-revoked', title: 'rules that it opens', fallback: [] },
    exempted: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'what it lets past' },
    failurePolicy: { direction: ['Ignore', 'Fail'], ...bypass, title: 'failurePolicy', fallback: 'Fail' },
    applyRules: { direction: ['One', 'All'], ...scope, title: 'applyRules', fallback: 'All' },
    allowExistingViolations: { direction: 'more-is-weaker', ...bypass, title: 'allowExistingViolations', fallback: true },
    required: { direction: 'more-is-stronger', ...bypass, title: 'required signature', fallback: true },
    podSecurityLevel: { direction: ['privileged', 'baseline', 'restricted'], weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'pod security level' },
    demands: CEL_DEMANDS,
    check: { direction: 'unordered', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'what is checked', fallback: [], compare: (before, after) => comparePattern(before, after) },
  } satisfies Record<string, SettingRule>,
  link: withExceptions,
  lint: (own) =>
    own
      .filter((unit) => unit.settings['failurePolicy'] === 'Ignore')
      .map((unit) => lintOf(unit, 'fails-open', 'warning', 'failurePolicy: Ignore lets requests through when the webhook does not answer', 'set failurePolicy: Fail')),
};

const ruleUnits = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): readonly GateUnit[] => {
  const rules = itemsOf(at(object.spec, 'rules'));
  return rules.map((rule, index) => {
    const name = written(at(rule, 'name')) ?? `rule ${index + 1}`;
    const action = actionOf(object, rule);
    const checks = checksOf(rule);
    const match = at(rule, 'match');
    const excluded = exclusions(at(rule, 'exclude'));
    const opaqueAction = opaqueReason(at(object.spec, 'validationFailureAction')) ?? opaqueReason(at(rule, 'validate', 'failureAction'));
    return gateUnit({
      path: file.path,
      selector: selector(`${object.kind}/${object.name}/${name}`),
      format: 'kyverno',
      title: `${name} of ${object.kind} ${object.name}`,
      enforcement: action.enforcement,
      reason: action.reason,
      link: action.link,
      source: rule.source,
      mark: rule.mark ?? at(rule, 'name')?.mark ?? (rules.length === 1 ? object.mark : null),
      conditions: checks.conditions,
      scope: resourceEntries(match, 'kinds'),
      settings: {
        ...matchSettings(match),
        excluded: listSetting(excluded),
        preconditions: listSetting(preconditions(rule)),
        background: booleanOf(at(object.spec, 'background')),
        ...overrides(object, rule),
        failurePolicy: textOf(at(object.spec, 'webhookConfiguration', 'failurePolicy')) ?? textOf(at(object.spec, 'failurePolicy')),
        applyRules: textOf(at(object.spec, 'applyRules')),
        allowExistingViolations: booleanOf(at(rule, 'validate', 'allowExistingViolations')),
        required: booleanOf(at(itemsOf(at(rule, 'verifyImages'))[0] ?? null, 'required')),
        podSecurityLevel: textOf(at(rule, 'validate', 'podSecurity', 'level')),
        check: listSetting(checks.others),
        demands: listSetting(checks.demands),
      },
      opaque: object.opaque ?? opaqueAction ?? (checks.demands.length > 0 ? 'a CEL expression: what it refuses is known only by running it on an object; its clauses and limits are compared' : null),
      body: [canonical(rule, new Set(['name', 'message', 'expressions', 'failureAction', 'failureActionOverrides'])), ...checks.demands, ...(checks.demands.length > 0 ? checks.conditions.map(printCondition) : [])].join('\n'),
    });
  });
};
