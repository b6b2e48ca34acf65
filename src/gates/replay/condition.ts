import type { ReplayPoint, ReplayVerdict } from '../adapter.ts';
import { holds } from '../comparator.ts';
import { printBound, printNumber } from '../compare/print.ts';
import type { Condition } from '../model.ts';
import { printSeconds } from '../values/duration.ts';

const verdict = (word: ReplayVerdict['verdict'], reason: string): ReplayVerdict => ({ verdict: word, reason });

/**
 * What a condition would have said to an incident's figures. Decides only what the figures decide: a state whose length nobody
 * recorded does not satisfy a hold, and a tolerance needs as many measurements as it tolerates.
 */
export const replayCondition = (condition: Condition, point: ReplayPoint): ReplayVerdict => {
  if (condition.opaque !== null) return verdict('undecidable', condition.opaque);
  if (point.samples.length === 0) return verdict('undecidable', 'the record states no figure for it');
  if (condition.comparator !== 'absent' && condition.threshold === null) return verdict('undecidable', `its threshold is no number: ${condition.expression ?? 'unknown'}`);
  if (point.samples.every((sample) => sample === null)) return withoutData(condition, point);
  const violations = point.samples.map((sample) => violates(condition, sample));
  const shown = point.samples.map((sample) => (sample === null ? 'no data' : printNumber(sample))).join(', ');
  const violating = violations.filter(Boolean).length;
  if (violating === 0) return verdict('silent', `${shown} is not ${printBound(condition)}`);
  return held(condition, point, violations, shown);
};

const violates = (condition: Condition, sample: number | null): boolean => {
  if (sample === null) return condition.comparator === 'absent' || condition.onNoData === 'fire';
  return condition.threshold !== null && holds(sample, condition.comparator, condition.threshold);
};

const withoutData = (condition: Condition, point: ReplayPoint): ReplayVerdict => {
  if (condition.comparator === 'absent' || condition.onNoData === 'fire') return held(condition, point, point.samples.map(() => true), 'no data');
  switch (condition.onNoData) {
    case 'pass':
      return verdict('silent', 'there was no data, and without data it passes');
    case 'hold':
      return verdict('fires', 'there was no data, and without data it waits for a person');
    case 'unknown':
      return verdict('undecidable', 'there was no data, and what it does without data is not known');
  }
};

/** The violations are there; did they last, and were they more than are tolerated? */
const held = (condition: Condition, point: ReplayPoint, violations: readonly boolean[], shown: string): ReplayVerdict => {
  const bound = shown === 'no data' ? shown : `${shown} is ${printBound(condition)}`;
  const hold = condition.holdSeconds ?? 0;
  if (hold > 0) {
    const lasted = longestState(point, violations);
    if (lasted === null) return verdict('undecidable', `${bound}, but must hold for ${printSeconds(hold)}, and the record does not say from when to when it lasted`);
    if (lasted.most < hold) return verdict('silent', `${bound}, but lasted ${printSeconds(lasted.most)} and must hold for ${printSeconds(hold)}`);
    if (lasted.least < hold) return verdict('undecidable', `${bound}, but the samples are ${printSeconds(point.intervalSeconds ?? 0)} apart: they do not show whether it held for ${printSeconds(hold)}`);
  }
  const tolerance = condition.tolerance ?? 0;
  if (tolerance > 0) {
    if (condition.count !== null && condition.count <= tolerance) return verdict('silent', `${bound}, but it tolerates ${tolerance} violations in ${condition.count} measurements`);
    const violating = violations.filter(Boolean).length;
    if (violating <= tolerance) {
      return violations.length > 1
        ? verdict('silent', `${bound}: ${violating} of ${violations.length} measurements, and it tolerates ${tolerance}`)
        : verdict('undecidable', `${bound}, but it tolerates ${tolerance} violations, and the record states one figure`);
    }
  }
  return verdict('fires', hold > 0 ? `${bound} and held for ${printSeconds(hold)}` : bound);
};

/**
 * How long the longest unbroken violation lasted: at least and at most, since nobody knows what was between two samples. Null where
 * the record has no times.
 */
const longestState = (point: ReplayPoint, violations: readonly boolean[]): { readonly least: number; readonly most: number } | null => {
  if (violations.every(Boolean)) return point.durationSeconds === null ? null : { least: point.durationSeconds, most: point.durationSeconds };
  if (point.intervalSeconds === null) return null;
  let run = 0;
  let longest = 0;
  for (const violating of violations) {
    run = violating ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return { least: (longest - 1) * point.intervalSeconds, most: (longest + 1) * point.intervalSeconds };
};

/** Words that name the figure which would settle whether the condition fires: what it measures, over which time, for how long. */
export const settlingFigure = (condition: Condition): string => {
  const window = condition.windowSeconds === null ? '' : ` over ${printSeconds(condition.windowSeconds)}`;
  const hold = condition.holdSeconds === null || condition.holdSeconds === 0 ? '' : `, with the times from and to (it must hold for ${printSeconds(condition.holdSeconds)})`;
  return `the value of \`${condition.shown ?? condition.metric}\`${window} during the incident${hold}`;
};
