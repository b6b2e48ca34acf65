import { jensenShannon } from '../../src/traces/attribution/statistics.ts';
import type { Sample } from './samples.ts';
import type { Incident } from './scenarios.ts';

const THRESHOLD = 0.02;

const divergence = (left: readonly Sample[], right: readonly Sample[], facet: string): number => {
  const values = [...new Set([...left, ...right].map((sample) => sample.values[facet] ?? ''))];
  const counts = (samples: readonly Sample[]): number[] => values.map((value) => samples.filter((sample) => (sample.values[facet] ?? '') === value).length);
  return jensenShannon(counts(left), counts(right));
};

/** The variable whose values differ most between two groups, where they differ at all. */
const mostDifferent = (left: readonly Sample[], right: readonly Sample[]): string[] => {
  const facets = [...new Set([...left, ...right].flatMap(({ values }) => Object.keys(values)))];
  const best = facets.map((facet) => ({ facet, value: divergence(left, right, facet) })).toSorted((a, b) => b.value - a.value)[0];
  return best === undefined || best.value < THRESHOLD ? [] : [best.facet.split('.')[0] ?? ''];
};

/** What the two usual methods answer: the largest divergence before against after, and of failing against passing conversations. */
export const baselineAnswers = ({ samples, onset }: Incident): { readonly beforeAfter: string[]; readonly failingPassing: string[] } => {
  const after = samples.filter(({ time }) => time >= onset);
  return {
    beforeAfter: mostDifferent(samples.filter(({ time }) => time < onset), after),
    failingPassing: mostDifferent(after.filter(({ failed }) => !failed), after.filter(({ failed }) => failed)),
  };
};
