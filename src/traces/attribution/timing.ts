import { LIMITS } from './facet.ts';
import type { Series } from './cube.ts';
import { binomialLikelihood } from './statistics.ts';

const prefix = (values: readonly number[]): number[] => {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
};

/** Log-likelihood of the failures when the rate changes once, before each slice; index 0 is no change. */
export const splitLikelihoods = ({ rows, failures }: Series): number[] => {
  const n = prefix(rows);
  const f = prefix(failures);
  const last = rows.length;
  return Array.from({ length: last }, (_, split) =>
    binomialLikelihood(f[split] ?? 0, n[split] ?? 0) + binomialLikelihood((f[last] ?? 0) - (f[split] ?? 0), (n[last] ?? 0) - (n[split] ?? 0)),
  );
};

/** The slice before which one change of rate explains the series best; null for a series without failures or with nothing else. */
export const bestSplit = (series: Series): number | null => {
  const likelihoods = splitLikelihoods(series);
  let best = 0;
  for (const [split, value] of likelihoods.entries()) if (value > (likelihoods[best] ?? -Infinity)) best = split;
  return best === 0 ? null : best;
};

/**
 * How much worse a change at `split` explains the failures than a change at the best time: twice the difference of the
 * log-likelihoods. Within {@link LIMITS.timingDeviance} the two times cannot be told apart.
 */
export const timingDeviance = (failures: Series, split: number): number => {
  const likelihoods = splitLikelihoods(failures);
  const best = Math.max(...likelihoods);
  // A split falls between two slices, so the true moment may lie in either neighbour.
  const near = Math.max(likelihoods[split - 1] ?? -Infinity, likelihoods[split] ?? -Infinity, likelihoods[split + 1] ?? -Infinity);
  return 2 * (best - near);
};

/**
 * The slice in which the risen values first appear for good: where their share has grown by a tenth of its whole growth. A ramp is
 * dated by its beginning, a flip by its moment.
 */
export const riseStart = (risen: Series, all: Series): number => {
  const split = bestSplit({ rows: all.rows, failures: risen.rows }) ?? 0;
  const share = (from: number, to: number): number => {
    let part = 0;
    let whole = 0;
    for (let slice = from; slice < to; slice++) {
      part += risen.rows[slice] ?? 0;
      whole += all.rows[slice] ?? 0;
    }
    return whole === 0 ? 0 : part / whole;
  };
  const base = share(0, Math.max(1, split));
  const grown = share(split, all.rows.length) - base;
  if (base > 0.001) return split;
  // Values that were not there before begin with their first row, unless that row stands alone long before the rest.
  for (let slice = 0; slice < split; slice++) {
    if ((risen.rows[slice] ?? 0) > 0 && share(slice, split) > grown * 0.1) return slice;
  }
  return split;
};

export const sameTime = (failures: Series, split: number): boolean => timingDeviance(failures, split) <= LIMITS.timingDeviance;
