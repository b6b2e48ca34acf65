import type { GateAdapter, GateFile, SettingRule } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit, lintOf } from '../formats/gate-unit.ts';
import { type KubernetesObject, readKubernetes, selectorEntries, written } from '../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, textOf } from '../formats/node.ts';
import { positionsOf } from '../formats/positions.ts';
import type { Condition, GateUnit } from '../model.ts';
import { readFigure } from '../values/figure.ts';

/** PodDisruptionBudget: an eviction that would leave too few pods is refused. */
export const adapter: GateAdapter = {
  id: 'kubernetes-pdb',
  title: 'PodDisruptionBudget',
  holds: 'disruption budget',
  recognises: ({ text }) => /\bkind["']?:\s*["']?PodDisruptionBudget\b/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const budgets = objects.filter((one) => one.kind === 'PodDisruptionBudget');
    return { units: budgets.length > 0 ? budgets.map((object) => budgetUnit(file, object, selector)) : [embeddedUnit(file)], problems };
  },
  settings: {
    unhealthyPodEvictionPolicy: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'unhealthyPodEvictionPolicy' },
    selectors: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'label selectors', fallback: [] },
  } satisfies Record<string, SettingRule>,
  lint: (own) =>
    own.flatMap((unit) => {
      const [first] = unit.conditions;
      if (first === undefined) return unit.opaque === null ? [lintOf(unit, 'no-condition', 'error', 'the budget says neither minAvailable nor maxUnavailable', 'say how many pods must stay')] : [];
      return permitsAll(unit.conditions) ? [lintOf(unit, 'cannot-fail', 'error', 'the budget lets every pod be evicted at once', 'keep at least one pod', first.source)] : [];
    }),
};

/** `minAvailable: 0` and `maxUnavailable: 100%` refuse nothing. */
const permitsAll = (conditions: readonly Condition[]): boolean =>
  conditions.length > 0 && conditions.every(({ threshold, comparator, unit }) => threshold !== null && (comparator === 'lt' ? threshold <= 0 : unit === 'ratio' && threshold >= 1));

const budgetUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const conditions = [bound(at(object.spec, 'minAvailable'), 'pods available', 'lt'), bound(at(object.spec, 'maxUnavailable'), 'pods unavailable', 'gt')].filter((one) => one !== null);
  return gateUnit({
    path: file.path,
    selector: selector(`PodDisruptionBudget/${object.name}`),
    format: 'kubernetes-pdb',
    title: `PodDisruptionBudget ${object.name}`,
    ...(permitsAll(conditions) ? { enforcement: 'observe', reason: 'it permits every eviction' } : { enforcement: 'block', reason: 'an eviction that breaks the budget is refused' }),
    link: 'budget',
    source: object.source,
    mark: object.mark,
    conditions,
    settings: {
      unhealthyPodEvictionPolicy: textOf(at(object.spec, 'unhealthyPodEvictionPolicy')),
      selectors: selectorEntries(at(object.spec, 'selector')),
    },
    opaque: object.opaque,
    body: canonical(object.spec),
  });
};

const bound = (node: ConfigNode | null, metric: string, comparator: 'lt' | 'gt'): Condition | null => {
  const text = written(node);
  if (node === null || text === null) return null;
  const figure = node.kind === 'opaque' ? null : readFigure(text);
  return condition({ metric, comparator, threshold: figure?.value ?? null, unit: figure?.unit ?? null, expression: figure === null ? text : null, opaque: figure === null ? `templated: ${text}` : null, onNoData: 'fire', source: node.source });
};

/** A budget inside another text (a ConfigMap of templates) is said, not read. */
const embeddedUnit = (file: GateFile): GateUnit => {
  const start = Math.max(0, file.text.indexOf('PodDisruptionBudget'));
  return gateUnit({
    path: file.path, selector: 'PodDisruptionBudget/embedded', format: 'kubernetes-pdb', title: 'PodDisruptionBudget inside another text', enforcement: 'unverified',
    reason: 'what is applied is made from this text at run time', link: 'budget', source: positionsOf(file.text).source(start, start + 'PodDisruptionBudget'.length),
    opaque: 'it stands inside another text and is known only once that is rendered', body: file.text.slice(start, start + 500),
  });
};
