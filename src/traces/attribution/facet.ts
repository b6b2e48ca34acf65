import { MISSING, type Cube, type Series } from './cube.ts';

/** Thresholds of the method; see `docs/moved.md` for where each comes from. */
export const LIMITS = {
  /** A facet recorded in fewer conversations is unknown. */
  coverage: 0.5,
  /** A facet with more distinct values than this share of the conversations is an identifier. */
  identifier: 0.5,
  /** Values in fewer conversations, or in a smaller share, are put together. */
  rareRows: 5,
  rareShare: 0.005,
  /** A numeric facet with more distinct values is cut at its quantiles. */
  distinctNumbers: 20,
  quantiles: 8,
  /** Moved: adjusted p below, and Cramér's V at or above. */
  movedP: 0.01,
  movedV: 0.1,
  /** A value rises when its share grows by more than both. */
  riseShare: 0.02,
  riseRatio: 1.25,
  /** Conversations are compared with others of the same time: so many in a block of time, if the slices are fuller than that, in a slice. */
  blockRows: 20,
  /** Conversations with and without risen values at the same times, for the facet to be separable from the time. */
  risenRows: 10,
  unmovedRows: 30,
  /** Kinds that meet in fewer conversations than both follow one another. */
  meetingRows: 10,
  meetingShare: 0.03,
  explainsP: 0.01,
  explainedShare: 0.3,
  /** Deviance within which two change times explain the failures as well as each other. */
  timingDeviance: 9,
  /** How likely, among all facets that changed, one that has nothing to do with the failures may fit their time. */
  coincidence: 0.05,
  /** Deviance that another change of the rate takes away, to count as one that the facet leaves unexplained. */
  remainingDeviance: 12,
  /** At most so many other facets are held equal, those that tell most of failures first; a facet tells something below this p. */
  controls: 12,
  controlP: 0.01,
  /** Values of a facet, for their spread to be part of the error of a comparison. */
  clusters: 4,
} as const;

/** One value of a facet with its sums on either side of the onset. */
export interface ValueCounts {
  readonly value: string;
  readonly series: Series;
  readonly before: number;
  readonly after: number;
  readonly failuresBefore: number;
  readonly failuresAfter: number;
}

export type FacetReading =
  | { readonly kind: 'unknown'; readonly facet: string; readonly coverage: number }
  | { readonly kind: 'identifier'; readonly facet: string; readonly coverage: number; readonly distinct: number }
  | { readonly kind: 'variable'; readonly facet: string; readonly coverage: number; readonly values: readonly ValueCounts[]; readonly labelOf: (value: string) => string };

export const OTHER = 'other';

const add = (a: readonly number[], b: readonly number[]): number[] => a.map((value, index) => value + (b[index] ?? 0));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const joined = (all: readonly Series[]): Series | null =>
  all.length === 0 ? null : all.reduce((a, b) => ({ rows: add(a.rows, b.rows), failures: add(a.failures, b.failures) }));

/** Borders of about equally full classes of a numeric facet. */
const quantileBorders = (values: readonly (readonly [string, Series])[]): number[] => {
  const sorted = values.map(([value, { rows }]) => ({ number: Number(value), rows: sum(rows) })).sort((a, b) => a.number - b.number);
  const total = sum(sorted.map(({ rows }) => rows));
  const borders: number[] = [];
  let seen = 0;
  for (const { number, rows } of sorted) {
    seen += rows;
    if (seen >= ((borders.length + 1) * total) / LIMITS.quantiles && borders.length < LIMITS.quantiles - 1) borders.push(number);
  }
  return borders;
};

const isNumber = (value: string): boolean => value.trim() !== '' && Number.isFinite(Number(value));

/** Puts values into classes: quantiles of many numbers, and one class for the rare ones. */
const classes = (values: ReadonlyMap<string, Series>, total: number): ((value: string) => string) => {
  const recorded = [...values].filter(([value]) => value !== MISSING);
  if (recorded.length > LIMITS.distinctNumbers && recorded.every(([value]) => isNumber(value))) {
    const borders = quantileBorders(recorded);
    return (value) => {
      if (value === MISSING) return value;
      const index = borders.findIndex((border) => Number(value) <= border);
      return index < 0 ? `> ${borders.at(-1) ?? 0}` : `≤ ${borders[index] ?? 0}`;
    };
  }
  const least = Math.max(LIMITS.rareRows, LIMITS.rareShare * total);
  const rare = new Set(recorded.filter(([, { rows }]) => sum(rows) < least).map(([value]) => value));
  return (value) => (rare.has(value) ? OTHER : value);
};

/** Reads one facet of a cube: whether it can be judged at all, and its values in classes. */
export const readFacet = (cube: Cube, facet: string): FacetReading => {
  const values = cube.facets.get(facet) ?? new Map<string, Series>();
  const { slices } = cube.windows;
  const total = sum(cube.total.rows);
  const missing = sum(values.get(MISSING)?.rows ?? []);
  const coverage = total === 0 ? 0 : (total - missing) / total;
  const distinct = values.size - (values.has(MISSING) ? 1 : 0);
  if (coverage < LIMITS.coverage) return { kind: 'unknown', facet, coverage };
  const numeric = [...values.keys()].every((value) => value === MISSING || isNumber(value));
  if (distinct > LIMITS.identifier * total && !numeric) return { kind: 'identifier', facet, coverage, distinct };
  const labelOf = classes(values, total);
  const byLabel = new Map<string, Series[]>();
  for (const [value, series] of values) byLabel.set(labelOf(value), [...(byLabel.get(labelOf(value)) ?? []), series]);
  const counts = [...byLabel].flatMap(([value, all]): ValueCounts[] => {
    const series = joined(all);
    if (series === null) return [];
    return [
      {
        value,
        series,
        before: sum(series.rows.slice(0, slices)),
        after: sum(series.rows.slice(slices)),
        failuresBefore: sum(series.failures.slice(0, slices)),
        failuresAfter: sum(series.failures.slice(slices)),
      },
    ];
  });
  return { kind: 'variable', facet, coverage, values: counts, labelOf };
};
