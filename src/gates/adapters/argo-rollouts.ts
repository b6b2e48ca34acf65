import type { GateAdapter, GateLint, ReplayPoint, ReplayVerdict, SettingOrder, SettingRule } from '../adapter.ts';
import { distinctSelectors, lintOf, withLink } from '../formats/gate-unit.ts';
import { readKubernetes } from '../formats/kubernetes.ts';
import { valueRange } from '../formats/promql/range.ts';
import { matchesWildcard } from '../formats/wildcard.ts';
import type { ChainLink, GateUnit, SettingValue } from '../model.ts';
import { type AnalysisMetric, evaluateMeasurements, resultOf } from './argo-rollouts/evaluate.ts';
import { metricConditions } from './argo-rollouts/metric.ts';
import { rolloutUnits } from './argo-rollouts/rollout.ts';
import { fillArguments, templateUnits } from './argo-rollouts/template.ts';

/** The conditions of a metric are compared one by one; their text is kept for evaluation only. */
const comparedElsewhere = (): SettingOrder => 'same';

const numbers = (value: SettingValue): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);

/** Whether the second list moves at least as much at every step, and more or in fewer steps. */
const steeper = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((weight, index) => (other[index] ?? 100) >= weight) && (other.length < one.length || other.some((weight, index) => weight > (one[index] ?? 100)));

/** Traffic weights step by step: any step that moves more, or fewer steps to the same end, exposes more users. */
const compareWeights = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [numbers(before), numbers(after)];
  if (old.join() === fresh.join()) return 'same';
  return steeper(old, fresh) ? 'weaker' : steeper(fresh, old) ? 'stronger' : 'incomparable';
};

const exposure = { weaker: 'exposure-increased', stronger: 'exposure-decreased' } as const;
const bake = { weaker: 'bake-shortened', stronger: 'bake-lengthened' } as const;
const tolerance = { weaker: 'tolerance-raised', stronger: 'tolerance-lowered' } as const;

/** Argo Rollouts: metrics of analysis templates, and the strategies that run them. */
export const adapter: GateAdapter = {
  id: 'argo-rollouts',
  title: 'Argo Rollouts',
  recognises: ({ text }) => text.includes('argoproj.io/') && /\bkind["']?:\s*["']?(?:Rollout|AnalysisTemplate|ClusterAnalysisTemplate|Experiment)\b/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const units = objects.flatMap((object) => {
      if (object.group !== 'argoproj.io') return [];
      if (object.kind === 'AnalysisTemplate' || object.kind === 'ClusterAnalysisTemplate') return templateUnits(file, object, selector);
      return object.kind === 'Rollout' || object.kind === 'Experiment' ? rolloutUnits(file, object, selector) : [];
    });
    return { units, problems };
  },
  settings: {
    successCondition: { direction: 'unordered', compare: comparedElsewhere, weaker: 'setting-changed', stronger: 'setting-changed', title: 'successCondition' },
    failureCondition: { direction: 'unordered', compare: comparedElsewhere, weaker: 'setting-changed', stronger: 'setting-changed', title: 'failureCondition' },
    failuresCount: { direction: 'more-is-stronger', ...tolerance, title: 'whether failures count (failureLimit)', fallback: true },
    inconclusiveLimit: { direction: 'more-is-weaker', ...tolerance, title: 'inconclusiveLimit', fallback: 0 },
    consecutiveErrorLimit: { direction: 'more-is-weaker', ...tolerance, title: 'consecutiveErrorLimit', fallback: 4 },
    consecutiveSuccessLimit: { direction: 'more-is-stronger', ...tolerance, title: 'consecutiveSuccessLimit', fallback: 0 },
    initialDelay: { direction: 'more-is-weaker', weaker: 'hold-lengthened', stronger: 'hold-shortened', title: 'initialDelay', fallback: 0 },
    interval: { direction: 'unordered', weaker: 'window-changed', stronger: 'window-changed', title: 'interval' },
    passesWhen: { direction: 'more-is-weaker', weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'cases that pass without a comparison', fallback: [] },
    provider: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'provider' },
    query: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'query' },
    weights: { direction: 'unordered', compare: compareWeights, ...exposure, title: 'traffic weights', fallback: [] },
    exposureBeforeAnalysis: { direction: 'more-is-weaker', ...exposure, title: 'traffic moved before the first analysis' },
    startingStep: { direction: 'more-is-weaker', ...exposure, title: 'step from which the analysis looks', fallback: 0 },
    bakeSeconds: { direction: 'more-is-stronger', ...bake, title: 'pauses between steps' },
    manualPauses: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'pauses for a person' },
    analyses: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'analyses that must pass', fallback: [] },
    prePromotionAnalysis: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'analyses before promotion', fallback: [] },
    postPromotionAnalysis: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'analyses after promotion', fallback: [] },
    arguments: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'arguments', fallback: [] },
    dryRun: { direction: 'more-is-weaker', weaker: 'gate-disarmed', stronger: 'gate-armed', title: 'metrics run dry', fallback: [] },
    autoPromotionEnabled: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'automatic promotion', fallback: true },
    autoPromotionSeconds: { direction: 'more-is-stronger', ...bake, title: 'autoPromotionSeconds' },
    scaleDownDelaySeconds: { direction: 'more-is-stronger', weaker: 'recovery-slackened', stronger: 'recovery-tightened', title: 'time the old version is kept', fallback: 30 },
    previewReplicaCount: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'previewReplicaCount' },
    maxUnavailable: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'maxUnavailable' },
    rollbackWindow: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'revisions that skip the steps', fallback: 0 },
    progressDeadlineAbort: { direction: 'more-is-stronger', weaker: 'recovery-slackened', stronger: 'recovery-tightened', title: 'progressDeadlineAbort', fallback: false },
    durationSeconds: { direction: 'more-is-stronger', ...bake, title: 'duration' },
  } satisfies Record<string, SettingRule>,
  replay: (unit, condition, point) => (unit.settings['provider'] === undefined || condition.opaque !== null ? null : replayMetric(unit, point)),
  link: (own) => own.filter(isMetric).flatMap((unit) => linkMetric(unit, own)),
  lint: (own) => own.flatMap((unit) => (isMetric(unit) ? lintMetric(unit) : lintStrategy(unit))),
};

