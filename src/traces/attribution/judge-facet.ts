import { riseStart, timingDeviance } from './timing.ts';
import { LIMITS, type FacetReading, type ValueCounts } from './facet.ts';
import type { Cube, Series } from './cube.ts';
import { cramersV, independence, jensenShannon, populationStability } from './statistics.ts';

type Variable = Extract<FacetReading, { kind: 'variable' }>;

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
  /** True where enough conversations on both sides have a value that did not rise: only then can the facet be told from the time. */
  readonly separable: boolean;
  /** Share of the rise of failures that goes when the risen values are left out; null where there are no risen values. */
  readonly explained: number | null;
  /** G-test of risen values against failure after the onset; 1 where the risen ones do not fail more. */
  readonly explainsP: number;
  /** Whether the rest, the conversations without a risen value, began to fail more as well; p of its G-test, 1 where they did not. */
  readonly restP: number;
  /** Slice in which the risen values begin; null where none rose. */
  readonly changedAt: number | null;
  /** How much worse a change at that time explains the failures than the best time does. */
  readonly deviance: number;
  readonly labelOf: (value: string) => string;
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
export const seriesOf = (cube: Cube, values: readonly ValueCounts[]): Series => ({
  rows: cube.total.rows.map((_, slice) => values.reduce((sum, { series }) => sum + (series.rows[slice] ?? 0), 0)),
  failures: cube.total.failures.map((_, slice) => values.reduce((sum, { series }) => sum + (series.failures[slice] ?? 0), 0)),
});

const rises = (value: ValueCounts, before: number, after: number): boolean => {
  const q0 = rate(value.before, before);
  const q1 = rate(value.after, after);
  return q1 - q0 > LIMITS.riseShare && q1 > LIMITS.riseRatio * q0;
};

/** Kitagawa's mix effect as a share of the rise: how much of it the changed shares alone would make; an unseen side borrows the other's rate. */
const mixEffect = (values: readonly ValueCounts[], before: number, after: number, rise: number): number => {
  const effect = values.reduce((sum, value) => {
    const r0 = value.before > 0 ? rate(value.failuresBefore, value.before) : rate(value.failuresAfter, value.after);
    const r1 = value.after > 0 ? rate(value.failuresAfter, value.after) : r0;
    return sum + ((rate(value.after, after) - rate(value.before, before)) * (r0 + r1)) / 2;
  }, 0);
  return effect / rise;
};

/** G-test of failure against two groups; 1 where the first does not fail more. */
const failsMoreP = (failures: number, rows: number, otherFailures: number, others: number): number =>
  rate(failures, rows) > rate(otherFailures, others) ? independence([[failures, rows - failures], [otherFailures, others - otherFailures]]).p : 1;

/** Judges one facet against the rise of failures. `rise` is the growth of the failure rate and positive. */
export const judgeFacet = (cube: Cube, reading: Variable, rise: number): JudgedFacet => {
  const { values } = reading;
  const all = total(values);
  const table = [values.map((value) => value.before), values.map((value) => value.after)];
  const risenValues = values.filter((value) => rises(value, all.before, all.after));
  const rest = values.filter((value) => !risenValues.includes(value));
  const risen = total(risenValues);
  const unmoved = total(rest);
  const separable = unmoved.before >= LIMITS.unmovedRows && unmoved.after >= LIMITS.unmovedRows;
  const restRise = rate(unmoved.failuresAfter, unmoved.after) - rate(unmoved.failuresBefore, unmoved.before);
  const explained = risenValues.length === 0 ? null : separable ? 1 - restRise / rise : mixEffect(values, all.before, all.after, rise);
  const changedAt = risenValues.length === 0 ? null : riseStart(seriesOf(cube, risenValues), cube.total);
  return {
    facet: reading.facet,
    coverage: reading.coverage,
    values,
    effect: cramersV(table),
    divergence: jensenShannon(table[0] ?? [], table[1] ?? []),
    stability: populationStability(table[0] ?? [], table[1] ?? []),
    p: independence(table).p,
    risen: risenValues.map((value) => value.value),
    separable,
    explained,
    explainsP: failsMoreP(risen.failuresAfter, risen.after, unmoved.failuresAfter, unmoved.after),
    restP: failsMoreP(unmoved.failuresAfter, unmoved.after, unmoved.failuresBefore, unmoved.before),
    changedAt,
    deviance: changedAt === null ? Infinity : timingDeviance(cube.total, changedAt),
    labelOf: reading.labelOf,
  };
};

/** The values of a facet that did not rise, as a series: failures without the facet's share in them. */
export const restOf = (cube: Cube, facet: JudgedFacet): Series => seriesOf(cube, facet.values.filter((value) => !facet.risen.includes(value.value)));

