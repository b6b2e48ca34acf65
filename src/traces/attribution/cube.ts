/**
 * What attribution computes on: for each facet and value, how many conversations fell into each slice of time and how many of them
 * failed. A cube is small whatever the number of spans, and an analytical engine can make it with one GROUP BY a facet.
 */

/** One conversation (or trace, where there are no conversations). */
export interface Sample {
  /** Start, in milliseconds since 1970. */
  readonly time: number;
  readonly failed: boolean;
  /** Value by facet (`model.served`); a facet that is absent was not recorded. */
  readonly values: Readonly<Record<string, string>>;
}

/** The compared times: equally long before and after the onset, cut into slices of equal length. */
export interface Windows {
  readonly onset: number;
  readonly length: number;
  /** Slices in each window. */
  readonly slices: number;
}

/** Conversations and failures in each slice, before and after in a row: `2 × slices` of each. */
export interface Series {
  readonly rows: readonly number[];
  readonly failures: readonly number[];
}

/** Label of a value that was not recorded. */
export const MISSING = '∅';

export interface Cube {
  readonly windows: Windows;
  readonly total: Series;
  readonly facets: ReadonlyMap<string, ReadonlyMap<string, Series>>;
}

/** Two facets together, in the window after the onset: for each pair of values the conversations and failures. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly rows: number;
  readonly failures: number;
}

/** Where counts come from: memory or an engine. */
export interface Counts {
  readonly cube: Cube;
  readonly pairs: (first: string, second: string) => Promise<readonly Pair[]>;
}

interface MutableSeries {
  rows: number[];
  failures: number[];
}

const emptySeries = (slices: number): MutableSeries => ({
  rows: Array.from({ length: 2 * slices }, () => 0),
  failures: Array.from({ length: 2 * slices }, () => 0),
});

const count = (series: MutableSeries, slice: number, failed: boolean): void => {
  series.rows[slice] = (series.rows[slice] ?? 0) + 1;
  if (failed) series.failures[slice] = (series.failures[slice] ?? 0) + 1;
};

/** Slice of a moment; null outside the windows. */
export const sliceOf = ({ onset, length, slices }: Windows, time: number): number | null => {
  const slice = Math.floor(((time - (onset - length)) / length) * slices);
  return slice >= 0 && slice < 2 * slices ? slice : null;
};

/** Start of a slice, in milliseconds since 1970. */
export const sliceStart = ({ onset, length, slices }: Windows, slice: number): number => onset - length + (slice * length) / slices;

/** Counts made from conversations in memory. */
export const countSamples = (samples: readonly Sample[], windows: Windows): Counts => {
  const inside = samples.flatMap((sample) => {
    const slice = sliceOf(windows, sample.time);
    return slice === null ? [] : [{ sample, slice }];
  });
  const names = new Set(inside.flatMap(({ sample }) => Object.keys(sample.values)));
  const total = emptySeries(windows.slices);
  const facets = new Map<string, Map<string, MutableSeries>>([...names].map((name) => [name, new Map()]));
  for (const { sample, slice } of inside) {
    count(total, slice, sample.failed);
    for (const [name, values] of facets) {
      const value = sample.values[name] ?? MISSING;
      const series = values.get(value) ?? emptySeries(windows.slices);
      values.set(value, series);
      count(series, slice, sample.failed);
    }
  }
  const after = inside.filter(({ slice }) => slice >= windows.slices).map(({ sample }) => sample);
  return { cube: { windows, total, facets }, pairs: (first, second) => Promise.resolve(pairsOf(after, first, second)) };
};

const pairsOf = (samples: readonly Sample[], first: string, second: string): Pair[] => {
  const pairs = new Map<string, { first: string; second: string; rows: number; failures: number }>();
  for (const { values, failed } of samples) {
    const a = values[first] ?? MISSING;
    const b = values[second] ?? MISSING;
    const key = JSON.stringify([a, b]);
    const pair = pairs.get(key) ?? { first: a, second: b, rows: 0, failures: 0 };
    pairs.set(key, pair);
    pair.rows++;
    if (failed) pair.failures++;
  }
  return [...pairs.values()];
};
