import type { GateLint } from '../../adapter.ts';
import { lintOf } from '../../formats/gate-unit.ts';
import { valueRange } from '../../formats/promql/range.ts';
import type { GateUnit } from '../../model.ts';
import { analysisMetric, texts } from './unit.ts';

/** A metric that cannot fail, passes without looking, or never runs. */
export const lintMetric = (unit: GateUnit): readonly GateLint[] => {
  const metric = analysisMetric(unit);
  const found: GateLint[] = [];
  const [first] = unit.conditions;
  if (first === undefined && texts(unit, 'passesWhen').length === 0 && metric.successCondition === null && metric.failureCondition === null) {
    found.push(lintOf(unit, 'no-condition', 'error', 'the metric has neither successCondition nor failureCondition: every measurement counts as a success', 'say when a measurement is a success, such as successCondition: result[0] < 0.02'));
  }
  if (first !== undefined && metric.count !== null && metric.failureLimit >= metric.count) {
    found.push(lintOf(unit, 'cannot-fail', 'error', `the metric cannot fail: it tolerates ${metric.failureLimit} failures and takes ${metric.count} measurement${metric.count === 1 ? '' : 's'}`, `set failureLimit below ${metric.count}`));
  }
  if (metric.failureLimit < 0 && metric.consecutiveSuccessLimit === null) {
    found.push(lintOf(unit, 'cannot-fail', 'error', 'the metric cannot fail: failureLimit -1 counts no failures, and no consecutiveSuccessLimit asks for successes', 'give a failureLimit of 0 or more, or a consecutiveSuccessLimit'));
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

/** A strategy that moves the traffic and compares nothing. */
export const lintStrategy = (unit: GateUnit): readonly GateLint[] => {
  if (unit.enforcement !== 'observe' || unit.chain[0]?.name !== 'strategy' || unit.opaque !== null) return [];
  return [lintOf(unit, 'no-analysis', 'warning', `the rollout compares nothing: ${unit.chain[0].reason}`, 'add an analysis step', unit.source)];
};
