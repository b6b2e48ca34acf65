import { holdOthersEqual } from './controls.ts';
import { spanOf, type Cube, type FacetSummary, type Pair, type Source, type Windows } from './cube.ts';
import { coverageOf, kindOf, LIMITS } from './facet.ts';
import { judgeFacet, type JudgedFacet } from './judge-facet.ts';
import { adjustForMany, independence, withinStrata, type Stratum } from './statistics.ts';

/** The answer. Association in time and by value, not proof: a replay or a partial rollback proves. */
export type Verdict =
  /** The failure rate did not rise. */
  | { readonly kind: 'no-rise' }
  /** Each group explains a part of the rise; the facets within one group moved together and cannot be told apart. */
  | { readonly kind: 'explained'; readonly groups: readonly (readonly string[])[]; readonly byTimingOnly: boolean; readonly unexplained: boolean }
  /** Nothing that was recorded explains it. */
  | { readonly kind: 'unexplained' };

/** A facet with whether it moved: p adjusted for the number of facets below its limit, and enough of an effect. */
type MovedFacet = JudgedFacet & { readonly q: number; readonly moved: boolean };

export interface UnjudgedFacet {
  readonly facet: string;
  readonly coverage: number;
}

export interface Attribution {
  readonly failure: { readonly before: number; readonly rowsBefore: number; readonly after: number; readonly rowsAfter: number; readonly p: number };
  readonly facets: readonly (MovedFacet & { readonly why: string })[];
  /** Facets that too few conversations record, and near-unique ones. */
  readonly unknown: readonly UnjudgedFacet[];
  readonly identifiers: readonly UnjudgedFacet[];
  readonly verdict: Verdict;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const failureOf = ({ total, windows }: Cube): Attribution['failure'] => {
  const rowsBefore = sum(total.rows.slice(0, windows.slices));
  const rowsAfter = sum(total.rows.slice(windows.slices));
  const failuresBefore = sum(total.failures.slice(0, windows.slices));
  const failuresAfter = sum(total.failures.slice(windows.slices));
  return {
    before: rowsBefore > 0 ? failuresBefore / rowsBefore : 0,
    rowsBefore,
    after: rowsAfter > 0 ? failuresAfter / rowsAfter : 0,
    rowsAfter,
    p: rowsBefore > 0 && rowsAfter > 0 ? independence([[failuresBefore, rowsBefore - failuresBefore], [failuresAfter, rowsAfter - failuresAfter]]).p : 1,
  };
};

/** Variable of a facet: `model.served` is the model. */
export const variableOf = (facet: string): string => facet.split('.')[0] ?? facet;

/** One stratum for each value of the second facet: those with a risen value of the first against the others. */
const strataBy = (pairs: readonly Pair[], exposed: (pair: Pair) => boolean, stratumOf: (pair: Pair) => string): Stratum[] => {
  const strata = new Map<string, { exposedFailures: number; exposed: number; otherFailures: number; others: number }>();
  for (const pair of pairs) {
    const key = stratumOf(pair);
    const stratum = strata.get(key) ?? { exposedFailures: 0, exposed: 0, otherFailures: 0, others: 0 };
    strata.set(key, stratum);
    if (exposed(pair)) {
      stratum.exposed += pair.rows;
      stratum.exposedFailures += pair.failures;
    } else {
      stratum.others += pair.rows;
      stratum.otherFailures += pair.failures;
    }
  }
  return [...strata.values()];
};

/** Where and when conversations are counted. */
interface Counts {
  readonly source: Source;
  readonly cube: Cube;
}

interface Comparison {
  /** Whether each still matters among conversations that are alike in the other. */
  readonly firstHolds: boolean;
  readonly secondHolds: boolean;
  /** Failures and conversations after the onset without a risen value of either. */
  readonly rest: { readonly rows: number; readonly failures: number };
}

const compare = async ({ source, cube }: Counts, first: JudgedFacet, second: JudgedFacet): Promise<Comparison> => {
  const pairs = (await source.pairs(cube.windows, first.summary, [second.summary])).get(second.facet) ?? [];
  const firstRose = (pair: Pair): boolean => first.risen.includes(pair.first);
  const secondRose = (pair: Pair): boolean => second.risen.includes(pair.second);
  const byFirst = withinStrata(strataBy(pairs, firstRose, (pair) => String(secondRose(pair))));
  const bySecond = withinStrata(strataBy(pairs, secondRose, (pair) => String(firstRose(pair))));
  const rest = pairs.filter((pair) => !firstRose(pair) && !secondRose(pair));
  return {
    firstHolds: byFirst.z > 0 && byFirst.p < LIMITS.explainsP,
    secondHolds: bySecond.z > 0 && bySecond.p < LIMITS.explainsP,
    rest: { rows: sum(rest.map(({ rows }) => rows)), failures: sum(rest.map(({ failures }) => failures)) },
  };
};

const strength = (facet: JudgedFacet): number => facet.effect * Math.max(0, facet.explained ?? 0);

/** Drops separable candidates that another explains away; those that cannot be told apart form one group. */
const separate = async (counts: Counts, candidates: readonly JudgedFacet[]): Promise<JudgedFacet[][]> => {
  const order = [...candidates].sort((a, b) => a.explainsP - b.explainsP || strength(b) - strength(a)).slice(0, 8);
  const groups: JudgedFacet[][] = [];
  for (const candidate of order) {
    let explainedAway = false;
    let together: JudgedFacet[] | undefined;
    for (const group of groups) {
      const [leader] = group;
      if (leader === undefined) continue;
      if (variableOf(leader.facet) === variableOf(candidate.facet)) {
        together = group;
        break;
      }
      const { firstHolds, secondHolds } = await compare(counts, leader, candidate);
      if (secondHolds) continue;
      if (firstHolds) explainedAway = true;
      else together = group;
      break;
    }
    if (together !== undefined) together.push(candidate);
    else if (!explainedAway) groups.push([candidate]);
  }
  return groups;
};

/** A large part of the rise, or a smaller one beyond doubt of values that are mostly new: a second cause is often the smaller. */
const explains = ({ explained, explainsP, comparison, risenBefore, risenAfter }: JudgedFacet): boolean =>
  (explained ?? 0) >= LIMITS.explainedShare ||
  (comparison === 'concurrent' && (explained ?? 0) >= LIMITS.certainShare && explainsP < LIMITS.certainP && risenBefore < LIMITS.newShare * risenAfter);

/** The facets that flipped as a whole when the failures began, as one group: only a replay tells them apart. */
const flippedWith = (moved: readonly JudgedFacet[]): JudgedFacet[] => {
  const sequential = moved.filter(({ comparison }) => comparison === 'sequential');
  const timed = sequential.filter(
    (facet) =>
      explains(facet) && facet.deviance <= LIMITS.timingDeviance && facet.gradual <= LIMITS.gradualDeviance && facet.remaining < LIMITS.explainedShare && facet.coincidence * sequential.length <= LIMITS.coincidence,
  );
  const least = Math.min(...timed.map(({ deviance }) => deviance));
  return timed.filter(({ deviance }) => deviance <= least + LIMITS.timingDeviance / 2);
};

/** Whether failures still rose among the conversations that no group touches. */
const restRises = async (counts: Counts, groups: readonly (readonly JudgedFacet[])[], failure: Attribution['failure']): Promise<boolean> => {
  const [first, second] = groups.map(([leader]) => leader);
  if (first === undefined) return true;
  if (second === undefined) return first.restP < LIMITS.explainsP;
  const { rest } = await compare(counts, first, second);
  const before = Math.round(failure.before * failure.rowsBefore);
  const rises = rest.rows > 0 && rest.failures / rest.rows > failure.before;
  return rises && independence([[before, failure.rowsBefore - before], [rest.failures, rest.rows - rest.failures]]).p < LIMITS.explainsP;
};

const namesOf = (groups: readonly (readonly JudgedFacet[])[]): string[][] => groups.map((group) => group.map(({ facet }) => facet));

/** Those whose conversations fail more than others of the same time, each with everything else that is recorded held equal. */
const holdCandidates = async ({ source, cube }: Counts, facets: readonly MovedFacet[], rise: number): Promise<ReadonlyMap<string, JudgedFacet>> => {
  const concurrent = facets.filter((facet) => facet.moved && facet.comparison === 'concurrent' && explains(facet));
  const adjusted = adjustForMany(concurrent.map(({ explainsP }) => explainsP));
  const candidates = concurrent.filter((_, index) => (adjusted[index] ?? 1) < LIMITS.explainsP);
  const names = new Set(candidates.map(({ facet }) => facet));
  const others = facets.filter(({ facet }) => !names.has(facet));
  const held = await Promise.all(candidates.map((candidate) => holdOthersEqual(source, cube.windows, candidate, others, rise)));
  return new Map(held.map((facet) => [facet.facet, facet]));
};

const decide = async (counts: Counts, moved: readonly JudgedFacet[], held: ReadonlyMap<string, JudgedFacet>, failure: Attribution['failure']): Promise<Verdict> => {
  const groups = await separate(counts, [...held.values()].filter((facet) => explains(facet) && facet.explainsP < LIMITS.explainsP));
  const flipped = flippedWith(moved);
  if (groups.length === 0) return flipped.length === 0 ? { kind: 'unexplained' } : { kind: 'explained', groups: namesOf([flipped]), byTimingOnly: true, unexplained: false };
  return { kind: 'explained', groups: namesOf(groups), byTimingOnly: false, unexplained: await restRises(counts, groups, failure) };
};

const reasonFor = (facet: JudgedFacet, moved: boolean): string => {
  if (!moved) return 'did not move';
  if (facet.risen.length === 0) return 'moved, but no value grew enough to explain anything';
  switch (facet.comparison) {
    case 'none': return 'moved, but too few conversations have the new values to compare them';
    case 'sequential': return timingReason(facet);
    case 'concurrent':
      if (facet.explainsP >= LIMITS.explainsP) return facet.heldBy === null ? 'moved, but conversations with the new values fail no more than others of the same time' : `moved, but conversations alike in ${facet.heldBy} fail no more with the new values than without`;
      return explains(facet) ? 'conversations with the new values fail more than others of the same time' : 'moved, and conversations with the new values fail more, but that is a small part of the rise';
  }
};

const timingReason = ({ deviance, gradual, remaining }: JudgedFacet): string => {
  if (deviance > LIMITS.timingDeviance) return 'everything changed, but at another time than the failures';
  if (gradual > LIMITS.gradualDeviance) return 'everything changed, but the failures grew gradually';
  if (remaining >= LIMITS.explainedShare) return 'everything changed, but the failures changed at another time as well';
  return 'everything changed at the time of the failures: timing is all the evidence';
};

/**
 * Which recorded facet moved and explains the rise of failures: section "Method" of `docs/moved.md`. Rows are conversations; an
 * answer of "nothing recorded" is a right answer.
 */
export const attribute = async (source: Source, windows: Windows): Promise<Attribution> => {
  const total = await source.outcomes(...spanOf(windows));
  const rows = sum(total.rows);
  const summaries = (await source.facets(windows)).toSorted((a, b) => (a.facet < b.facet ? -1 : 1));
  const variables = summaries.filter((summary) => kindOf(summary, rows) === 'variable');
  const cube: Cube = { windows, total, facets: await source.series(windows, variables) };
  const failure = failureOf(cube);
  const rise = failure.after - failure.before;
  const judged = variables.map((summary) => judgeFacet(cube, summary, Math.max(rise, 1e-9)));
  const adjusted = adjustForMany(judged.map(({ p }) => p));
  const facets = judged.map((facet, index): MovedFacet => {
    const q = adjusted[index] ?? 1;
    return { ...facet, q, moved: q < LIMITS.movedP && facet.effect >= LIMITS.movedV };
  });
  const rose = rise > 0 && failure.p < LIMITS.movedP;
  const counts: Counts = { source, cube };
  const held = rose ? await holdCandidates(counts, facets, rise) : new Map<string, JudgedFacet>();
  const unjudged = (kind: 'unknown' | 'identifier'): UnjudgedFacet[] =>
    summaries.filter((summary) => kindOf(summary, rows) === kind).map((summary: FacetSummary) => ({ facet: summary.facet, coverage: coverageOf(summary, rows) }));
  return {
    failure,
    facets: facets.map((facet) => {
      const compared = { ...facet, ...held.get(facet.facet) };
      return { ...compared, why: reasonFor(compared, facet.moved) };
    }),
    unknown: unjudged('unknown'),
    identifiers: unjudged('identifier'),
    verdict: rose ? await decide(counts, facets.filter(({ moved }) => moved), held, failure) : { kind: 'no-rise' },
  };
};
