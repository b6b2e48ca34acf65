import type { GateAdapter, GateFile, SettingOrder, SettingRule } from '../adapter.ts';
import { distinctSelectors, gateUnit, lintOf, listSetting, withLink } from '../formats/gate-unit.ts';
import { declares, type KubernetesObject, readKubernetes, selectorEntries, written } from '../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, opaqueReason, textOf, textsOf } from '../formats/node.ts';
import { readRego } from '../formats/rego/module.ts';
import { ALLOWING, DEMANDING, indexRego, readPolicy, regoConditions } from '../formats/rego/policy.ts';
import type { Condition, Enforcement, GateUnit, SettingValue } from '../model.ts';
import { compareSelection } from './selection.ts';

const scope = { weaker: 'scope-narrowed', stronger: 'scope-widened' } as const;

/** Gatekeeper: each constraint, and the template that says what its kind checks. */
export const adapter: GateAdapter = {
  id: 'gatekeeper',
  title: 'Gatekeeper',
  holds: 'constraint or constraint template',
  recognises: ({ text }) => text.includes('constraints.gatekeeper.sh/') || text.includes('templates.gatekeeper.sh/'),
  read: (file) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const units = objects.flatMap((object) => {
      if (object.group === 'constraints.gatekeeper.sh') return [constraintUnit(file, object, selector)];
      return object.group === 'templates.gatekeeper.sh' ? [templateUnit(file, object, selector)] : [];
    });
    return { units, problems, instead: declares(objects) };
  },
  settings: {
    namespaces: { direction: 'unordered', compare: compareSelection, ...scope, title: 'namespaces', fallback: [] },
    matchScope: { direction: 'unordered', compare: compareSelection, ...scope, title: 'scope', fallback: [] },
    operations: { direction: 'unordered', compare: compareSelection, ...scope, title: 'operations', fallback: [] },
    excludedNamespaces: { direction: 'more-is-weaker', ...scope, title: 'excludedNamespaces', fallback: [] },
    selectors: { direction: 'more-is-weaker', ...scope, title: 'label selectors', fallback: [] },
    allowed: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'what is allowed', fallback: [] },
    demanded: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'what is demanded or forbidden', fallback: [] },
    parameters: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'parameters', fallback: [] },
    violations: { direction: 'unordered', weaker: 'condition-removed', stronger: 'condition-added', title: 'what is a violation', fallback: [], compare: (before, after) => compareViolations(before, after) },
    code: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'code that violations build on', fallback: [] },
  } satisfies Record<string, SettingRule>,
  link: (own) => {
    const templates = new Map(own.flatMap((one) => (one.chain[0]?.name === 'template' ? [[one.title.split(' ').at(-1) ?? '', one] as const] : [])));
    const used = new Set(own.filter((one) => one.chain[0]?.name === 'constraint').map((one) => one.selector.slice(0, one.selector.indexOf('/'))));
    return own.flatMap((unit) => {
      const kind = unit.chain[0]?.name === 'template' ? (unit.title.split(' ').at(-1) ?? '') : unit.selector.slice(0, unit.selector.indexOf('/'));
      if (unit.chain[0]?.name === 'template') {
        return used.has(kind) ? [] : [withLink(unit, { name: 'constraint', enforcement: 'dormant', reason: `no constraint of kind ${kind} uses the template`, path: unit.path, source: null })];
      }
      const template = templates.get(kind);
      return [
        withLink(unit, template === undefined
          ? { name: 'template', enforcement: 'unverified', reason: `the template of ${kind} is not in the repository: what it checks cannot be seen`, path: unit.path, source: null }
          : { name: 'template', enforcement: 'block', reason: `${template.title} says what is checked`, path: template.path, source: template.source }),
      ];
    });
  },
  lint: (own) =>
    own.flatMap((unit) => {
      const [, second] = unit.chain;
      return second?.enforcement === 'dormant' ? [lintOf(unit, 'unreferenced', 'warning', second.reason, 'add a constraint, or remove the template')] : [];
    }),
};

const constraintUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const match = at(object.spec, 'match');
  const [enforcement, reason] = actionOf(object.spec);
  const parameters = sortParameters(at(object.spec, 'parameters'));
  const kinds = itemsOf(at(match, 'kinds')).flatMap((one) => textsOf(at(one, 'kinds')).flatMap((kind) => textsOf(at(one, 'apiGroups')).map((group) => (group === '' ? kind : `${group}/${kind}`))));
  return gateUnit({
    path: file.path,
    selector: selector(`${object.kind}/${object.name}`),
    format: 'gatekeeper',
    title: `constraint ${object.name} (${object.kind})`,
    enforcement,
    reason,
    link: 'constraint',
    source: object.source,
    mark: object.mark,
    scope: kinds.length === 0 ? ['*'] : kinds,
    settings: {
      namespaces: listSetting(textsOf(at(match, 'namespaces'))),
      matchScope: textOf(at(match, 'scope')) === null ? null : textsOf(at(match, 'scope')),
      operations: listSetting(textsOf(at(match, 'operations'))),
      excludedNamespaces: listSetting(textsOf(at(match, 'excludedNamespaces'))),
      selectors: listSetting([...selectorEntries(at(match, 'labelSelector')), ...selectorEntries(at(match, 'namespaceSelector')).map((one) => `namespace ${one}`)]),
      ...parameters,
    },
    opaque: object.opaque ?? opaqueReason(at(object.spec, 'enforcementAction')),
    body: canonical(object.spec, new Set(['enforcementAction'])),
  });
};

