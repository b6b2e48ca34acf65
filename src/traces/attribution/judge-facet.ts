import { coincidence, gradualDeviance, remainingChange, riseStart, timingDeviance } from './timing.ts';
import { coverageOf, LIMITS, valuesOf, type ValueCounts } from './facet.ts';
import type { Cube, FacetSummary, Series } from './cube.ts';
import { cramersV, independence, jensenShannon, populationStability, withinStrata, type Stratum } from './statistics.ts';

/** How the conversations with risen values can be compared with the others. */
export type Comparison =
  /** Both kinds happen at the same times. */
  | 'concurrent'
  /** One kind follows the other: whatever else changed with the time is an explanation as good. */
  | 'sequential'
  /** Nothing rose, or too few conversations have it. */
  | 'none';

/** What the counts of one facet say. Shares and rates are 0 to 1. */
export interface JudgedFacet {
  readonly facet: string;
  readonly coverage: number;
  readonly values: readonly ValueCounts[];
  /** Cramér's V, Jensen–Shannon divergence (bits) and population stability index of before against after. */
  readonly effect: number;
  readonly divergence: number;
  readonly stability: number;
  readonly p: number;
  /** Values whose share grew. */
  readonly risen: readonly string[];
  /** Shares of the conversations with a risen value, before and after. */
  readonly risenBefore: number;
  readonly risenAfter: number;
  readonly comparison: Comparison;
  /** Share of the rise of failures that the growth of the risen values makes; null where there are no risen values. */
  readonly explained: number | null;
  /** Test that conversations with risen values fail more than others of the same time; 1 where they do not. */
  readonly explainsP: number;
  /** The other facet whose holding equal weakened that test most; null where none did. */
  readonly heldBy: string | null;
  /** Whether the rest, the conversations without a risen value, began to fail more as well; p of its G-test, 1 where they did not. */
  readonly restP: number;
  /** Slice in which the risen values begin; null where none rose. */
  readonly changedAt: number | null;
  /** How much worse the risen values explain the failures than one change at the best time does. */
  readonly deviance: number;
  /** How much worse than a gradual growth of the failures; positive where nothing happened at the moment of the change. */
  readonly gradual: number;
  /** How likely a facet that changed so often fits the time of the failures as well by chance. */
  readonly coincidence: number;
  /** The largest change of the failure rate that is left among conversations alike in whether they have a risen value, as a share of what these fail more. */
  readonly remaining: number;
  /** How its values are put into classes. */
  readonly summary: FacetSummary;
}

const rate = (failures: number, rows: number): number => (rows > 0 ? failures / rows : 0);

const total = (values: readonly ValueCounts[]): { before: number; after: number; failuresBefore: number; failuresAfter: number } =>
  values.reduce(
    (sum, value) => ({
      before: sum.before + value.before,
      after: sum.after + value.after,
      failuresBefore: sum.failuresBefore + value.failuresBefore,
      failuresAfter: sum.failuresAfter + value.failuresAfter,
    }),
    { before: 0, after: 0, failuresBefore: 0, failuresAfter: 0 },
  );

/** The series of several values together. */
const seriesOf = (cube: Cube, values: readonly ValueCounts[]): Series => ({
  rows: cube.total.rows.map((_, slice) => values.reduce((sum, { series }) => sum + (series.rows[slice] ?? 0), 0)),
  failures: cube.total.failures.map((_, slice) => values.reduce((sum, { series }) => sum + (series.failures[slice] ?? 0), 0)),
});

const rises = (value: ValueCounts, before: number, after: number): boolean => {
  const q0 = rate(value.before, before);
  const q1 = rate(value.after, after);
  return q1 - q0 > LIMITS.riseShare && q1 > LIMITS.riseRatio * q0;
};

/** G-test of failure against two groups; 1 where the first does not fail more. */
const failsMoreP = (failures: number, rows: number, otherFailures: number, others: number): number =>
  rate(failures, rows) > rate(otherFailures, others) ? independence([[failures, rows - failures], [otherFailures, others - otherFailures]]).p : 1;

