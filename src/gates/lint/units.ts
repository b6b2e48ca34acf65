import type { GateLint } from '../adapter.ts';
import { conditionName } from '../compare/condition.ts';
import { printBound } from '../compare/print.ts';
import { rankOf, stops } from '../enforcement.ts';
import type { Condition, GateUnit } from '../model.ts';
import { wholeOf } from '../values/unit.ts';

/** Gates that cannot do their job, whatever their format: they never run, cannot fail, or pass without looking. */
export const lintUnit = (unit: GateUnit): readonly GateLint[] => [...lintEnforcement(unit), ...unit.conditions.flatMap((condition) => lintCondition(unit, condition))];

const lintEnforcement = (unit: GateUnit): readonly GateLint[] => {
  if (unit.enforcement !== 'dormant' && unit.enforcement !== 'observe') return [];
  const link = unit.chain.find(({ enforcement }) => enforcement === unit.enforcement);
  const strong = unit.chain.some(({ enforcement }) => enforcement !== unit.enforcement && (rankOf(enforcement) ?? 0) > (rankOf(unit.enforcement) ?? 0));
  const reason = link?.reason ?? 'its definition says so';
  return unit.enforcement === 'dormant'
    ? [{ id: 'never-runs', level: 'warning', unit: unit.key, message: `${unit.title} never runs: ${reason}`, suggestion: 'Arm it, or remove it', source: link?.source ?? unit.source, path: link?.path ?? unit.path }]
    : [{ id: 'result-ignored', level: strong ? 'warning' : 'info', unit: unit.key, message: `${unit.title} runs and nothing depends on its verdict: ${reason}`, suggestion: 'Let its failure stop the change, or say that it is advisory where it is linked', source: link?.source ?? unit.source, path: link?.path ?? unit.path }];
};

const lintCondition = (unit: GateUnit, condition: Condition): readonly GateLint[] => {
  const finding = (id: string, level: GateLint['level'], message: string, suggestion: string): GateLint => ({ id, level, unit: unit.key, message, suggestion, source: condition.source, path: unit.path });
  const name = conditionName(condition);
  const findings: GateLint[] = [];
  if (condition.count !== null && condition.tolerance !== null && condition.count > 0 && condition.tolerance >= condition.count) {
    findings.push(finding('cannot-fail', 'error', `${name} cannot fail: it tolerates ${condition.tolerance} violations in ${condition.count} measurements`, 'Lower the tolerance below the number of measurements'));
  }
  if (condition.onNoData === 'pass' && stops(unit.enforcement)) {
    findings.push(finding('no-data-passes', 'warning', `${name} passes when there is no data`, 'Let missing data fail: a metric that vanishes is how many incidents look'));
  }
  const whole = wholeOf(condition.unit);
  if (whole !== null && condition.threshold !== null && isOutside(condition, whole)) {
    findings.push(finding('threshold-outside-range', 'error', `${name} can never fire: ${printBound(condition)} lies outside 0 to ${whole}${condition.unit === '%' ? ' %' : ''}`, 'Write the threshold in the unit of the metric'));
  }
  return findings;
};

/** A share of a whole never leaves 0 … whole. */
const isOutside = ({ comparator, threshold }: Condition, whole: number): boolean => {
  if (threshold === null) return false;
  switch (comparator) {
    case 'gt':
      return threshold >= whole;
    case 'gte':
      return threshold > whole;
    case 'lt':
      return threshold <= 0;
    case 'lte':
      return threshold < 0;
    default:
      return false;
  }
};
