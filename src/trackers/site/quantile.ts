export interface QuantileEstimate {
  readonly value: number;
  /** Bounds of the interval; null where so few values bound nothing on that side. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * A quantile of independent values with an interval of at least 95 % from order statistics, which assumes no distribution
 * (David and Nagaraja, Order Statistics, 7.1). Null without values.
 */
export const quantileOf = (values: readonly number[], share: number): QuantileEstimate | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  const value = sorted[Math.max(0, Math.ceil(count * share) - 1)];
  if (value === undefined) return null;
  let logarithm = count * Math.log(1 - share);
  let below = 0;
  let low = 0;
  let high = count + 1;
  for (let rank = 0; rank < count; rank++) {
    // `below` becomes the chance that at most `rank` values lie under the quantile.
    below += Math.exp(logarithm);
    if (below <= 0.025) low = rank + 1;
    if (below >= 0.975) {
      high = rank + 1;
      break;
    }
    logarithm += Math.log((count - rank) / (rank + 1)) + Math.log(share / (1 - share));
  }
  return { value, low: sorted[low - 1] ?? null, high: sorted[high - 1] ?? null };
};
