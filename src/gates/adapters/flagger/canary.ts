import type { GateFile } from '../../adapter.ts';
import { condition, gateUnit, withLink } from '../../formats/gate-unit.ts';
import { type KubernetesObject, written } from '../../formats/kubernetes.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, numberOf, opaqueReason, textOf } from '../../formats/node.ts';
import type { ChainLink, Condition, Enforcement, GateUnit } from '../../model.ts';
import { durationSeconds } from '../../values/duration.ts';

const secondsOf = (node: ConfigNode | null): number | null => durationSeconds(textOf(node) ?? '');

/** The analysis of a Canary, and each of its metrics and webhooks. */
export const canaryUnits = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): readonly GateUnit[] => {
  const analysis = at(object.spec, 'analysis') ?? at(object.spec, 'canaryAnalysis');
  const place = `Canary/${object.name}`;
  const consequence = analysisLink(file, object, analysis);
  const metrics = itemsOf(at(analysis, 'metrics'));
  const webhooks = itemsOf(at(analysis, 'webhooks'));
  const interval = Math.max(10, secondsOf(at(analysis, 'interval')) ?? 60);
  const limit = Math.max(1, numberOf(at(analysis, 'threshold')) ?? 1);
  const whole = gateUnit({
    path: file.path,
    selector: selector(`${place}/analysis`),
    format: 'flagger',
    title: `analysis of Canary ${object.name}`,
    enforcement: consequence.enforcement,
    reason: consequence.reason,
    link: 'analysis',
    source: (analysis ?? object.root).source,
    mark: object.mark ?? analysis?.mark ?? null,
    settings: analysis === null ? {} : { ...exposureOf(analysis, interval), threshold: metrics.length === 0 ? limit : null, progressDeadlineSeconds: numberOf(at(object.spec, 'progressDeadlineSeconds')) },
    opaque: object.opaque ?? opaqueReason(at(analysis, 'threshold')),
    body: canonical(analysis, new Set(['metrics', 'webhooks', 'alerts', 'threshold'])),
  });
  const part = (node: ConfigNode, kind: string, index: number) => {
    const name = written(at(node, 'name')) ?? `${kind} ${index + 1}`;
    return { path: file.path, selector: selector(`${place}/${kind}/${name}`), format: 'flagger', title: `${kind} ${name} of Canary ${object.name}`, link: kind, source: node.source, mark: node.mark ?? at(node, 'name')?.mark ?? null, opaque: object.opaque };
  };
  return [
    whole,
    ...metrics.map((metric, index) =>
      withLink(
        gateUnit({
          ...part(metric, 'metric', index),
          enforcement: 'revert',
          reason: `${limit} failed check${limit === 1 ? '' : 's'} roll the canary back`,
          conditions: metricConditions(metric, limit),
          settings: {
            checkEverySeconds: interval,
            query: written(at(metric, 'query'))?.replaceAll(/\s+/g, ' ').trim() ?? null,
            templateRef: written(at(metric, 'templateRef', 'name')),
          },
          body: canonical(metric, new Set(['name'])),
        }),
        consequence,
      ),
    ),
    ...webhooks.map((webhook, index) => {
      const [enforcement, reason] = webhookConsequence(written(at(webhook, 'type')) ?? 'rollout');
      return withLink(
        gateUnit({ ...part(webhook, 'webhook', index), enforcement, reason, settings: { call: canonical(webhook, new Set(['name', 'timeout', 'type'])) }, body: canonical(webhook, new Set(['name'])) }),
        consequence,
      );
    }),
  ];
};