const isMetric = (unit: GateUnit): boolean => unit.chain[0]?.name === 'metric';

const texts = (unit: GateUnit, setting: string): readonly string[] => {
  const value = unit.settings[setting];
  return Array.isArray(value) ? value.map(String) : [];
};

const numberSetting = (unit: GateUnit, setting: string): number | null => {
  const value = unit.settings[setting];
  return typeof value === 'number' ? value : null;
};

const analysisMetric = (unit: GateUnit): AnalysisMetric => {
  const text = (setting: string): string | null => (typeof unit.settings[setting] === 'string' ? String(unit.settings[setting]) : null);
  const [first] = unit.conditions;
  return {
    successCondition: text('successCondition'),
    failureCondition: text('failureCondition'),
    failureLimit: unit.settings['failuresCount'] === false ? -1 : (first?.tolerance ?? 0),
    inconclusiveLimit: numberSetting(unit, 'inconclusiveLimit') ?? 0,
    consecutiveErrorLimit: numberSetting(unit, 'consecutiveErrorLimit') ?? 4,
    consecutiveSuccessLimit: numberSetting(unit, 'consecutiveSuccessLimit'),
    count: first?.count ?? null,
  };
};

/** A measurement repeated this often decides any metric that people write. */
const MOST_MEASUREMENTS = 1000;

/** Judges the figures as the controller would. One figure stands for as many measurements as the state lasted. */
const replayMetric = (unit: GateUnit, point: ReplayPoint): ReplayVerdict | null => {
  const metric = analysisMetric(unit);
  if (metric.successCondition === null && metric.failureCondition === null) return null;
  const interval = numberSetting(unit, 'interval');
  const enough = metric.count ?? Math.max(metric.failureLimit, metric.inconclusiveLimit, metric.consecutiveErrorLimit) + 1;
  const lasted = point.durationSeconds === null || interval === null || interval <= 0 ? enough : Math.floor(point.durationSeconds / interval) + 1;
  const [single = null] = point.samples;
  const samples = point.samples.length > 1 ? point.samples : Array.from({ length: Math.min(lasted, enough, MOST_MEASUREMENTS) }, () => single);
  const result = evaluateMeasurements(metric, samples.map((one) => resultOf(metric, one)));
  if (result.undecidable !== null) return { verdict: 'undecidable', reason: result.undecidable };
  switch (result.phase) {
    case 'Failed':
      return { verdict: 'fires', reason: `the analysis fails: ${result.reason}` };
    case 'Error':
      return { verdict: 'fires', reason: `the analysis ends in error and aborts: ${result.reason}` };
    case 'Inconclusive':
      return { verdict: 'fires', reason: `the analysis is inconclusive and pauses: ${result.reason}` };
    case 'Successful':
      return { verdict: 'silent', reason: `the analysis passes: ${result.reason}` };
    case 'Running':
      return { verdict: 'silent', reason: result.reason };
  }
};

/** Who runs the template: nobody (dormant), only dry (observe), or a strategy; and with which arguments. */
const linkMetric = (unit: GateUnit, own: readonly GateUnit[]): readonly GateUnit[] => {
  const [kind = '', template = ''] = unit.selector.split('/');
  const name = unit.selector.slice(kind.length + template.length + 2);
  const users = own.filter((one) => texts(one, 'analyses').includes(`${kind}/${template}`));
  const [first] = users;
  if (first === undefined) {
    const templated = own.some((one) => !isMetric(one) && one.opaque !== null);
    const elsewhere = kind === 'ClusterAnalysisTemplate' || templated;
    const link: ChainLink = {
      name: 'rollout', enforcement: elsewhere ? 'unverified' : 'dormant', path: unit.path, source: null,
      reason: elsewhere ? 'no Rollout that can be read here refers to it; one elsewhere may' : 'no Rollout or Experiment refers to the template: it never runs',
    };
    return [withLink(unit, link)];
  }
  const dry = users.every((one) => texts(one, 'dryRun').some((pattern) => matchesWildcard(pattern, name)));
  const strongest = users.toSorted((one, other) => Number(other.enforcement === 'revert') - Number(one.enforcement === 'revert'))[0] ?? first;
  const link: ChainLink = dry
    ? { name: 'rollout', enforcement: 'observe', reason: `${first.title} runs the metric dry`, path: first.path, source: first.source }
    : { name: 'rollout', enforcement: strongest.enforcement, reason: `${strongest.title}: ${strongest.chain[0]?.reason ?? ''}`, path: strongest.path, source: strongest.source };
  return [withLink(withArguments(unit, users), link)];
};

