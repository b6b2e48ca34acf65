import type { GateAdapter, GateFile, SettingOrder, SettingRule } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit, lintOf, listSetting, withLink } from '../formats/gate-unit.ts';
import { readJson } from '../formats/json-file.ts';
import { at, booleanOf, canonical, type ConfigNode, entriesOf, itemsOf, numberOf, textOf, textsOf } from '../formats/node.ts';
import type { ChainLink, Condition, GateUnit, SettingValue } from '../model.ts';
import { durationSeconds } from '../values/duration.ts';
import { judgeMetric } from './kayenta/judge.ts';

/** `either` looks both ways; one side for another cannot be ranked. */
const compareDirections = (before: SettingValue, after: SettingValue): SettingOrder => (before === after ? 'same' : before === 'either' ? 'weaker' : after === 'either' ? 'stronger' : 'incomparable');

const threshold = { weaker: 'threshold-loosened', stronger: 'threshold-tightened' } as const;
const noData = { weaker: 'nodata-permissive', stronger: 'nodata-strict' } as const;

/** Kayenta canary configurations: each metric, and the score that they add up to. */
export const adapter: GateAdapter = {
  id: 'kayenta',
  title: 'Kayenta',
  holds: 'canary metric or stage',
  recognises: ({ path, text }) => path.endsWith('.json') && ((text.includes('"metrics"') && (text.includes('"classifier"') || text.includes('"groupWeights"'))) || text.includes('"kayentaCanary"')),
  read: (file) => {
    const { root, problems } = readJson(file);
    const selector = distinctSelectors();
    return { units: [...configsIn(root).flatMap((config) => configUnits(file, root, config, selector)), ...stagesIn(root).map((stage, index) => stageUnit(file, stage, index, selector))], problems };
  },
  settings: {
    critical: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'critical', fallback: false },
    mustHaveData: { direction: 'more-is-stronger', ...noData, title: 'mustHaveData', fallback: false },
    nanStrategy: { direction: ['replace', 'remove'], ...noData, title: 'nanStrategy', fallback: 'remove' },
    outliers: { direction: ['remove', 'keep'], ...threshold, title: 'outliers.strategy', fallback: 'keep' },
    direction: { direction: 'unordered', compare: compareDirections, weaker: 'condition-removed', stronger: 'condition-added', title: 'direction', fallback: 'either' },
    criticalIncrease: { direction: 'more-is-weaker', ...threshold, title: 'criticalIncrease' },
    criticalDecrease: { direction: 'more-is-stronger', ...threshold, title: 'criticalDecrease' },
    groupWeight: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'weight of its groups' },
    groups: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'groups', fallback: [] },
    marginal: { direction: 'more-is-stronger', ...threshold, title: 'marginal score' },
    measure: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'effectSize.measure', fallback: 'meanRatio' },
    query: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'query' },
    judge: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'judge' },
    lifetime: { direction: 'more-is-stronger', weaker: 'bake-shortened', stronger: 'bake-lengthened', title: 'lifetimeDuration' },
    config: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'canary configuration' },
  } satisfies Record<string, SettingRule>,
  replay: (unit, condition, point) => (unit.settings['direction'] === undefined ? null : judgeMetric(unit, condition, point)),
  lint: (own) =>
    own.flatMap((unit) => [
      ...(unit.enforcement === 'observe' ? [lintOf(unit, 'cannot-fail', 'warning', unit.chain[0]?.reason ?? '', 'give its group a weight, or make the metric critical')] : []),
      ...(unit.settings['nanStrategy'] === 'replace' ? [lintOf(unit, 'no-data-passes', 'warning', 'nanStrategy: replace turns missing data into zeros, and a metric without data passes', 'write nanStrategy: remove, and mustHaveData: true')] : []),
      ...unit.conditions.filter((one) => one.metric === 'canary score' && one.threshold !== null && one.threshold <= 0).map((one) => lintOf(unit, 'cannot-fail', 'error', 'a score is never below 0: every canary passes', 'set the pass score to 75 or more', one.source)),
    ]),
};

/** The configuration itself, one inside a request (`canaryConfig`), or a list of them. */
const configsIn = (root: ConfigNode | null): readonly ConfigNode[] => {
  const candidates = root?.kind === 'list' ? root.items : root === null ? [] : [root];
  return candidates.map((one) => (at(one, 'metrics') === null ? at(one, 'canaryConfig') : one)).filter((one) => one !== null && at(one, 'metrics')?.kind === 'list').filter((one) => one !== null);
};

const configUnits = (file: GateFile, root: ConfigNode | null, config: ConfigNode, selector: (name: string) => string): readonly GateUnit[] => {
  const name = textOf(at(config, 'name')) ?? 'canary';
  const weights = new Map(entriesOf(at(config, 'classifier', 'groupWeights')).map(({ key, node }) => [key, numberOf(node) ?? 0]));
  const scores = at(root, 'thresholds') ?? at(config, 'classifier', 'scoreThresholds');
  const judged: ChainLink = { name: 'score', enforcement: 'block', reason: 'a score below the thresholds ends the canary', path: file.path, source: (scores ?? config).source };
  return [
    ...itemsOf(at(config, 'metrics')).map((metric, index) => withLink(metricUnit(file, metric, index, name, weights, selector), judged)),
    gateUnit({
      path: file.path,
      selector: selector(`${name}/scoreThresholds`),
      format: 'kayenta',
      title: `score of ${name}`,
      enforcement: 'block',
      reason: judged.reason,
      link: 'score',
      source: judged.source ?? config.source,
      mark: scores?.mark ?? null,
      conditions: scoreConditions(at(scores, 'pass')),
      settings: { marginal: numberOf(at(scores, 'marginal')), judge: textOf(at(config, 'judge', 'name')) },
      body: canonical(scores),
    }),
  ];
};

