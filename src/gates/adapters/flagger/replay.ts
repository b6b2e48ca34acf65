import type { ReplayPoint, ReplayVerdict } from '../../adapter.ts';
import { holds } from '../../comparator.ts';
import type { Condition, GateUnit } from '../../model.ts';
import { printSeconds } from '../../values/duration.ts';

/** Failed checks add up over the run, and the canary does not advance on one; enough of them roll back. */
export const replayMetric = (unit: GateUnit, one: Condition, point: ReplayPoint): ReplayVerdict | null => {
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
};
