import type { Comparator } from './model.ts';

/** Whether `value OP threshold` holds. `in` and `absent` compare no number and never hold. NaN equals nothing. */
export const holds = (value: number, comparator: Comparator, threshold: number): boolean => {
  switch (comparator) {
    case 'lt':
      return value < threshold;
    case 'lte':
      return value <= threshold;
    case 'gt':
      return value > threshold;
    case 'gte':
      return value >= threshold;
    case 'eq':
      return value === threshold;
    case 'ne':
      return value !== threshold;
    case 'in':
    case 'absent':
      return false;
  }
};

/** The sign a reader knows: `>=` for `gte`. */
export const COMPARATOR_SIGNS = {
  lt: '<', lte: '<=', gt: '>', gte: '>=', eq: '==', ne: '!=', in: 'in', absent: 'is absent',
} as const satisfies Record<Comparator, string>;

/** One end of the values on which a comparison fires; `closed` where the end itself fires. */
interface Interval {
  readonly from: number;
  readonly fromClosed: boolean;
  readonly to: number;
  readonly toClosed: boolean;
}

/** The values on which `value OP threshold` holds, as at most two intervals in order; null for comparators without numbers. */
const firingValues = (comparator: Comparator, threshold: number): readonly Interval[] | null => {
  const below = (closed: boolean): Interval => ({ from: Number.NEGATIVE_INFINITY, fromClosed: false, to: threshold, toClosed: closed });
  const above = (closed: boolean): Interval => ({ from: threshold, fromClosed: closed, to: Number.POSITIVE_INFINITY, toClosed: false });
  switch (comparator) {
    case 'lt':
      return [below(false)];
    case 'lte':
      return [below(true)];
    case 'gt':
      return [above(false)];
    case 'gte':
      return [above(true)];
    case 'eq':
      return [{ from: threshold, fromClosed: true, to: threshold, toClosed: true }];
    case 'ne':
      return [below(false), above(false)];
    case 'in':
    case 'absent':
      return null;
  }
};

const inside = (inner: Interval, outer: Interval): boolean =>
  (inner.from > outer.from || (inner.from === outer.from && (outer.fromClosed || !inner.fromClosed))) &&
  (inner.to < outer.to || (inner.to === outer.to && (outer.toClosed || !inner.toClosed)));

const covered = (inner: readonly Interval[], outer: readonly Interval[]): boolean =>
  inner.every((one) => outer.some((other) => inside(one, other)));

/**
 * What a second comparison is against a first, by the sets of values on which each fires: a subset is `weaker`, a superset
 * `stronger`. `incomparable` where neither holds the other, or where a side compares no number.
 */
export const compareFiring = (
  before: { readonly comparator: Comparator; readonly threshold: number },
  after: { readonly comparator: Comparator; readonly threshold: number },
): 'same' | 'weaker' | 'stronger' | 'incomparable' => {
  const old = firingValues(before.comparator, before.threshold);
  const fresh = firingValues(after.comparator, after.threshold);
  if (old === null || fresh === null) return before.comparator === after.comparator ? 'same' : 'incomparable';
  const weaker = covered(fresh, old);
  const stronger = covered(old, fresh);
  return weaker && stronger ? 'same' : weaker ? 'weaker' : stronger ? 'stronger' : 'incomparable';
};
