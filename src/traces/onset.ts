import { binomialLikelihood, chiSquareTail } from './attribution/statistics.ts';
import type { Series, Source } from './attribution/cube.ts';

const LEAST_ROWS = 20;
/** Slices of the whole time, and of those around the beginning that was found. */
const COARSE = 300;
const FINE = 120;
/** A few stray times must not stretch the whole: slices are laid over what holds nearly all conversations. */
const STRAY = 0.002;

interface Sums {
  readonly rows: readonly number[];
  readonly failures: readonly number[];
}

const runningSums = (values: readonly number[]): number[] => {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
};

const between = (sums: Sums, from: number, to: number): { readonly rows: number; readonly failures: number } => ({
  rows: (sums.rows[to] ?? 0) - (sums.rows[from] ?? 0),
  failures: (sums.failures[to] ?? 0) - (sums.failures[from] ?? 0),
});

/** Time within which all but a few conversations at either end lie. */
const denseExtent = async (source: Source): Promise<{ readonly from: number; readonly to: number } | null> => {
  const extent = await source.extent();
  if (extent === null || extent.rows < 2 * LEAST_ROWS) return null;
  let [from, to] = [extent.first, extent.last + 1];
  for (let zoom = 0; zoom < 8; zoom++) {
    const { rows } = await source.outcomes(from, to, COARSE);
    const sums = runningSums(rows);
    const total = sums.at(-1) ?? 0;
    const first = sums.findIndex((sum) => sum > STRAY * total) - 1;
    const last = sums.findIndex((sum) => sum >= (1 - STRAY) * total);
    if (last - first > COARSE / 2) break;
    const width = (to - from) / COARSE;
    [from, to] = [from + first * width, from + last * width];
  }
  return { from, to };
};

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Log-likelihood that it gains over one rate for all. */
  readonly gain: number;
}

/** The stretch of slices, not from the first one on, whose higher rate explains the failures best. */
const worstStretch = (series: Series): Stretch | null => {
  const sums: Sums = { rows: runningSums(series.rows), failures: runningSums(series.failures) };
  const last = series.rows.length;
  const all = between(sums, 0, last);
  const none = binomialLikelihood(all.failures, all.rows);
  let best: Stretch | null = null;
  for (let from = 1; from < last; from++) {
    if ((sums.rows[from] ?? 0) < LEAST_ROWS) continue;
    for (let to = from + 1; to <= last; to++) {
      const inside = between(sums, from, to);
      if (inside.rows < LEAST_ROWS) continue;
      const outside = { rows: all.rows - inside.rows, failures: all.failures - inside.failures };
      if (inside.failures * outside.rows <= outside.failures * inside.rows) continue;
      const gain = binomialLikelihood(inside.failures, inside.rows) + binomialLikelihood(outside.failures, outside.rows) - none;
      if (gain > (best?.gain ?? 0)) best = { from, to, gain };
    }
  }
  return best;
};

/** The slice at which a rate turns into a higher one. */
const turn = (series: Series, low: number, high: number): number => {
  const step = series.rows.map((rows, slice) => {
    const failures = series.failures[slice] ?? 0;
    return failures * Math.log(high / low) + (rows - failures) * Math.log((1 - high) / (1 - low));
  });
  const sums = runningSums(step);
  // What lies behind the turn gains by the higher rate.
  let best = 0;
  for (const [slice, sum] of sums.entries()) if (sum < (sums[best] ?? 0)) best = slice;
  return best;
};

const smoothed = ({ rows, failures }: { readonly rows: number; readonly failures: number }): number => (failures + 0.5) / (rows + 1);

/**
 * The moment at which failures began to rise, whether or not they fell again later. Null where no rise stands out (p below 0.05 after
 * counting the stretches that were tried) or where there are too few conversations.
 */
export const detectOnset = async (source: Source): Promise<number | null> => {
  const extent = await denseExtent(source);
  if (extent === null) return null;
  const { from, to } = extent;
  const series = await source.outcomes(from, to, COARSE);
  const stretch = worstStretch(series);
  if (stretch === null || chiSquareTail(2 * stretch.gain, 1) * COARSE * 10 > 0.05) return null;
  const sums: Sums = { rows: runningSums(series.rows), failures: runningSums(series.failures) };
  const inside = between(sums, stretch.from, stretch.to);
  const all = between(sums, 0, COARSE);
  const width = (to - from) / COARSE;
  // The edge of a slice is near the beginning; it is looked for within two slices on either side.
  const [low, high] = [from + Math.max(0, stretch.from - 2) * width, from + (stretch.from + 2) * width];
  const fine = await source.outcomes(low, high, FINE);
  const slice = turn(fine, smoothed({ rows: all.rows - inside.rows, failures: all.failures - inside.failures }), smoothed(inside));
  return low + (slice * (high - low)) / FINE;
};