/** Fills in arguments that every user of the template gives alike. */
const withArguments = (unit: GateUnit, users: readonly GateUnit[]): GateUnit => {
  const [first] = unit.conditions;
  if (first === undefined || unit.conditions.every((one) => one.opaque === null)) return unit;
  const given = new Map<string, string>();
  for (const one of texts(users[0] ?? unit, 'arguments')) {
    if (users.every((user) => texts(user, 'arguments').includes(one))) given.set(one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1));
  }
  const metric = analysisMetric(unit);
  const fill = (text: string | null): string | null => (text === null ? null : fillArguments(text, given));
  const filled = { ...metric, successCondition: fill(metric.successCondition), failureCondition: fill(metric.failureCondition) };
  const { conditions } = metricConditions({ ...filled, name: unit.selector.split('/').slice(2).join('/'), source: first.source, query: null, judgedBy: null });
  const settings = { ...unit.settings };
  if (filled.successCondition !== null) settings['successCondition'] = filled.successCondition;
  if (filled.failureCondition !== null) settings['failureCondition'] = filled.failureCondition;
  return { ...unit, settings, conditions: conditions.map((one) => ({ ...one, windowSeconds: first.windowSeconds })) };
};

const lintMetric = (unit: GateUnit): readonly GateLint[] => {
  const metric = analysisMetric(unit);
  const found: GateLint[] = [];
  const [first] = unit.conditions;
  if (first === undefined && texts(unit, 'passesWhen').length === 0 && metric.successCondition === null && metric.failureCondition === null) {
    found.push(lintOf(unit, 'no-condition', 'error', 'the metric has neither successCondition nor failureCondition: every measurement counts as a success', 'say when a measurement is a success, such as successCondition: result[0] < 0.02'));
  }
  if (first !== undefined && metric.count !== null && metric.failureLimit >= metric.count) {
    found.push(lintOf(unit, 'cannot-fail-limit', 'error', `the metric cannot fail: it tolerates ${metric.failureLimit} failures and takes ${metric.count} measurement${metric.count === 1 ? '' : 's'}`, `set failureLimit below ${metric.count}`));
  }
  if (metric.failureLimit < 0 && metric.consecutiveSuccessLimit === null) {
    found.push(lintOf(unit, 'cannot-fail-limit', 'error', 'the metric cannot fail: failureLimit -1 counts no failures, and no consecutiveSuccessLimit asks for successes', 'give a failureLimit of 0 or more, or a consecutiveSuccessLimit'));
  }
  if (first?.onNoData === 'pass') {
    found.push(lintOf(unit, 'no-data-passes', 'warning', 'a measurement without data counts as a success', 'let missing data fail: successCondition: len(result) > 0 && …'));
  }
  if (unit.chain.some((one) => one.enforcement === 'dormant')) {
    found.push(lintOf(unit, 'unreferenced', 'warning', unit.chain.find((one) => one.enforcement === 'dormant')?.reason ?? '', 'refer to the template from a Rollout, or remove it', unit.source));
  }
  const query = unit.settings['query'];
  const range = typeof query === 'string' ? valueRange(query) : null;
  for (const one of unit.conditions) {
    if (range === null || one.threshold === null || one.metric.includes(': ')) continue;
    if (range[0] === range[1] || one.threshold > range[1] || one.threshold < range[0]) {
      found.push(lintOf(unit, 'threshold-outside-range', 'error', `the query lies between ${range[0]} and ${range[1]}, and the threshold is ${one.threshold}`, 'compare a share with a share', one.source));
    }
  }
  if (typeof query === 'string' && isTautology(query)) {
    found.push(lintOf(unit, 'tautology', 'error', 'the query divides a value by itself: it is always 1', 'take one of the sides from the canary, the other from everything'));
  }
  return found;
};

/** Two equal sides around a division, in the query's normal form. */
const isTautology = (query: string): boolean => {
  for (let at = query.indexOf(' / '); at !== -1; at = query.indexOf(' / ', at + 1)) {
    if (query.slice(0, at) === query.slice(at + 3)) return true;
  }
  return false;
};

const lintStrategy = (unit: GateUnit): readonly GateLint[] => {
  if (unit.enforcement !== 'observe' || unit.chain[0]?.name !== 'strategy' || unit.opaque !== null) return [];
  return [lintOf(unit, 'no-analysis', 'warning', `the rollout compares nothing: ${unit.chain[0].reason}`, 'add an analysis step', unit.source)];
};