const analysisLink = (file: GateFile, object: KubernetesObject, analysis: ConfigNode | null): ChainLink => {
  const link = (enforcement: Enforcement, reason: string): ChainLink => ({ name: 'analysis', enforcement, reason, path: file.path, source: (analysis ?? object.root).source });
  if (booleanOf(at(object.spec, 'suspend')) === true) return link('dormant', 'suspend: true stops the canary from being looked at');
  if (booleanOf(at(object.spec, 'skipAnalysis')) === true) return link('dormant', 'skipAnalysis: true promotes without looking');
  if (analysis === null) return link('dormant', 'no analysis: every change is promoted without looking');
  if (itemsOf(at(analysis, 'metrics')).length === 0 && itemsOf(at(analysis, 'webhooks')).length === 0) return link('observe', 'no metrics and no webhooks: only the readiness of the pods counts');
  return link('revert', 'a failed analysis returns the traffic and scales the canary to zero');
};

const exposureOf = (analysis: ConfigNode, interval: number) => {
  const iterations = numberOf(at(analysis, 'iterations'));
  const maxWeight = numberOf(at(analysis, 'maxWeight'));
  const stepWeight = numberOf(at(analysis, 'stepWeight'));
  const listed = itemsOf(at(analysis, 'stepWeights'));
  const steps = iterations ?? (listed.length > 0 ? listed.length : maxWeight !== null && stepWeight !== null && stepWeight > 0 ? Math.ceil(maxWeight / stepWeight) : null);
  return {
    maxWeight,
    stepWeight,
    checks: steps,
    bakeSeconds: steps === null ? null : steps * interval,
    mirror: booleanOf(at(analysis, 'mirror')),
    match: at(analysis, 'match') === null ? null : canonical(at(analysis, 'match')),
  };
};

/** Names of the metrics that Flagger brings, with the unit of their values. */
const BUILT_IN: Readonly<Record<string, string>> = { 'request-success-rate': '%', 'request-duration': 'ms' };

const metricConditions = (metric: ConfigNode, limit: number): readonly Condition[] => {
  const name = written(at(metric, 'name')) ?? 'metric';
  const shared = { metric: name, unit: BUILT_IN[name] ?? null, windowSeconds: secondsOf(at(metric, 'interval')) ?? 60, tolerance: limit - 1, onNoData: 'fire' } as const;
  const bound = (node: ConfigNode | null, comparator: 'lt' | 'gt', label: string | null): readonly Condition[] =>
    node === null ? [] : [condition({ ...shared, name: label, comparator, threshold: numberOf(node), source: node.source, expression: numberOf(node) === null ? written(node) : null, opaque: numberOf(node) === null ? `templated: ${written(node) ?? ''}` : null })];
  const range = at(metric, 'thresholdRange');
  const [min, max, single] = [at(range, 'min'), at(range, 'max'), at(metric, 'threshold')];
  if (range !== null) return [...bound(min, 'lt', max === null ? null : 'min'), ...bound(max, 'gt', min === null ? null : 'max')];
  // The old scalar is a minimum for the success rate and a maximum for everything else.
  return bound(single, name === 'request-success-rate' ? 'lt' : 'gt', null);
};

const webhookConsequence = (type: string): readonly [Enforcement, string] => {
  if (type.startsWith('confirm-')) return ['halt', `${type}: the canary waits until the webhook agrees`];
  if (type === 'rollback') return ['revert', 'rollback: the canary is rolled back when the webhook agrees'];
  if (type === 'event' || type === 'post-rollout') return ['observe', `${type}: what the webhook answers is ignored`];
  return ['revert', `${type}: an error of the webhook is a failed check`];
};

/** A query that metrics of several canaries refer to. */
export const templateUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit =>
  gateUnit({
    path: file.path,
    selector: selector(`MetricTemplate/${object.name}`),
    format: 'flagger',
    title: `MetricTemplate ${object.name}`,
    enforcement: 'revert',
    reason: 'the query of metrics that refer to it',
    link: 'template',
    source: object.source,
    mark: object.mark,
    settings: { query: written(at(object.spec, 'query'))?.replaceAll(/\s+/g, ' ').trim() ?? null },
    opaque: object.opaque,
    body: canonical(object.spec),
  });