/** Borders of blocks of time after the onset, each of about {@link LIMITS.blockRows} conversations. */
const blocksOf = ({ total, windows }: Cube, from: number): readonly (readonly [from: number, to: number])[] => {
  const blocks: (readonly [number, number])[] = [];
  let start = from;
  let rows = 0;
  for (let slice = from; slice < 2 * windows.slices; slice++) {
    rows += total.rows[slice] ?? 0;
    if (rows < LIMITS.blockRows && slice < 2 * windows.slices - 1) continue;
    blocks.push([start, slice + 1]);
    start = slice + 1;
    rows = 0;
  }
  return blocks;
};

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Conversations with a risen value against the others, in each block of time. */
const strataByTime = (cube: Cube, risen: Series, rest: Series, from: number): Stratum[] =>
  blocksOf(cube, from).map(([start, end]) => ({
    exposedFailures: sum(risen.failures.slice(start, end)),
    exposed: sum(risen.rows.slice(start, end)),
    otherFailures: sum(rest.failures.slice(start, end)),
    others: sum(rest.rows.slice(start, end)),
  }));

const rateOf = ({ rows, failures }: Series): number => rate(sum(failures), sum(rows));

/** Whether one kind of conversation follows the other in time, as far as the slices tell. */
const follow = (cube: Cube, risen: Series, rest: Series): boolean => {
  const meeting = sum(strataByTime(cube, risen, rest, 0).map(({ exposed, others }) => Math.min(exposed, others)));
  return meeting <= Math.max(LIMITS.meetingRows, LIMITS.meetingShare * sum(cube.total.rows));
};

/** Judges one facet against the rise of failures. `rise` is the growth of the failure rate and positive. */
export const judgeFacet = (cube: Cube, summary: FacetSummary, rise: number): JudgedFacet => {
  const values = valuesOf(cube, summary.facet);
  const all = total(values);
  const table = [values.map((value) => value.before), values.map((value) => value.after)];
  const risenValues = values.filter((value) => rises(value, all.before, all.after));
  const rest = values.filter((value) => !risenValues.includes(value));
  const unmoved = total(rest);
  const [risenSeries, restSeries] = [seriesOf(cube, risenValues), seriesOf(cube, rest)];
  const [risenBefore, risenAfter] = [rate(sum(risenValues.map(({ before }) => before)), all.before), rate(sum(risenValues.map(({ after }) => after)), all.after)];
  const sameTime = withinStrata(strataByTime(cube, risenSeries, restSeries, cube.windows.slices));
  const comparison =
    risenValues.length === 0 ? 'none' : sameTime.exposed >= LIMITS.risenRows && sameTime.others >= LIMITS.unmovedRows ? 'concurrent' : follow(cube, risenSeries, restSeries) ? 'sequential' : 'none';
  const difference = rateOf(risenSeries) - rateOf(restSeries);
  const deviance = comparison === 'sequential' ? timingDeviance(cube.total, risenSeries, restSeries) : Infinity;
  return {
    facet: summary.facet,
    coverage: coverageOf(summary, all.before + all.after),
    values,
    effect: cramersV(table),
    divergence: jensenShannon(table[0] ?? [], table[1] ?? []),
    stability: populationStability(table[0] ?? [], table[1] ?? []),
    p: independence(table).p,
    risen: risenValues.map((value) => value.value),
    risenBefore,
    risenAfter,
    comparison,
    explained: risenValues.length === 0 ? null : ((comparison === 'concurrent' ? sameTime.difference : difference) * (risenAfter - risenBefore)) / rise,
    explainsP: sameTime.z > 0 ? sameTime.p : 1,
    heldBy: null,
    restP: failsMoreP(unmoved.failuresAfter, unmoved.after, unmoved.failuresBefore, unmoved.before),
    changedAt: risenValues.length === 0 ? null : riseStart(risenSeries, cube.total),
    deviance,
    gradual: deviance <= LIMITS.timingDeviance ? gradualDeviance(cube.total, risenSeries, restSeries) : Infinity,
    coincidence: comparison === 'sequential' ? coincidence(cube.total, deviance, Math.max(1, values.length - 1)) : 1,
    remaining: comparison === 'sequential' ? Math.max(remainingChange(risenSeries), remainingChange(restSeries)) / Math.max(1e-9, difference) : Infinity,
    summary,
  };
};
