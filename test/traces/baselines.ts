import { jensenShannon } from '../../src/traces/attribution/statistics.ts';
import type { Sample } from './samples.ts';

const THRESHOLD = 0.02;

/** Values of every facet, counted in two groups. */
const countBoth = (left: readonly Sample[], right: readonly Sample[]): Map<string, Map<string, [left: number, right: number]>> => {
  const facets = new Map<string, Map<string, [number, number]>>();
  for (const [side, samples] of [left, right].entries()) {
    for (const { values } of samples) {
      for (const [facet, value] of Object.entries(values)) {
        const counts = facets.get(facet) ?? new Map<string, [number, number]>();
        facets.set(facet, counts);
        const pair = counts.get(value) ?? [0, 0];
        counts.set(value, pair);
        pair[side === 0 ? 0 : 1]++;
      }
    }
  }
  return facets;
};

/** The variable whose values differ most between two groups, where they differ at all; near-unique ones do not count. */
const mostDifferent = (left: readonly Sample[], right: readonly Sample[]): string[] => {
  const best = [...countBoth(left, right)]
    .filter(([, counts]) => counts.size < (left.length + right.length) / 2)
    .map(([facet, counts]) => ({ facet, value: jensenShannon([...counts.values()].map(([a]) => a), [...counts.values()].map(([, b]) => b)) }))
    .toSorted((a, b) => b.value - a.value)[0];
  return best === undefined || best.value < THRESHOLD ? [] : [best.facet.split('.')[0] ?? ''];
};

/** What the two usual methods answer: the largest divergence before against after, and of failing against passing conversations. */
export const baselineAnswers = ({ samples, onset }: { readonly samples: readonly Sample[]; readonly onset: number }): { readonly beforeAfter: string[]; readonly failingPassing: string[] } => {
  const after = samples.filter(({ time }) => time >= onset);
  return {
    beforeAfter: mostDifferent(samples.filter(({ time }) => time < onset), after),
    failingPassing: mostDifferent(after.filter(({ failed }) => !failed), after.filter(({ failed }) => failed)),
  };
};
