import type { GateAdapter, GateFile, GateFiles, SettingRule } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit, lintOf, listSetting } from '../formats/gate-unit.ts';
import { type KubernetesObject, readKubernetes, selectorEntries, written } from '../formats/kubernetes.ts';
import { at, booleanOf, canonical, type ConfigNode, entriesOf, itemsOf, opaqueReason, textOf, textsOf } from '../formats/node.ts';
import { matchesWildcard } from '../formats/wildcard.ts';
import type { Condition, Enforcement, GateUnit } from '../model.ts';
import { readFigure } from '../values/figure.ts';
import { compareSelection } from './selection.ts';

const scope = { weaker: 'scope-narrowed', stronger: 'scope-widened' } as const;
const bypass = { weaker: 'bypass-added', stronger: 'bypass-removed' } as const;

/** Kyverno: each rule of a policy. `Enforce` refuses the request, `Audit` writes a report that somebody may read. */
export const adapter: GateAdapter = {
  id: 'kyverno',
  title: 'Kyverno',
  recognises: ({ text }) => text.includes('kyverno.io/') && /\bkind["']?:/.test(text),
  read: (file, files) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const units = objects.flatMap((object) => {
      if (object.group === 'kyverno.io' && (object.kind === 'ClusterPolicy' || object.kind === 'Policy')) return ruleUnits(file, object, selector, files);
      return object.group === 'policies.kyverno.io' && object.kind.endsWith('Policy') ? [celPolicyUnit(file, object, selector)] : [];
    });
    return { units, problems };
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
    failurePolicy: { direction: ['Ignore', 'Fail'], ...bypass, title: 'failurePolicy', fallback: 'Fail' },
    applyRules: { direction: ['One', 'All'], ...scope, title: 'applyRules', fallback: 'All' },
    allowExistingViolations: { direction: 'more-is-weaker', ...bypass, title: 'allowExistingViolations', fallback: true },
    required: { direction: 'more-is-stronger', ...bypass, title: 'required signature', fallback: true },
    podSecurityLevel: { direction: ['privileged', 'baseline', 'restricted'], weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'pod security level' },
    check: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'what is checked', fallback: [] },
  } satisfies Record<string, SettingRule>,
  lint: (own) =>
    own.flatMap((unit) => [
      ...(unit.enforcement === 'observe' && unit.chain[0]?.name === 'policy' ? [lintOf(unit, 'advisory', 'info', unit.chain[0].reason, 'set failureAction: Enforce once the reports are clean')] : []),
      ...(unit.settings['failurePolicy'] === 'Ignore' ? [lintOf(unit, 'fails-open', 'warning', 'failurePolicy: Ignore lets requests through when the webhook does not answer', 'set failurePolicy: Fail')] : []),
    ]),
};

const ruleUnits = (file: GateFile, object: KubernetesObject, selector: (name: string) => string, files: GateFiles): readonly GateUnit[] => {
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
        exceptions: listSetting(exceptionsTo(object, name, files)),
        failurePolicy: textOf(at(object.spec, 'webhookConfiguration', 'failurePolicy')) ?? textOf(at(object.spec, 'failurePolicy')),
        applyRules: textOf(at(object.spec, 'applyRules')),
        allowExistingViolations: booleanOf(at(rule, 'validate', 'allowExistingViolations')),
        required: booleanOf(at(itemsOf(at(rule, 'verifyImages'))[0] ?? null, 'required')),
        podSecurityLevel: textOf(at(rule, 'validate', 'podSecurity', 'level')),
        check: listSetting(checks.others),
      },
      opaque: object.opaque ?? opaqueAction,
      body: canonical(rule, new Set(['name', 'message'])),
    });
  });
};

interface PolicyAction {
  readonly enforcement: Enforcement;
  readonly reason: string;
  readonly link: 'policy' | 'rule';
}

/** The rule's own action comes before the policy's; without either the definition's default is Audit. */
const actionOf = (object: KubernetesObject, rule: ConfigNode): PolicyAction => {
  const changes = ['mutate', 'generate'].find((kind) => at(rule, kind) !== null);
  if (changes !== undefined) return { enforcement: 'observe', reason: `a ${changes} rule changes resources; it refuses none`, link: 'rule' };
  if (booleanOf(at(object.spec, 'admission')) === false) return { enforcement: 'observe', reason: 'admission: false: only the background scan looks', link: 'policy' };
  const own = textOf(at(rule, 'validate', 'failureAction')) ?? textOf(at(itemsOf(at(rule, 'verifyImages'))[0] ?? null, 'failureAction'));
  const action = own ?? textOf(at(object.spec, 'validationFailureAction'));
  if (action?.toLowerCase() === 'enforce') return { enforcement: 'block', reason: 'Enforce: a request that breaks the rule is refused', link: 'policy' };
  return { enforcement: 'observe', reason: action === null ? 'no failureAction: the default is Audit, which only reports' : `${action}: a request that breaks the rule is let in and reported`, link: 'policy' };
};

