import type { GateAdapter, GateFile, GateLint, GateReading, SettingRule } from '../adapter.ts';
import { holds } from '../comparator.ts';
import { distinctSelectors, gateUnit, lintOf, listSetting } from '../formats/gate-unit.ts';
import { readKubernetes, written } from '../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, textOf } from '../formats/node.ts';
import { readAlertExpression } from '../formats/promql/alert.ts';
import { compareMatchers } from '../formats/promql/selectors.ts';
import { valueRange } from '../formats/promql/range.ts';
import { readYaml } from '../formats/yaml-file.ts';
import type { Condition, GateUnit } from '../model.ts';
import { durationSeconds, printSeconds } from '../values/duration.ts';
import { compareSeverity } from './severity.ts';

/** Prometheus alerting rules, plain files (`groups`) and PrometheusRule objects. An alert tells a person: it notifies. */
export const adapter: GateAdapter = {
  id: 'prometheus',
  title: 'Prometheus rules',
  holds: 'alert',
  recognises: ({ text }) => (/^\s*["']?kind["']?:\s*["']?PrometheusRule\b/m.test(text) || /^["']?groups["']?:/m.test(text) || /"groups"\s*:/.test(text)) && /\b(?:alert|record|PrometheusRule)\b/.test(text),
  read: (file) => readRules(file),
  settings: {
    severity: { direction: 'unordered', compare: compareSeverity, weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'severity' },
    keepFiringFor: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'keep_firing_for', fallback: 0 },
    interval: { direction: 'more-is-weaker', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'evaluation interval' },
    onlyWhen: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'clauses that narrow the alert', fallback: [] },
    selectors: { direction: 'unordered', compare: compareMatchers, weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'label selectors', fallback: [] },
    offset: { direction: 'more-is-weaker', weaker: 'hold-lengthened', stronger: 'hold-shortened', title: 'offset', fallback: 0 },
    routing: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'labels that alerts are routed by', fallback: [] },
  } satisfies Record<string, SettingRule>,
  lint: (own) => own.flatMap((unit) => [...lintSilent(unit), ...lintAlways(unit), ...lintNoData(unit, own), ...lintContradiction(unit)]),
};

const readRules = (file: GateFile): GateReading => {
  const { documents, problems } = readYaml(file);
  const selector = distinctSelectors();
  const manifests = readKubernetes(file).objects.filter((one) => one.kind === 'PrometheusRule');
  const plain = documents.filter(({ root }) => at(root, 'kind') === null);
  const groups = [
    ...plain.map(({ root, opaque }) => ({ node: at(root, 'groups'), opaque })),
    ...manifests.map(({ spec, opaque }) => ({ node: at(spec, 'groups'), opaque })),
  ];
  return { units: groups.flatMap(({ node, opaque }) => itemsOf(node).flatMap((group) => readGroup(file, group, opaque, selector))), problems };
};

const readGroup = (file: GateFile, group: ConfigNode, opaque: string | null, selector: (name: string) => string): readonly GateUnit[] => {
  const name = written(at(group, 'name')) ?? '';
  const interval = durationSeconds(textOf(at(group, 'interval')) ?? '');
  return itemsOf(at(group, 'rules')).flatMap((rule) => {
    const alert = written(at(rule, 'alert'));
    return alert === null ? [] : [readAlert(file, rule, { name, alert, interval, opaque }, selector(`${name}/${alert}`))];
  });
};

interface AlertPlace {
  readonly name: string;
  readonly alert: string;
  readonly interval: number | null;
  readonly opaque: string | null;
}

const readAlert = (file: GateFile, rule: ConfigNode, place: AlertPlace, selector: string): GateUnit => {
  const expression = at(rule, 'expr');
  const hold = secondsOf(at(rule, 'for'));
  const labels = entriesOf(at(rule, 'labels'));
  const text = expression?.kind === 'scalar' ? textOf(expression) : null;
  const read = text === null ? null : readAlertExpression(text, hold.seconds);
  const source = expression?.source ?? rule.source;
  const conditions: readonly Condition[] = read === null ? [] : read.conditions.map(({ from: _from, to: _to, ...one }) => ({ ...one, source }));
  const summary = written(at(rule, 'annotations', 'summary')) ?? written(at(rule, 'annotations', 'message')) ?? written(at(rule, 'annotations', 'description'));
  const severity = labels.find(({ key }) => key === 'severity');
  const unread = expression?.kind === 'opaque' ? `templated: ${expression.text.trim()}` : expression === null ? 'the alert has no expression' : null;
  const opaque = unread ?? read?.opaque ?? hold.opaque ?? place.opaque;
  return gateUnit({
    path: file.path,
    selector,
    format: 'prometheus',
    title: summary === null ? place.alert : `${place.alert}: ${summary.replaceAll(/\s+/g, ' ').trim()}`,
    enforcement: 'notify',
    reason: severity === undefined ? 'an alert tells a person' : `an alert tells a person (severity ${written(severity.node) ?? ''})`,
    link: 'alert',
    source: rule.source,
    mark: rule.mark ?? at(rule, 'alert')?.mark ?? textOf(at(rule, 'annotations', 'gate')) ?? textOf(at(rule, 'labels', 'gate')),
    conditions,
    settings: {
      severity: severity === undefined ? null : written(severity.node),
      keepFiringFor: secondsOf(at(rule, 'keep_firing_for')).seconds,
      interval: place.interval,
      onlyWhen: listSetting(read?.narrowing ?? []),
      selectors: listSetting(read?.matchers ?? []),
      offset: read === null || read.offsetSeconds === 0 ? null : read.offsetSeconds,
      routing: routing(labels.filter(({ key }) => key !== 'severity' && key !== 'gate')),
    },
    opaque,
    body: JSON.stringify([read?.normal ?? canonical(expression), hold.seconds, canonical(at(rule, 'labels'))]),
  });
};

