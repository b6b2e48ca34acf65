import { printNumber } from '../../compare/print.ts';
import type { Condition, GateUnit } from '../../model.ts';
import { likelihoodAbove, shiftBetween } from '../../replay/mann-whitney.ts';
import type { ReplayPoint, ReplayVerdict } from '../../adapter.ts';

/** Two-sided quantile of the normal distribution at the judge's confidence level of 98 %. */
const QUANTILE = 2.3263478740408408;

/** The interval must clear this share of the estimated shift. */
const TOLERANCE = 0.25;

/** Samples of one side beyond which a rank test takes noticeable time. */
const MAX_SAMPLES = 1_000;

const SERIES = 'the samples of both sides, several each: those of the canary as its Incident figure, those of the baseline as the Normal one';

const undecidable = (reason: string): ReplayVerdict => ({ verdict: 'undecidable', reason, settledBy: SERIES });

/**
 * What Kayenta's judge (NetflixACAJudge 1.0) says of one metric in one direction: a Mann–Whitney test at 98 % whose interval clears a quarter of
 * the estimated shift, and an effect of the allowed size. The incident's samples are the canary's and the normal ones the baseline's.
 */
export const judgeMetric = (unit: GateUnit, condition: Condition, { samples, baseline = [] }: ReplayPoint): ReplayVerdict => {
  if (condition.threshold === null) return undecidable(`its allowed effect is no number: ${condition.expression ?? 'unknown'}`);
  if (samples.length === 0) return undecidable('the record states no figure for the canary');
  if (baseline.length === 0) return undecidable('it compares a canary with a baseline, and the record states no normal figure');
  if (unit.settings['outliers'] === 'remove') return undecidable('outliers are removed from the series before they are compared');
  const zeros = unit.settings['nanStrategy'] === 'replace';
  const [canary, base] = [withoutGaps(samples, zeros), withoutGaps(baseline, zeros)];
  if (canary.length === 0 || base.length === 0) {
    return condition.onNoData === 'fire' ? { verdict: 'fires', reason: 'one side has no data, and mustHaveData is set' } : { verdict: 'silent', reason: 'one side has no data, and a metric without data is left out of the score' };
  }
  if (canary.length === base.length && canary.every((value, index) => value === base[index])) return { verdict: 'silent', reason: 'both sides are equal' };
  if (canary.length < 2 || base.length < 2) return undecidable('it compares two series by a rank test, and the record states one figure of a side');
  if (canary.length > MAX_SAMPLES || base.length > MAX_SAMPLES) return undecidable(`a side has more than ${MAX_SAMPLES} samples`);
  const shift = shiftBetween(canary, base, QUANTILE);
  if (shift === null) return undecidable('no value differs from another within a side, and the judge adds chance to such series');
  const up = condition.comparator === 'gte';
  const margin = TOLERANCE * Math.abs(shift.estimate);
  const interval = `the shift is ${shown(shift.estimate)} (98 %: ${shown(shift.low)} to ${shown(shift.high)})`;
  if (up ? shift.low <= margin : shift.high >= -margin) return { verdict: 'silent', reason: `${interval}, which does not clear ${shown(up ? margin : -margin)}` };
  const [name, effect] = unit.settings['measure'] === 'cles' ? (['likelihood to be above the baseline', likelihoodAbove(canary, base)] as const) : (['canary / baseline', mean(canary) / mean(base)] as const);
  const allowed = `${name} is ${shown(effect)}, the allowed ${up ? 'increase' : 'decrease'} ${printNumber(condition.threshold)}`;
  return (up ? effect >= condition.threshold : effect <= condition.threshold) ? { verdict: 'fires', reason: `${interval}; ${allowed}` } : { verdict: 'silent', reason: `${interval}, but ${allowed}` };
};

const withoutGaps = (samples: readonly (number | null)[], zeros: boolean): readonly number[] => samples.flatMap((sample) => sample ?? (zeros ? 0 : []));

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

const shown = (value: number): string => printNumber(Number(value.toPrecision(3)));
