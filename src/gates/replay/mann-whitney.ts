/** How far one series lies above another: the Hodges–Lehmann estimate of the shift, and an interval around it. */
export interface Shift {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Halvings of the range in which a bound is looked for: beyond what a double can tell apart. */
const HALVINGS = 60;

/**
 * The shift from `baseline` to `canary` by the Mann–Whitney U test with the normal approximation, corrected for ties and
 * continuity. `quantile` is the two-sided one of the normal distribution (1.96 for 95 %). Null where either series is empty or all
 * values are tied. Bauer, "Constructing Confidence Sets Using Rank Statistics" (1972), as R's `wilcox.test` computes it asymptotically.
 */
export const shiftBetween = (canary: readonly number[], baseline: readonly number[], quantile: number): Shift | null => {
  if (canary.length === 0 || baseline.length === 0) return null;
  const least = Math.min(...canary) - Math.max(...baseline);
  const most = Math.max(...canary) - Math.min(...baseline);
  if (least === most) return null;
  const rootOf = (wanted: number): number => {
    let [from, to] = [least, most];
    if (standardScore(canary, baseline, from) <= wanted) return from;
    if (standardScore(canary, baseline, to) >= wanted) return to;
    for (let step = 0; step < HALVINGS; step++) {
      const middle = (from + to) / 2;
      if (standardScore(canary, baseline, middle) > wanted) from = middle;
      else to = middle;
    }
    return (from + to) / 2;
  };
  return { estimate: medianDifference(canary, baseline), low: rootOf(quantile), high: rootOf(-quantile) };
};

/** How unusual the ranks of the canary are once it is shifted back, in standard deviations; falls as the shift grows. */
const standardScore = (canary: readonly number[], baseline: readonly number[], shift: number): number => {
  const values = [...canary.map((value) => ({ value: value - shift, mine: true })), ...baseline.map((value) => ({ value, mine: false }))].toSorted((one, other) => one.value - other.value);
  const total = values.length;
  const pairs = canary.length * baseline.length;
  let ranks = 0;
  let ties = 0;
  for (let start = 0; start < total; ) {
    let end = start;
    let mine = 0;
    for (; end < total && values[end]?.value === values[start]?.value; end++) if (values[end]?.mine === true) mine++;
    ranks += (mine * (start + 1 + end)) / 2;
    ties += (end - start) ** 3 - (end - start);
    start = end;
  }
  const excess = ranks - (canary.length * (canary.length + 1)) / 2 - pairs / 2;
  const deviation = Math.sqrt((pairs / 12) * (total + 1 - ties / (total * (total - 1))));
  return deviation === 0 ? 0 : (excess - Math.sign(excess) * 0.5) / deviation;
};

const medianDifference = (canary: readonly number[], baseline: readonly number[]): number => {
  const differences = Float64Array.from(canary.flatMap((mine) => baseline.map((other) => mine - other))).toSorted();
  const middle = differences.length / 2;
  return ((differences[Math.ceil(middle) - 1] ?? 0) + (differences[Math.floor(middle)] ?? 0)) / 2;
};

/** Common-language effect size: how likely a value of the canary is above one of the baseline, ties as half. */
export const likelihoodAbove = (canary: readonly number[], baseline: readonly number[]): number => {
  let above = 0;
  for (const mine of canary) for (const other of baseline) above += mine > other ? 1 : mine === other ? 0.5 : 0;
  return above / (canary.length * baseline.length);
};