/** Labels an alert carries to its receiver; those filled in from the series are not known here. */
const routing = (labels: ReturnType<typeof entriesOf>): readonly string[] | null => {
  const plain = labels.map(({ key, node }) => `${key}=${written(node) ?? ''}`).filter((one) => !one.includes('{{'));
  return listSetting(plain);
};

const secondsOf = (node: ConfigNode | null): { readonly seconds: number | null; readonly opaque: string | null } => {
  const text = textOf(node);
  if (node?.kind === 'opaque') return { seconds: null, opaque: `templated: ${node.text.trim()}` };
  return { seconds: text === null ? null : durationSeconds(text), opaque: null };
};

const lintSilent = (unit: GateUnit): readonly GateLint[] =>
  unit.conditions.flatMap((one) => {
    const range = valueRange(one.shown ?? one.metric);
    if (range === null || one.threshold === null || !['gt', 'gte', 'lt', 'lte'].includes(one.comparator)) return [];
    const [lowest, highest] = range;
    if (holds(lowest, one.comparator, one.threshold) || holds(highest, one.comparator, one.threshold)) return [];
    return [lintOf(unit, 'threshold-outside-range', 'error', `the alert can never fire: ${one.metric} lies between ${lowest} and ${highest}, and the threshold is ${one.threshold}`, highest === 1 ? 'a ratio is compared with a share, such as 0.05 for five percent' : 'choose a threshold that the value can reach', one.source)];
  });

const lintAlways = (unit: GateUnit): readonly GateLint[] => {
  if (unit.opaque !== null) return [];
  if (unit.conditions.length === 0) return [lintOf(unit, 'no-condition', 'info', 'the alert compares no series: it always fires', 'this is right only for an alert that proves the pager works')];
  return unit.conditions
    .filter((one) => one.expression === 'present' && / bool /.test(one.metric))
    .map((one) => lintOf(unit, 'always-fires', 'error', `the comparison "${one.metric}" has the bool modifier: it returns 0 or 1, and either fires the alert`, 'leave out "bool", or compare its result with 1', one.source));
};

/** A value that must not fall too low, and that vanishes with what it measures: the alert stays silent just then. */
const lintNoData = (unit: GateUnit, all: readonly GateUnit[]): readonly GateLint[] =>
  unit.conditions.flatMap((one) => {
    const falls = ['lt', 'lte', 'eq'].includes(one.comparator) && one.threshold !== null && one.onNoData === 'pass' && one.conjunct === undefined;
    const watched = falls && all.some((other) => other.path === unit.path && other.conditions.some((second) => second.comparator === 'absent'));
    return falls && !watched
      ? [lintOf(unit, 'no-data-passes', 'info', `when ${one.shown ?? one.metric} has no data the alert stays silent`, 'add "or absent(…)", or an alert on the missing series', one.source)]
      : [];
  });

const lintContradiction = (unit: GateUnit): readonly GateLint[] => {
  const lowest = new Map<string, number>();
  const highest = new Map<string, number>();
  for (const one of unit.conditions) {
    if (one.conjunct === undefined || one.threshold === null) continue;
    const key = `${one.conjunct} ${one.metric}`;
    if (one.comparator === 'gt' || one.comparator === 'gte') lowest.set(key, Math.max(one.threshold, lowest.get(key) ?? Number.NEGATIVE_INFINITY));
    if (one.comparator === 'lt' || one.comparator === 'lte') highest.set(key, Math.min(one.threshold, highest.get(key) ?? Number.POSITIVE_INFINITY));
  }
  const hold = unit.conditions[0]?.holdSeconds ?? 0;
  return [...lowest].flatMap(([key, low]) =>
    low >= (highest.get(key) ?? Number.POSITIVE_INFINITY)
      ? [lintOf(unit, 'cannot-fail', 'error', `the alert can never fire: it asks for more than ${low} and less than ${highest.get(key)}${hold > 0 ? ` for ${printSeconds(hold)}` : ''} at once`, 'turn one of the comparisons around')]
      : [],
  );
};