/** `deny` unless said otherwise; `scoped` gives each enforcement point its own. */
const actionOf = (spec: ConfigNode | null): readonly [Enforcement, string] => {
  const action = textOf(at(spec, 'enforcementAction')) ?? 'deny';
  if (action === 'deny') return ['block', 'deny: a request that breaks the constraint is refused'];
  if (action !== 'scoped') return ['observe', `${action}: a request that breaks the constraint is let in`];
  const denying = itemsOf(at(spec, 'scopedEnforcementActions')).filter((one) => textOf(at(one, 'action')) === 'deny');
  const points = denying.flatMap((one) => itemsOf(at(one, 'enforcementPoints')).map((point) => textOf(at(point, 'name')) ?? ''));
  return points.some((point) => point === '*' || point === 'validation.gatekeeper.sh')
    ? ['block', 'scoped: denies at admission']
    : ['observe', 'scoped: denies nothing at admission'];
};

/** Parameters that templates use for allow lists and for demands are told by the words in their names; the meaning of others is the template's. */
const sortParameters = (parameters: ConfigNode | null) => {
  const allowed: string[] = [];
  const demanded: string[] = [];
  const others: string[] = [];
  for (const { key, node } of entriesOf(parameters)) {
    const target = ALLOWING.test(key) ? allowed : DEMANDING.test(key) ? demanded : others;
    const items = node.kind === 'list' ? node.items : [node];
    for (const item of items) target.push(`${key}: ${item.kind === 'scalar' ? (written(item) ?? 'null') : canonical(item)}`);
  }
  return { allowed: listSetting(allowed), demanded: listSetting(demanded), parameters: listSetting(others) };
};

const templateUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const kind = written(at(object.spec, 'crd', 'spec', 'names', 'kind')) ?? object.name;
  const { violations, code, conditions } = codeOf(itemsOf(at(object.spec, 'targets')), object.source);
  return gateUnit({
    path: file.path,
    selector: selector(`ConstraintTemplate/${object.name}`),
    format: 'gatekeeper',
    title: `template of ${kind}`,
    enforcement: 'block',
    reason: 'says what constraints of its kind check',
    link: 'template',
    source: object.source,
    mark: object.mark,
    conditions,
    settings: { violations: listSetting(violations), code: listSetting(code) },
    opaque: object.opaque ?? 'code: what it refuses is known only by running it on an object; its clauses and limits are compared',
    body: [...conditions.map((one) => `${one.metric} ${one.comparator} ${one.threshold ?? ''}`), ...violations, ...code].join('\n'),
  });
};

interface TemplateCode {
  readonly violations: readonly string[];
  readonly code: readonly string[];
  readonly conditions: readonly Condition[];
}

/** The rules that report a violation, each in normal form, and the code around them; CEL stands as it is. */
const codeOf = (targets: readonly ConfigNode[], source: Condition['source']): TemplateCode => {
  const violations: string[] = [];
  const code: string[] = [];
  const conditions: Condition[] = [];
  for (const target of targets) {
    const module = readRego(textOf(at(target, 'rego')) ?? '');
    const libraries = textsOf(at(target, 'libs')).map(readRego);
    const index = indexRego([module, ...libraries]);
    const found = module.rules.filter(({ name }) => name === 'violation').map((rule) => readPolicy(rule, index));
    violations.push(...found.map(({ clauses }) => clauses.join(' and ')));
    conditions.push(...found.flatMap(({ comparisons }, index) => regoConditions(comparisons, `violation-${index + 1}`, source)));
    code.push(...found.flatMap(({ uses, allowed, demanded }) => [...uses, ...allowed, ...demanded]));
    const other = at(target, 'code');
    if (other !== null) code.push(canonical(other));
  }
  return { violations, code, conditions };
};

/** Any violation refuses: more of them are stronger, and one in the place of another is neither. */
const compareViolations = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [asList(before), asList(after)];
  const kept = old.every((one) => fresh.includes(one));
  const known = fresh.every((one) => old.includes(one));
  return kept ? (known ? 'same' : 'stronger') : known ? 'weaker' : 'incomparable';
};

const asList = (value: SettingValue): readonly string[] => (Array.isArray(value) ? value : []);