/** The filters of a `match` or `exclude`: its `any` and `all` lists, or the block itself. */
const filters = (block: ConfigNode | null): readonly ConfigNode[] => {
  const listed = [...itemsOf(at(block, 'any')), ...itemsOf(at(block, 'all'))];
  return listed.length > 0 || block === null ? listed : [block];
};

const resourceEntries = (block: ConfigNode | null, key: string): readonly string[] => [...new Set(filters(block).flatMap((one) => textsOf(at(one, 'resources', key))))];

const matchSettings = (match: ConfigNode | null) => {
  const all = filters(match);
  return {
    namespaces: listSetting(resourceEntries(match, 'namespaces')),
    names: listSetting([...resourceEntries(match, 'names'), ...resourceEntries(match, 'name')]),
    operations: listSetting(resourceEntries(match, 'operations')),
    subjects: listSetting(all.flatMap((one) => [...itemsOf(at(one, 'subjects')).map((subject) => canonical(subject)), ...textsOf(at(one, 'roles')), ...textsOf(at(one, 'clusterRoles'))])),
    selectors: listSetting(all.flatMap((one) => [...selectorEntries(at(one, 'resources', 'selector')), ...selectorEntries(at(one, 'resources', 'namespaceSelector')).map((entry) => `namespace ${entry}`)])),
  };
};

const exclusions = (block: ConfigNode | null): readonly string[] =>
  filters(block).flatMap((one) => {
    const kinds = textsOf(at(one, 'resources', 'kinds'));
    const rest = canonical(one, new Set(['kinds']));
    return kinds.length === 0 ? [rest] : kinds.map((kind) => (rest === '{"resources":{}}' ? kind : `${kind} ${rest}`));
  });

const preconditions = (rule: ConfigNode): readonly string[] => {
  const block = at(rule, 'preconditions');
  const listed = [...itemsOf(at(block, 'all')), ...itemsOf(at(block, 'any')), ...(block?.kind === 'list' ? block.items : []), ...itemsOf(at(rule, 'celPreconditions'))];
  return listed.map((one) => canonical(one, new Set(['message', 'name'])));
};

/** Namespaces whose action differs from the policy's. */
const overrides = (object: KubernetesObject, rule: ConfigNode) => {
  const listed = [...itemsOf(at(object.spec, 'validationFailureActionOverrides')), ...itemsOf(at(rule, 'validate', 'failureActionOverrides'))];
  const of = (action: string): readonly string[] =>
    listed.flatMap((one) => (textOf(at(one, 'action'))?.toLowerCase() === action ? [...textsOf(at(one, 'namespaces')), ...selectorEntries(at(one, 'namespaceSelector'))] : []));
  return { auditedNamespaces: listSetting(of('audit')), enforcedNamespaces: listSetting(of('enforce')) };
};

interface Checks {
  readonly conditions: readonly Condition[];
  readonly others: readonly string[];
}

const FAILS_WHEN = { '>=': 'lt', '<=': 'gt', '>': 'lte', '<': 'gte' } as const;

/** What a rule asks for: comparisons of its pattern as conditions, everything else line by line. */
const checksOf = (rule: ConfigNode): Checks => {
  const conditions: Condition[] = [];
  const others: string[] = [];
  const visit = (node: ConfigNode, path: string): void => {
    if (node.kind === 'map') for (const { key, node: inner } of entriesOf(node)) visit(inner, `${path}.${key}`);
    else if (node.kind === 'list') for (const inner of node.items) visit(inner, `${path}[]`);
    else {
      const text = written(node) ?? 'null';
      const [, sign, figure] = /^\s*(>=|<=|>|<)\s*([^|&]+)$/.exec(text) ?? [];
      const read = figure === undefined ? null : readFigure(figure);
      if (read === null || (sign !== '>=' && sign !== '<=' && sign !== '>' && sign !== '<')) others.push(`${path}: ${text}`);
      else conditions.push(condition({ name: path, metric: path, comparator: FAILS_WHEN[sign], threshold: read.value, unit: read.unit, source: node.source, onNoData: 'fire' }));
    }
  };
  const validate = at(rule, 'validate');
  for (const { key, node } of entriesOf(validate)) {
    if (key === 'pattern') visit(node, '');
    else if (!['message', 'failureAction', 'failureActionOverrides', 'allowExistingViolations'].includes(key)) others.push(`${key} ${canonical(node, new Set(['message', 'level']))}`);
  }
  for (const key of ['verifyImages', 'mutate', 'generate', 'context']) {
    const node = at(rule, key);
    if (node !== null) others.push(`${key} ${canonical(node, new Set(['failureAction', 'required']))}`);
  }
  return { conditions: conditions.length === 1 ? conditions.map((one) => ({ ...one, name: null })) : conditions, others };
};

