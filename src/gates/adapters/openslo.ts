import type { GateAdapter, GateFile, SettingRule } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit, lintOf, listSetting, withLink } from '../formats/gate-unit.ts';
import { declares, type KubernetesObject, readKubernetes, written } from '../formats/kubernetes.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, numberOf, textOf } from '../formats/node.ts';
import type { Condition, GateUnit, OnNoData } from '../model.ts';
import { durationSeconds } from '../values/duration.ts';
import { compareSeverity } from './severity.ts';

const hold = { weaker: 'hold-lengthened', stronger: 'hold-shortened' } as const;

/** OpenSLO: objectives, and the alert policies and conditions that say when somebody is told. */
export const adapter: GateAdapter = {
  id: 'openslo',
  title: 'OpenSLO',
  holds: 'objective, indicator, alert policy or alert condition',
  recognises: ({ text }) => /\bapiVersion["']?:\s*["']?openslo(?:\.com)?\/v/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const units = objects
      .filter((one) => one.group.startsWith('openslo'))
      .flatMap((object) => {
        switch (object.kind) {
          case 'SLO':
            return [objectiveUnit(file, object, selector)];
          case 'AlertPolicy':
            return [policyUnit(file, object, selector)];
          case 'AlertCondition':
            return [conditionUnit(file, object, selector)];
          case 'SLI':
            return [indicatorUnit(file, object, selector)];
          default:
            return [];
        }
      });
    return { units, problems, instead: declares(objects) };
  },
  settings: {
    severity: { direction: 'unordered', compare: compareSeverity, weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'severity' },
    budgetWindow: { direction: 'more-is-weaker', ...hold, title: 'time window of the budget' },
    timeSliceTarget: { direction: 'more-is-stronger', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'timeSliceTarget' },
    budgetingMethod: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'budgetingMethod' },
    query: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'indicator' },
    policies: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'alert policies', fallback: [] },
    conditions: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'conditions referred to', fallback: [] },
    targets: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'who is told', fallback: [] },
  } satisfies Record<string, SettingRule>,
  link: (own) => own.flatMap((unit) => linkUnit(unit, own)),
  lint: (own) =>
    own.flatMap((unit) => [
      ...unit.conditions.filter((one) => one.metric === 'burn rate' && (one.comparator === 'lt' || one.comparator === 'lte')).map((one) => lintOf(unit, 'comparator-inverted', 'error', `the condition fires while the burn rate is at most ${one.threshold ?? '?'}, when all is well`, 'write op: gt or gte', one.source)),
      ...unit.conditions.filter((one) => one.threshold !== null && one.unit === 'ratio' && (one.threshold > 1 || one.threshold <= 0)).map((one) => lintOf(unit, 'threshold-outside-range', 'error', `a share of good events cannot be ${one.threshold}`, 'write the target as a share, such as 0.995', one.source)),
      ...(unit.chain.some((one) => one.enforcement === 'dormant') ? [lintOf(unit, 'unreferenced', 'warning', unit.chain.find((one) => one.enforcement === 'dormant')?.reason ?? '', 'refer to it, or remove it')] : []),
      ...(unit.chain[0]?.name === 'objective' && unit.enforcement === 'observe' ? [lintOf(unit, 'tells-nobody', 'info', unit.chain[0].reason, 'add an alert policy')] : []),
    ]),
};

const facts = (file: GateFile, object: KubernetesObject, selector: (name: string) => string) =>
  ({ path: file.path, selector: selector(`${object.kind}/${object.name}`), format: 'openslo', title: `${object.kind} ${written(at(object.root, 'metadata', 'displayName')) ?? object.name}`, source: object.source, mark: object.mark, opaque: object.opaque, body: canonical(object.spec) }) as const;

/** OpenSLO durations count in weeks, months, quarters and years too. */
const seconds = (node: ConfigNode | null): number | null => {
  const [, count, unit] = /^(\d+)([MQY])$/.exec(textOf(node) ?? '') ?? [];
  if (count !== undefined) return Number(count) * 86_400 * (unit === 'M' ? 30 : unit === 'Q' ? 90 : 365);
  return durationSeconds(textOf(node) ?? '');
};

const isComparator = (text: string | null): text is 'lt' | 'lte' | 'gt' | 'gte' => text === 'lt' || text === 'lte' || text === 'gt' || text === 'gte';

const objectiveUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const { spec } = object;
  const objectives = itemsOf(at(spec, 'objectives'));
  const policies = itemsOf(at(spec, 'alertPolicies'));
  const names = policies.map((one) => textOf(one) ?? written(at(one, 'alertPolicyRef')) ?? written(at(one, 'metadata', 'name')) ?? canonical(one));
  const indicator = at(spec, 'indicator') ?? at(spec, 'indicatorRef') ?? at(objectives[0] ?? null, 'ratioMetrics');
  const windows = itemsOf(at(spec, 'timeWindow') ?? at(spec, 'timeWindows'));
  const conditions = objectives.flatMap((one, index): readonly Condition[] => {
    const target = at(one, 'target');
    const percent = at(one, 'targetPercent');
    const given = target ?? percent;
    if (given === null) return [];
    const value = numberOf(given);
    const name = written(at(one, 'displayName'));
    const op = textOf(at(one, 'op'));
    const bound = numberOf(at(one, 'value'));
    const measured = isComparator(op) && bound !== null ? ` of values ${op} ${bound}` : '';
    return [condition({ name: objectives.length > 1 ? (name ?? `objective ${index + 1}`) : null, metric: `share of good events${measured}`, unit: 'ratio', comparator: 'lt', threshold: value === null ? null : target === null ? value / 100 : value, expression: value === null ? written(given) : null, opaque: value === null ? `templated: ${written(given) ?? ''}` : null, onNoData: 'unknown', source: given.source })];
  });
  const alerts = names.length > 0;
  return gateUnit({
    ...facts(file, object, selector),
    enforcement: alerts ? 'notify' : 'observe',
    reason: alerts ? `alert policies ${names.join(', ')}` : 'no alert policy: the objective is measured and nobody is told',
    link: 'objective',
    conditions,
    settings: {
      budgetWindow: windows.map((one) => seconds(at(one, 'duration')) ?? calendarSeconds(one)).find((one) => one !== null) ?? null,
      budgetingMethod: textOf(at(spec, 'budgetingMethod')),
      timeSliceTarget: numberOf(at(objectives[0] ?? null, 'timeSliceTarget')),
      query: indicator === null ? null : canonical(indicator, new Set(['metadata', 'displayName'])),
      policies: listSetting(names),
    },
  });
};

/** `v1alpha` counts a window in units. */
const calendarSeconds = (window: ConfigNode): number | null => {
  const count = numberOf(at(window, 'count'));
  const unit = { Second: 1, Minute: 60, Hour: 3600, Day: 86_400, Week: 604_800, Month: 2_592_000, Quarter: 7_776_000, Year: 31_536_000 }[textOf(at(window, 'unit')) ?? ''];
  return count === null || unit === undefined ? null : count * unit;
};

const readCondition = (spec: ConfigNode | null, name: string | null, noData: OnNoData): Condition | null => {
  const inner = at(spec, 'condition');
  const threshold = at(inner, 'threshold');
  if (inner === null || threshold === null) return null;
  const op = textOf(at(inner, 'op'));
  const kind = textOf(at(inner, 'kind')) ?? 'burnrate';
  const value = numberOf(threshold);
  return condition({
    name,
    metric: kind === 'burnrate' ? 'burn rate' : kind,
    comparator: isComparator(op) ? op : 'gte',
    threshold: value,
    expression: value === null ? written(threshold) : null,
    opaque: value === null ? `templated: ${written(threshold) ?? ''}` : null,
    windowSeconds: seconds(at(inner, 'lookbackWindow')),
    holdSeconds: seconds(at(inner, 'alertAfter')),
    onNoData: noData,
    source: inner.source,
  });
};

const policyUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const { spec } = object;
  const listed = itemsOf(at(spec, 'conditions'));
  const noData: OnNoData = booleanOf(at(spec, 'alertWhenNoData')) === true ? 'fire' : 'pass';
  const inline = listed.map((one) => readCondition(at(one, 'spec'), listed.length > 1 ? written(at(one, 'metadata', 'name')) : null, noData)).filter((one) => one !== null);
  const references = listed.flatMap((one) => written(at(one, 'conditionRef')) ?? []);
  const targets = itemsOf(at(spec, 'notificationTargets')).map((one) => written(at(one, 'targetRef')) ?? written(at(one, 'metadata', 'name')) ?? canonical(one));
  const silent = booleanOf(at(spec, 'alertWhenBreaching')) === false;
  return gateUnit({
    ...facts(file, object, selector),
    enforcement: silent || targets.length === 0 ? 'observe' : 'notify',
    reason: silent ? 'alertWhenBreaching: false' : targets.length === 0 ? 'no notification target: nobody is told' : `tells ${targets.join(', ')}`,
    link: 'policy',
    conditions: inline,
    settings: { conditions: listSetting(references), targets: listSetting(targets), severity: textOf(at(listed[0] ?? null, 'spec', 'severity')) },
  });
};

const conditionUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit =>
  gateUnit({
    ...facts(file, object, selector),
    enforcement: 'notify',
    reason: 'a condition of alert policies',
    link: 'condition',
    conditions: [readCondition(object.spec, null, 'unknown')].filter((one) => one !== null),
    settings: { severity: textOf(at(object.spec, 'severity')) },
  });

const indicatorUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit =>
  gateUnit({ ...facts(file, object, selector), enforcement: 'observe', reason: 'an indicator is measured; objectives judge it', link: 'indicator', settings: { query: canonical(object.spec) } });

/** A policy is as good as the objectives that refer to it; a condition as the policies that do. */
const linkUnit = (unit: GateUnit, own: readonly GateUnit[]): readonly GateUnit[] => {
  const kind = unit.chain[0]?.name;
  if (kind !== 'policy' && kind !== 'condition') return [];
  const name = unit.selector.slice(unit.selector.indexOf('/') + 1);
  const setting = kind === 'policy' ? 'policies' : 'conditions';
  const user = own.find((one) => {
    const used = one.settings[setting];
    return Array.isArray(used) && used.includes(name);
  });
  const what = kind === 'policy' ? 'SLO' : 'AlertPolicy';
  return [
    withLink(unit, user === undefined
      ? { name: 'user', enforcement: 'dormant', reason: `no ${what} refers to it`, path: unit.path, source: null }
      : { name: 'user', enforcement: kind === 'policy' ? 'notify' : user.enforcement, reason: `${user.title} refers to it`, path: user.path, source: user.source }),
  ];
};
