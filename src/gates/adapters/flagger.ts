import type { GateAdapter, GateFile, GateLint, ReplayPoint, ReplayVerdict, SettingRule } from '../adapter.ts';
import { holds } from '../comparator.ts';
import { condition, distinctSelectors, gateUnit, lintOf, withLink } from '../formats/gate-unit.ts';
import { heredocsOnly } from '../formats/heredocs.ts';
import { type KubernetesObject, readKubernetes, written } from '../formats/kubernetes.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, numberOf, opaqueReason, textOf } from '../formats/node.ts';
import type { ChainLink, Condition, Enforcement, GateUnit } from '../model.ts';
import { durationSeconds, printSeconds } from '../values/duration.ts';

const exposure = { weaker: 'exposure-increased', stronger: 'exposure-decreased' } as const;

/** Flagger: each metric and webhook of a Canary, and the analysis that runs them. Manifests applied by a script's here-documents count. */
export const adapter: GateAdapter = {
  id: 'flagger',
  title: 'Flagger',
  recognises: ({ text }) => text.includes('flagger.app/') && /\bkind["']?:\s*["']?(?:Canary|MetricTemplate|AlertProvider)\b/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file.path.endsWith('.sh') ? { path: file.path, text: heredocsOnly(file.text) } : file);
    const selector = distinctSelectors();
    const units = objects.filter((one) => one.group === 'flagger.app').flatMap((object) => (object.kind === 'Canary' ? canaryUnits(file, object, selector) : object.kind === 'MetricTemplate' ? [templateUnit(file, object, selector)] : []));
    return { units, problems };
  },
  settings: {
    checkEverySeconds: { direction: 'more-is-weaker', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'interval between checks' },
    threshold: { direction: 'more-is-weaker', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'failed checks before the roll-back' },
    maxWeight: { direction: 'more-is-weaker', ...exposure, title: 'maxWeight' },
    stepWeight: { direction: 'more-is-weaker', ...exposure, title: 'stepWeight' },
    checks: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'checks before promotion' },
    bakeSeconds: { direction: 'more-is-stronger', weaker: 'bake-shortened', stronger: 'bake-lengthened', title: 'time from the first check to the promotion' },
    mirror: { direction: 'more-is-stronger', ...exposure, title: 'mirrored traffic first', fallback: false },
    progressDeadlineSeconds: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'progressDeadlineSeconds' },
    query: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'query' },
    templateRef: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'metric template' },
    call: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'what the webhook calls' },
    match: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'requests sent to the canary' },
  } satisfies Record<string, SettingRule>,
  replay: replayMetric,
  link: (own) => {
    const used = new Set(own.flatMap((one) => (typeof one.settings['templateRef'] === 'string' ? [one.settings['templateRef']] : [])));
    return own.filter((one) => one.selector.startsWith('MetricTemplate/') && !used.has(one.selector.slice('MetricTemplate/'.length))).map((one) =>
      withLink(one, { name: 'canary', enforcement: 'unverified', reason: 'no Canary that can be read here refers to it; one elsewhere may', path: one.path, source: null }),
    );
  },
  lint: (own) => own.flatMap(lintUnit),
};

const secondsOf = (node: ConfigNode | null): number | null => durationSeconds(textOf(node) ?? '');

const canaryUnits = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): readonly GateUnit[] => {
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

const templateUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit =>
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

/** Failed checks add up over the run, and the canary does not advance on one; enough of them roll back. */
function replayMetric(unit: GateUnit, one: Condition, point: ReplayPoint): ReplayVerdict | null {
  const interval = unit.settings['checkEverySeconds'];
  if (typeof interval !== 'number' || one.threshold === null || point.samples.length === 0) return null;
  const threshold = one.threshold;
  const needed = (one.tolerance ?? 0) + 1;
  const fails = (value: number | null): boolean => value === null || holds(value, one.comparator, threshold);
  const within = `${needed} failed check${needed === 1 ? '' : 's'} needed, one every ${printSeconds(interval)}`;
  if (point.samples.length > 1) {
    const failed = point.samples.filter(fails).length;
    return { verdict: failed >= needed ? 'fires' : 'silent', reason: `${failed} failed checks of ${point.samples.length}; ${within}` };
  }
  if (!fails(point.samples[0] ?? null)) return { verdict: 'silent', reason: `${point.samples[0]} is within the range` };
  const possible = point.durationSeconds === null ? needed : Math.floor(point.durationSeconds / interval) + 1;
  return possible >= needed
    ? { verdict: 'fires', reason: `outside the range; rolls back after ${printSeconds(needed * interval)} at the latest (${within})` }
    : { verdict: 'silent', reason: `outside the range for ${possible} check${possible === 1 ? '' : 's'} only; ${within}` };
}

const lintUnit = (unit: GateUnit): readonly GateLint[] => {
  if (unit.opaque !== null) return [];
  const [own] = unit.chain;
  if (own?.name === 'metric') {
    const [first] = unit.conditions;
    if (first === undefined) return [lintOf(unit, 'no-condition', 'error', 'the metric has no threshold: every value passes', 'give thresholdRange a min or a max')];
    if (first.metric === 'request-success-rate' && first.comparator === 'lt' && first.threshold !== null && first.threshold <= 0) return [lintOf(unit, 'cannot-fail', 'error', 'a success rate is never below 0: the metric cannot fail', 'set the minimum to what users accept, such as 99')];
    if (first.metric === 'request-success-rate' && first.comparator === 'lt' && first.threshold !== null && first.threshold > 0 && first.threshold <= 1) return [lintOf(unit, 'threshold-outside-range', 'warning', `the success rate is a percentage, and the minimum is ${first.threshold} percent`, `write ${first.threshold * 100}`)];
    return [];
  }
  if (own?.name === 'analysis' && own.enforcement === 'dormant') return [lintOf(unit, 'never-runs', 'error', own.reason, 'let the analysis run')];
  return own?.name === 'analysis' && own.enforcement === 'observe' ? [lintOf(unit, 'no-condition', 'error', own.reason, 'add a metric such as request-success-rate')] : [];
};
