import { LIMITS } from './facet.ts';
import type { Series } from './cube.ts';
import { binomialLikelihood } from './statistics.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

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

const likelihoodOf = ({ rows, failures }: Series): number => binomialLikelihood(sum(failures), sum(rows));

/** Lengths of the gradual growths that are tried, as shares of one window, and the moments at which they are tried to begin. */
const GROWTHS = [0.5, 1, 1.5] as const;
const BEGINNINGS = 48;

/** Log-likelihood of rates that go from one to another along a curve between 0 and 1; the two rates are fitted by least squares. */
const curveLikelihood = ({ rows, failures }: Series, curve: (slice: number) => number): number => {
  let [n, x, xx, y, xy] = [0, 0, 0, 0, 0];
  for (const [slice, count] of rows.entries()) {
    const at = curve(slice);
    const failed = failures[slice] ?? 0;
    n += count;
    x += count * at;
    xx += count * at * at;
    y += failed;
    xy += failed * at;
  }
  const slope = (n * xy - x * y) / Math.max(1e-9, n * xx - x * x);
  const base = (y - slope * x) / n;
  return rows.reduce((likelihood, count, slice) => {
    const rate = Math.min(1 - 1e-6, Math.max(1e-6, base + slope * curve(slice)));
    const failed = failures[slice] ?? 0;
    return likelihood + failed * Math.log(rate) + (count - failed) * Math.log(1 - rate);
  }, 0);
};

/** The best log-likelihood of failures that grow gradually instead of at once. */
const gradualLikelihood = (all: Series): number => {
  const last = all.rows.length;
  const likelihoods = GROWTHS.flatMap((share) => {
    const length = (share * last) / 2;
    return Array.from({ length: BEGINNINGS }, (_, step) => {
      const start = (step * last) / BEGINNINGS;
      return curveLikelihood(all, (slice) => Math.min(1, Math.max(0, (slice + 0.5 - start) / length)));
    });
  });
  return Math.max(...likelihoods);
};

/**
 * How much worse the failures are explained by who has a risen value than by one change of the rate at the best time: twice the
 * difference of the log-likelihoods. Negative where the values explain more than any one moment does.
 */
export const timingDeviance = (all: Series, risen: Series, rest: Series): number => 2 * (Math.max(...splitLikelihoods(all)) - likelihoodOf(risen) - likelihoodOf(rest));

/** How much worse the failures are explained by who has a risen value than by a gradual growth. */
export const gradualDeviance = (all: Series, risen: Series, rest: Series): number => 2 * (gradualLikelihood(all) - likelihoodOf(risen) - likelihoodOf(rest));

/**
 * How likely a change at a moment that has nothing to do with the failures fits them as well: the share of the moments whose deviance is
 * no larger, for a facet that changed so often. What explains more than any one moment does, such as a change that was rolled back, has
 * two moments that fit.
 */
export const coincidence = (all: Series, deviance: number, changes: number): number => {
  const likelihoods = splitLikelihoods(all);
  const best = Math.max(...likelihoods);
  const near = likelihoods.filter((likelihood) => 2 * (best - likelihood) <= Math.max(deviance, 1)).length / likelihoods.length;
  return 1 - (1 - (deviance < -LIMITS.timingDeviance ? near ** 2 : near)) ** changes;
};

/**
 * The largest change of the rate, up or down, that is left within a series whose rate ought to be steady; 0 where no change stands
 * out.
 */
export const remainingChange = (series: Series): number => {
  const likelihoods = splitLikelihoods(series);
  const rows = prefix(series.rows);
  const failures = prefix(series.failures);
  const last = series.rows.length;
  const [allRows, allFailures] = [rows[last] ?? 0, failures[last] ?? 0];
  const least = Math.max(LIMITS.remainingRows, LIMITS.remainingShare * allRows);
  let best = { gain: LIMITS.remainingDeviance / 2, change: 0 };
  for (const [split, likelihood] of likelihoods.entries()) {
    const [n, f] = [rows[split] ?? 0, failures[split] ?? 0];
    const gain = likelihood - (likelihoods[0] ?? 0);
    if (gain > best.gain && n >= least && allRows - n >= least) best = { gain, change: Math.abs(f / n - (allFailures - f) / (allRows - n)) };
  }
  return best.change;
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