const scoreConditions = (pass: ConfigNode | null): readonly Condition[] =>
  pass === null ? [] : [condition({ metric: 'canary score', comparator: 'lt', threshold: numberOf(pass), expression: numberOf(pass) === null ? textOf(pass) : null, opaque: numberOf(pass) === null ? `templated: ${textOf(pass) ?? ''}` : null, onNoData: 'fire', source: pass.source })];

const metricUnit = (file: GateFile, metric: ConfigNode, index: number, config: string, weights: ReadonlyMap<string, number>, selector: (name: string) => string): GateUnit => {
  const name = textOf(at(metric, 'name')) ?? `metric ${index + 1}`;
  const canary = at(metric, 'analysisConfigurations', 'canary');
  const groups = textsOf(at(metric, 'groups'));
  // Groups without a weight share what the weighted ones leave.
  const left = Math.max(0, 100 - [...weights.values()].reduce((total, one) => total + one, 0));
  const weight = groups.reduce((total, group) => total + (weights.get(group) ?? left), 0);
  const critical = booleanOf(at(canary, 'critical')) === true;
  const muted = booleanOf(at(canary, 'muted')) === true;
  const direction = textOf(at(canary, 'direction')) ?? 'either';
  const [enforcement, reason] = muted
    ? (['observe', 'muted: the metric is dropped before scoring'] as const)
    : critical
      ? (['block', 'critical: a failure of this metric alone fails the canary'] as const)
      : weight === 0
        ? (['observe', 'no weight: the metric does not change the score'] as const)
        : (['block', `counts in groups of weight ${weight}`] as const);
  return gateUnit({
    path: file.path,
    selector: selector(`${config}/${name}`),
    format: 'kayenta',
    title: `${name} of ${config}`,
    enforcement,
    reason,
    link: 'metric',
    source: metric.source,
    mark: metric.mark,
    conditions: effectConditions(canary, name, direction, metric),
    settings: {
      critical,
      mustHaveData: booleanOf(at(canary, 'mustHaveData')),
      nanStrategy: textOf(at(canary, 'nanStrategy')),
      outliers: textOf(at(canary, 'outliers', 'strategy')),
      direction,
      criticalIncrease: numberOf(at(canary, 'effectSize', 'criticalIncrease')),
      criticalDecrease: numberOf(at(canary, 'effectSize', 'criticalDecrease')),
      measure: textOf(at(canary, 'effectSize', 'measure')),
      groupWeight: weight,
      groups: listSetting(groups),
      query: canonical(at(metric, 'query')),
    },
    body: canonical(metric, new Set(['name'])),
  });
};

/** The size of the effect that counts; whether it is one at all is decided by a rank test on both series. */
const effectConditions = (canary: ConfigNode | null, name: string, direction: string, metric: ConfigNode): readonly Condition[] => {
  const effect = at(canary, 'effectSize');
  const side = (key: 'allowedIncrease' | 'allowedDecrease', comparator: 'gte' | 'lte'): Condition => {
    const node = at(effect, key);
    return condition({ name: key, metric: `${name}: canary / baseline`, comparator, threshold: numberOf(node) ?? (textOf(at(effect, 'measure')) === 'cles' ? 0.5 : 1), unit: null, onNoData: booleanOf(at(canary, 'mustHaveData')) === true ? 'fire' : 'pass', opaque: 'decided by a Mann-Whitney test on the series of both sides', source: (node ?? metric).source });
  };
  return [...(direction === 'decrease' ? [] : [side('allowedIncrease', 'gte')]), ...(direction === 'increase' ? [] : [side('allowedDecrease', 'lte')])];
};

const stagesIn = (root: ConfigNode | null): readonly ConfigNode[] => {
  const listed = root?.kind === 'list' ? root.items : [...itemsOf(at(root, 'stages')), ...(root === null ? [] : [root])];
  return listed.filter((one) => textOf(at(one, 'type')) === 'kayentaCanary');
};

/** A canary stage of a pipeline: its own score thresholds, and how long it looks. */
const stageUnit = (file: GateFile, stage: ConfigNode, index: number, selector: (name: string) => string): GateUnit => {
  const config = at(stage, 'canaryConfig');
  const hours = numberOf(at(config, 'lifetimeHours'));
  const lifetime = textOf(at(config, 'lifetimeDuration'));
  const scores = at(config, 'scoreThresholds');
  const continues = booleanOf(at(stage, 'continuePipeline')) === true && booleanOf(at(stage, 'failPipeline')) === false;
  return gateUnit({
    path: file.path,
    selector: selector(`stage/${textOf(at(stage, 'name')) ?? index + 1}`),
    format: 'kayenta',
    title: `canary stage ${textOf(at(stage, 'name')) ?? index + 1}`,
    enforcement: continues ? 'observe' : 'block',
    reason: continues ? 'the pipeline goes on when the stage fails' : 'a failing canary ends the pipeline',
    link: 'stage',
    source: stage.source,
    mark: stage.mark,
    conditions: scoreConditions(at(scores, 'pass')),
    settings: {
      marginal: numberOf(at(scores, 'marginal')),
      lifetime: hours === null ? (lifetime === null ? null : durationSeconds(lifetime.replace(/^PT/, '').toLowerCase())) : hours * 3600,
      config: textOf(at(config, 'canaryConfigId')),
    },
    body: canonical(stage, new Set(['name', 'refId'])),
  });
};