interface Exception {
  readonly name: string;
  readonly match: string;
  readonly policies: readonly { readonly policy: string; readonly rules: readonly string[] }[];
}

const exceptionsIn = new WeakMap<GateFiles, readonly Exception[]>();

/** All PolicyExceptions among the repository's candidate files, read once for each look at the repository. */
const allExceptions = (files: GateFiles): readonly Exception[] => {
  const known = exceptionsIn.get(files);
  if (known !== undefined) return known;
  const found = files.paths.flatMap((path) => {
    const text = /\.ya?ml$/.test(path) ? files.text(path) : null;
    if (text === null || !text.includes('PolicyException')) return [];
    return readKubernetes({ path, text }).objects.filter((one) => one.kind === 'PolicyException' && one.group.endsWith('kyverno.io')).map((one) => ({
      name: one.name,
      match: canonical(at(one.spec, 'match')),
      policies: itemsOf(at(one.spec, 'exceptions')).map((entry) => ({ policy: textOf(at(entry, 'policyName')) ?? '', rules: textsOf(at(entry, 'ruleNames')) })),
    }));
  });
  exceptionsIn.set(files, found);
  return found;
};

/** Controllers' pods are checked by generated copies of a rule, `autogen-NAME`. */
const exceptionsTo = (object: KubernetesObject, rule: string, files: GateFiles): readonly string[] =>
  allExceptions(files)
    .filter((one) => one.policies.some(({ policy, rules }) => (policy === object.name || policy === `${object.namespace ?? ''}/${object.name}`) && rules.some((name) => matchesWildcard(name.replace(/^autogen-(?:cronjob-)?/, ''), rule))))
    .map((one) => `${one.name} ${one.match}`);

/** ValidatingPolicy and its siblings: one unit, checked by CEL. */
const celPolicyUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const actions = textsOf(at(object.spec, 'validationActions'));
  const validates = object.kind.includes('Validating');
  const denies = actions.length === 0 || actions.includes('Deny');
  const constraints = at(object.spec, 'matchConstraints');
  return gateUnit({
    path: file.path,
    selector: selector(`${object.kind}/${object.name}`),
    format: 'kyverno',
    title: `${object.kind} ${object.name}`,
    enforcement: validates && denies ? 'block' : 'observe',
    reason: validates ? (denies ? 'Deny: a request that breaks the policy is refused' : `${actions.join(', ')}: a request that breaks the policy is let in and reported`) : `a ${object.kind} refuses nothing`,
    link: validates ? 'policy' : 'rule',
    source: object.source,
    mark: object.mark,
    scope: itemsOf(at(constraints, 'resourceRules')).flatMap((rule) => textsOf(at(rule, 'resources')).flatMap((resource) => textsOf(at(rule, 'operations')).map((operation) => `${operation} ${resource}`))),
    settings: {
      selectors: listSetting([...selectorEntries(at(constraints, 'objectSelector')), ...selectorEntries(at(constraints, 'namespaceSelector')).map((one) => `namespace ${one}`)]),
      excluded: listSetting(itemsOf(at(constraints, 'excludeResourceRules')).map((one) => canonical(one))),
      preconditions: listSetting(itemsOf(at(object.spec, 'matchConditions')).map((one) => canonical(one, new Set(['name'])))),
      failurePolicy: textOf(at(object.spec, 'failurePolicy')),
      background: booleanOf(at(object.spec, 'evaluation', 'background', 'enabled')),
      check: listSetting([...itemsOf(at(object.spec, 'validations')), ...itemsOf(at(object.spec, 'variables')), ...itemsOf(at(object.spec, 'attestors'))].map((one) => canonical(one, new Set(['message', 'messageExpression'])))),
    },
    opaque: object.opaque,
    body: canonical(object.spec),
  });
};
