import { attribute, variableOf } from '../../src/traces/attribution/attribute.ts';
import { detectOnset } from '../../src/traces/onset.ts';
import { baselineAnswers } from './baselines.ts';
import { sourceOf, type Sample } from './samples.ts';

/** What any generator of incidents gives. */
export interface MadeIncident {
  readonly samples: readonly Sample[];
  readonly onset: number;
  readonly window: number;
  /** Variables that caused it; empty where the right answer is to abstain. */
  readonly causes: readonly string[];
  /** Variables that moved exactly with a cause: to be named with it or not at all. */
  readonly confounded?: readonly string[];
}

/** `unseen`: the failures did not rise enough for any method to see, so that abstaining is right. */
type Outcome = 'right' | 'part' | 'unseen' | 'abstained' | 'wrong';

/** Wrong is any answer that names a variable which caused nothing; naming one of two causes is a part of the truth. */
const judge = ({ causes, confounded = [] }: MadeIncident, named: readonly string[], rose: boolean): Outcome => {
  if (named.length === 0) return causes.length === 0 || confounded.length > 0 ? 'right' : rose ? 'abstained' : 'unseen';
  if (!named.every((name) => causes.includes(name) || confounded.includes(name))) return 'wrong';
  const found = causes.filter((cause) => named.includes(cause));
  return found.length === 0 ? 'wrong' : found.length === causes.length ? 'right' : 'part';
};

const SLICES = 144;

/** The variables that the method names, and whether failures rose at all. */
export const answerOf = async ({ samples, window }: MadeIncident, onset: number | null): Promise<{ readonly named: readonly string[]; readonly rose: boolean }> => {
  if (onset === null) return { named: [], rose: false };
  const { verdict } = await attribute(sourceOf(samples), { onset, length: window, slices: SLICES });
  return { named: verdict.kind === 'explained' ? [...new Set(verdict.groups.flat().map(variableOf))] : [], rose: verdict.kind !== 'no-rise' };
};

export interface Tally {
  readonly scenario: string;
  readonly runs: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly beforeAfter: number;
  readonly failingPassing: number;
}

/** Right answers, parts of them, and abstentions where there is nothing to see. */
export const shareRight = ({ counts, runs }: Tally): number => (counts.right + counts.part + counts.unseen) / runs;

export const tally = async (scenario: string, runs: number, make: (seed: number) => MadeIncident, { detect = false } = {}): Promise<Tally> => {
  const counts: Record<Outcome, number> = { right: 0, part: 0, unseen: 0, abstained: 0, wrong: 0 };
  let beforeAfter = 0;
  let failingPassing = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const incident = make(seed);
    const { named, rose } = await answerOf(incident, detect ? await detectOnset(sourceOf(incident.samples)) : incident.onset);
    counts[judge(incident, named, rose)]++;
    const baselines = baselineAnswers(incident);
    if (judge(incident, baselines.beforeAfter, true) === 'right') beforeAfter++;
    if (judge(incident, baselines.failingPassing, true) === 'right') failingPassing++;
  }
  return { scenario, runs, counts, beforeAfter, failingPassing };
};

/** The tallies as the Markdown table of `docs/moved.md`. */
export const table = (tallies: readonly Tally[]): string =>
  [
    '| Scenario | Right | Part | Unseen | Abstained | Wrong | Before/after | Failing/passing |',
    '|---|---|---|---|---|---|---|---|',
    ...tallies.map(({ scenario, counts, beforeAfter, failingPassing }) => `| ${[scenario, counts.right, counts.part, counts.unseen, counts.abstained, counts.wrong, beforeAfter, failingPassing].join(' | ')} |`),
  ].join('\n');
