import type { Pair, Source, Windows } from './cube.ts';
import { LIMITS, type ValueCounts } from './facet.ts';
import type { JudgedFacet } from './judge-facet.ts';
import { chiSquareTail, independence, withinStrata, type Stratum } from './statistics.ts';

/** How much more conversations with a risen value fail than others that are alike in another facet. */
interface Adjusted {
  readonly p: number;
  readonly difference: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Conversations after the onset by the value of the other facet. */
interface Group extends Stratum {
  readonly value: string;
}

const groupsBy = (pairs: readonly Pair[], facet: JudgedFacet): Group[] => {
  const groups = new Map<string, { exposedFailures: number; exposed: number; otherFailures: number; others: number }>();
  for (const { first, second, rows, failures } of pairs) {
    const group = groups.get(second) ?? { exposedFailures: 0, exposed: 0, otherFailures: 0, others: 0 };
    groups.set(second, group);
    if (facet.risen.includes(first)) {
      group.exposed += rows;
      group.exposedFailures += failures;
    } else {
      group.others += rows;
      group.otherFailures += failures;
    }
  }
  return [...groups].map(([value, group]) => ({ value, ...group }));
};

/** Failures of one kind of conversation beyond what their groups had before the onset. */
interface Excess {
  readonly rate: number;
  readonly variance: number;
}

/**
 * Excess failures per conversation. Where there are several groups, what they differ by counts as error as well: tenants that fail for a
 * reason of their own are as many observations as there are tenants, not as there are conversations.
 */
const excessOf = (parts: readonly { readonly rows: number; readonly failures: number; readonly usual: number }[]): Excess => {
  const present = parts.filter(({ rows }) => rows > 0);
  const rows = sum(present.map((part) => part.rows));
  const failures = sum(present.map((part) => part.failures));
  const rate = (failures - sum(present.map((part) => part.rows * part.usual))) / rows;
  const observed = failures / rows;
  const binomial = (observed * (1 - observed)) / rows;
  if (present.length < LIMITS.clusters) return { rate, variance: binomial };
  const spread = sum(present.map((part) => (part.failures - part.rows * (part.usual + rate)) ** 2)) / rows ** 2;
  return { rate, variance: Math.max(binomial, (spread * present.length) / (present.length - 1)) };
};

const rateBefore = ({ before, failuresBefore }: ValueCounts): number => failuresBefore / before;

/** Difference in differences: where a value decides who has the risen one, each kind is compared with its own groups before the onset. */
const againstBefore = (groups: readonly Group[], other: JudgedFacet): Adjusted | null => {
  const known = groups.flatMap((group) => {
    const counts = other.values.find(({ value }) => value === group.value);
    return counts === undefined || counts.before < LIMITS.usualRows ? [] : [{ ...group, usual: rateBefore(counts), usualRows: counts.before }];
  });
  const exposed = sum(known.map((group) => group.exposed));
  const others = sum(known.map((group) => group.others));
  // Values that were not there before have no usual rate: this facet cannot be held equal.
  if (exposed < 0.8 * sum(groups.map((group) => group.exposed)) || exposed < LIMITS.risenRows || others < LIMITS.unmovedRows) return null;
  const first = excessOf(known.map(({ exposed: rows, exposedFailures: failures, usual }) => ({ rows, failures, usual })));
  const second = excessOf(known.map(({ others: rows, otherFailures: failures, usual }) => ({ rows, failures, usual })));
  const usualVariance = sum(known.map((group) => (group.exposed / exposed - group.others / others) ** 2 * ((group.usual * (1 - group.usual)) / group.usualRows)));
  const difference = first.rate - second.rate;
  const z = difference / Math.sqrt(Math.max(1e-12, first.variance + second.variance + usualVariance));
  return { p: z > 0 ? chiSquareTail(z * z, 1) : 1, difference };
};

/** The comparison with one other facet held equal; null where that cannot be done. */
const holdingEqual = (groups: readonly Group[], other: JudgedFacet): Adjusted | null => {
  const within = withinStrata(groups);
  const enough = within.exposed >= LIMITS.risenRows && within.others >= LIMITS.unmovedRows && within.exposed >= sum(groups.map(({ exposed }) => exposed)) / 2;
  const alike = { p: within.z > 0 ? within.p : 1, difference: within.difference };
  if (enough) return alike;
  const before = againstBefore(groups, other);
  if (before === null || within.others < LIMITS.alikeRows || within.exposed < LIMITS.alikeRows) return before;
  // A cause that is not recorded may hit one value harder than others. The few conversations alike in it cannot decide alone, but they have to show most of the difference.
  if (within.z > LIMITS.alikeDeviations || within.difference >= LIMITS.alikeShare * before.difference) return before;
  return { p: Math.max(before.p, alike.p), difference: Math.min(before.difference, alike.difference) };
};

/** How strongly a facet tells who fails, on either side of the onset. */
const tells = ({ values }: JudgedFacet): number =>
  Math.min(
    independence([values.map((value) => value.failuresBefore), values.map((value) => value.before - value.failuresBefore)]).p,
    independence([values.map((value) => value.failuresAfter), values.map((value) => value.after - value.failuresAfter)]).p,
  );

/**
 * Conversations with a risen value may be of a kind that fails more anyway. Compares them with others that are alike in each facet that
 * tells of failures, and keeps the weakest of the comparisons.
 */
export const holdOthersEqual = async (source: Source, windows: Windows, candidate: JudgedFacet, others: readonly JudgedFacet[], rise: number): Promise<JudgedFacet> => {
  const controls = others
    .map((facet) => ({ facet, p: tells(facet) }))
    .filter(({ p }) => p < LIMITS.controlP)
    .sort((a, b) => a.p - b.p)
    .slice(0, LIMITS.controls);
  const pairs = await source.pairs(windows, candidate.summary, controls.map(({ facet }) => facet.summary));
  let { explained, explainsP } = candidate;
  let heldBy: string | null = null;
  for (const { facet } of controls) {
    const adjusted = holdingEqual(groupsBy(pairs.get(facet.facet) ?? [], candidate), facet);
    if (adjusted === null) continue;
    if (adjusted.p > explainsP) heldBy = facet.facet;
    explainsP = Math.max(explainsP, adjusted.p);
    explained = Math.min(explained ?? 0, (adjusted.difference * (candidate.risenAfter - candidate.risenBefore)) / rise);
  }
  return { ...candidate, explained, explainsP, heldBy };
};
