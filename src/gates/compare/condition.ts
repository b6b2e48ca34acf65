import { compareFiring } from '../comparator.ts';
import type { Comparator, Condition, OnNoData } from '../model.ts';
import { printSeconds } from '../values/duration.ts';
import { convertUnit, rounded } from '../values/unit.ts';
import { change, type UnitChange } from './change.ts';
import { printBound, printCondition, printNumber } from './print.ts';

/** How a condition is called in messages: its own name, else what it measures. */
export const conditionName = (condition: Condition): string => condition.name ?? condition.shown ?? condition.metric;

/** Differences between two versions of one condition. */
export const compareCondition = (before: Condition, after: Condition): readonly UnitChange[] => {
  const name = conditionName(before);
  const report = (rule: UnitChange['rule'], subject: string, old: string | null, fresh: string | null): UnitChange => change(rule, subject, old, fresh, name);
  const whole = (rule: UnitChange['rule']): readonly UnitChange[] => [report(rule, `condition ${name}`, printCondition(before), printCondition(after))];
  if (before.opaque === null && after.opaque !== null) return whole('opaque-became');
  if (before.opaque !== null && after.opaque === null) return whole('opaque-resolved');
  const changes: UnitChange[] = [];
  // What two different measurements are compared with cannot be ranked, unless one is a multiple of the other.
  const [oldBase, freshBase] = [inBase(before), inBase(after)];
  if (before.metric === after.metric) changes.push(...compareBound(before, after, report));
  else if (oldBase.metric === freshBase.metric) changes.push(...compareBound(oldBase, freshBase, (rule) => report(rule, `threshold of ${name}`, printCondition(before), printCondition(after))));
  else changes.push(...whole('query-changed'));
  if (before.windowSeconds !== after.windowSeconds) {
    changes.push(report('window-changed', `window of ${name}`, printMaybe(before.windowSeconds), printMaybe(after.windowSeconds)));
  }
  const hold = ranked(before.holdSeconds ?? 0, after.holdSeconds ?? 0);
  if (hold !== 0) changes.push(report(hold > 0 ? 'hold-lengthened' : 'hold-shortened', `time that ${name} must hold`, printSeconds(before.holdSeconds ?? 0), printSeconds(after.holdSeconds ?? 0)));
  const tolerance = ranked(before.tolerance ?? 0, after.tolerance ?? 0);
  if (tolerance !== 0) changes.push(report(tolerance > 0 ? 'tolerance-raised' : 'tolerance-lowered', `violations tolerated by ${name}`, String(before.tolerance ?? 0), String(after.tolerance ?? 0)));
  if (before.count !== after.count) changes.push(compareCount(before, after, report));
  const noData = ranked(NO_DATA_STRICTNESS[before.onNoData], NO_DATA_STRICTNESS[after.onNoData]);
  if (noData !== 0) changes.push(report(noData < 0 ? 'nodata-permissive' : 'nodata-strict', `${name} without data`, NO_DATA_WORDS[before.onNoData], NO_DATA_WORDS[after.onNoData]));
  return changes;
};

const TURNED: Partial<Readonly<Record<Comparator, Comparator>>> = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte' };

/** The same condition on the measurement that its metric is a multiple of. */
const inBase = (condition: Condition): Condition => {
  const { multipleOf, threshold, comparator } = condition;
  if (multipleOf === undefined || threshold === null) return condition;
  const { metric, factor, offset } = multipleOf;
  return { ...condition, metric, threshold: rounded((threshold - offset) / factor), comparator: factor < 0 ? (TURNED[comparator] ?? comparator) : comparator };
};

type ReportChange = (rule: UnitChange['rule'], subject: string, old: string | null, fresh: string | null) => UnitChange;

const NO_DATA_STRICTNESS = { pass: 0, unknown: 0, hold: 1, fire: 2 } as const satisfies Record<OnNoData, number>;
const NO_DATA_WORDS = { pass: 'passes', unknown: 'unknown', hold: 'waits', fire: 'fires' } as const satisfies Record<OnNoData, string>;

const ranked = (before: number, after: number): number => Math.sign(after - before);

const printMaybe = (seconds: number | null): string | null => (seconds === null ? null : printSeconds(seconds));

const compareCount = (before: Condition, after: Condition, report: ReportChange): UnitChange => {
  const subject = `measurements of ${conditionName(before)}`;
  const old = before.count === null ? 'no limit' : printNumber(before.count);
  const fresh = after.count === null ? 'no limit' : printNumber(after.count);
  if (before.count === null || after.count === null) return report('setting-changed', subject, old, fresh);
  return report(after.count < before.count ? 'sampling-reduced' : 'sampling-increased', subject, old, fresh);
};

const compareBound = (before: Condition, after: Condition, report: ReportChange): readonly UnitChange[] => {
  const subject = `threshold of ${conditionName(before)}`;
  const [old, fresh] = [printBound(before), printBound(after)];
  if (before.threshold === null || after.threshold === null) {
    if (before.comparator === after.comparator && before.expression === after.expression && before.threshold === after.threshold) return [];
    if (before.threshold !== null && after.expression !== null) return [report('opaque-became', subject, old, fresh)];
    if (after.threshold !== null && before.expression !== null) return [report('opaque-resolved', subject, old, fresh)];
    return [report(before.comparator === after.comparator ? 'query-changed' : 'comparator-flipped', subject, old, fresh)];
  }
  const threshold = convertUnit(after.threshold, after.unit, before.unit);
  if (threshold === null) return [report('setting-changed', `unit of ${conditionName(before)}`, old, fresh)];
  const same = before.comparator === after.comparator;
  switch (compareFiring({ comparator: before.comparator, threshold: before.threshold }, { comparator: after.comparator, threshold })) {
    case 'same':
      return [];
    case 'weaker':
      return [report(same || threshold !== before.threshold ? 'threshold-loosened' : 'comparator-loosened', subject, old, fresh)];
    case 'stronger':
      return [report(same || threshold !== before.threshold ? 'threshold-tightened' : 'comparator-tightened', subject, old, fresh)];
    case 'incomparable':
      return [report(same ? 'setting-changed' : 'comparator-flipped', subject, old, fresh)];
  }
};
