import { MISSING, type Cube, type FacetSummary, type Series } from './cube.ts';

/** Thresholds of the method; see `docs/moved.md` for where each comes from. */
export const LIMITS = {
  /** A facet recorded in fewer conversations is unknown. */
  coverage: 0.5,
  /** A facet with more distinct values than this share of the conversations is an identifier. */
  identifier: 0.5,
  /** Moved: adjusted p below, and Cramér's V at or above. */
  movedP: 0.01,
  movedV: 0.1,
  /** A value rises when its share grows by more than both. */
  riseShare: 0.02,
  riseRatio: 1.25,
  /** Conversations are compared with others of the same time: so many in a block of time, or in a slice where slices are fuller than that. */
  blockRows: 20,
  /** Conversations with and without risen values at the same times, for the facet to be separable from the time. */
  risenRows: 10,
  unmovedRows: 30,
  /** Kinds that meet in fewer conversations than both follow one another. */
  meetingRows: 10,
  meetingShare: 0.03,
  explainsP: 0.01,
  explainedShare: 0.3,
  /** A smaller share is enough with a p below this for values that are mostly new. */
  certainShare: 0.1,
  certainP: 1e-5,
  newShare: 0.25,
  /** Deviance within which two change times explain the failures as well as each other. */
  timingDeviance: 10,
  /** By so much may a gradual growth of the failures, of which many are tried, explain them better than a change at once. */
  gradualDeviance: 1,
  /** How likely, among all facets that changed, one that has nothing to do with the failures may fit their time. */
  coincidence: 0.1,
  /** Deviance that another change of the rate takes away, to count as one that the facet leaves unexplained. */
  remainingDeviance: 13,
  /** Conversations on either side of such a change. */
  remainingRows: 20,
  remainingShare: 0.03,
  /** At most so many other facets are held equal, those that tell most of failures first; a facet tells something below this p. */
  controls: 12,
  controlP: 0.01,
  /** Fewer conversations alike in a value that is held equal say nothing; more show a difference at so many standard deviations (one-sided 5 %), or at this share of it. */
  alikeRows: 10,
  alikeDeviations: 1.645,
  alikeShare: 0.6,
  /** Conversations before the onset that show what rate of failures a value usually has. */
  usualRows: 5,
  /** Values of a facet, for their spread to be part of the error of a comparison. */
  clusters: 4,
} as const;

/** One class of values of a facet with its sums on either side of the onset. */
export interface ValueCounts {
  readonly value: string;
  readonly series: Series;
  readonly before: number;
  readonly after: number;
  readonly failuresBefore: number;
  readonly failuresAfter: number;
}

/** Whether a facet can be judged at all. */
export type FacetKind = 'variable' | 'unknown' | 'identifier';

export const coverageOf = ({ recorded }: FacetSummary, total: number): number => (total === 0 ? 0 : recorded / total);

export const kindOf = (summary: FacetSummary, total: number): FacetKind => {
  if (coverageOf(summary, total) < LIMITS.coverage) return 'unknown';
  return summary.distinct > LIMITS.identifier * total ? 'identifier' : 'variable';
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The classes of one facet, with what is not recorded as one of them. */
export const valuesOf = (cube: Cube, facet: string): ValueCounts[] => {
  const { slices } = cube.windows;
  const classes = [...(cube.facets.get(facet) ?? [])];
  const rest = (all: readonly number[], pick: (series: Series) => readonly number[]): number[] =>
    classes.reduce((left, [, series]) => left.map((value, slice) => value - (pick(series)[slice] ?? 0)), [...all]);
  const missing = { rows: rest(cube.total.rows, ({ rows }) => rows), failures: rest(cube.total.failures, ({ failures }) => failures) };
  return [...classes, ...(sum(missing.rows) > 0 ? [[MISSING, missing] as const] : [])].map(([value, series]) => ({
    value,
    series,
    before: sum(series.rows.slice(0, slices)),
    after: sum(series.rows.slice(slices)),
    failuresBefore: sum(series.failures.slice(0, slices)),
    failuresAfter: sum(series.failures.slice(slices)),
  }));
};
