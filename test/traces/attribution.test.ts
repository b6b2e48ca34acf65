import { describe, expect, test } from 'vitest';
import { attribute, variableOf } from '../../src/traces/attribution/attribute.ts';
import { baselineAnswers } from './baselines.ts';
import { sourceOf } from './samples.ts';
import { makeIncident, SCENARIOS, type Incident, type Scenario } from './scenarios.ts';

type Outcome = 'right' | 'part' | 'abstained' | 'wrong';

/** Wrong is any answer that names a variable which caused nothing; naming one of two causes is a part of the truth. */
const judge = ({ causes }: Incident, named: readonly string[]): Outcome => {
  if (named.length === 0) return causes.length === 0 ? 'right' : 'abstained';
  if (!named.every((name) => causes.includes(name))) return 'wrong';
  return named.length === causes.length ? 'right' : 'part';
};

const answerOf = async ({ samples, onset, window }: Incident): Promise<string[]> => {
  const { verdict } = await attribute(sourceOf(samples), { onset, length: window, slices: 144 });
  return verdict.kind === 'explained' ? [...new Set(verdict.groups.flat().map(variableOf))] : [];
};

interface Tally {
  readonly scenario: Scenario;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly beforeAfter: number;
  readonly failingPassing: number;
}

const tally = async (scenario: Scenario, perHour: number, runs: number): Promise<Tally> => {
  const counts: Record<Outcome, number> = { right: 0, part: 0, abstained: 0, wrong: 0 };
  let beforeAfter = 0;
  let failingPassing = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const incident = makeIncident(scenario, seed, perHour);
    counts[judge(incident, await answerOf(incident))]++;
    const baselines = baselineAnswers(incident);
    if (judge(incident, baselines.beforeAfter) === 'right') beforeAfter++;
    if (judge(incident, baselines.failingPassing) === 'right') failingPassing++;
  }
  return { scenario, counts, beforeAfter, failingPassing };
};

const table = (perHour: number, runs: number, tallies: readonly Tally[]): string =>
  [
    `${perHour} conversations an hour, ${runs} incidents each`,
    'scenario             right  part  abstained  wrong | before/after  failing/passing (right)',
    ...tallies.map(({ scenario, counts, beforeAfter, failingPassing }) =>
      `${scenario.padEnd(20)} ${String(counts.right).padStart(5)} ${String(counts.part).padStart(5)} ${String(counts.abstained).padStart(10)} ${String(counts.wrong).padStart(6)} | ${String(beforeAfter).padStart(12)} ${String(failingPassing).padStart(16)}`,
    ),
  ].join('\n');

describe('the variable that moved', () => {
  test('is named, or rightly not, at 100 conversations an hour', async () => {
    const runs = 40;
    const tallies = await Promise.all(SCENARIOS.map((scenario) => tally(scenario, 100, runs)));
    console.log(table(100, runs, tallies));
    const share = ({ counts }: Tally): number => (counts.right + counts.part) / runs;
    expect(tallies.filter((one) => share(one) < 0.9).map(({ scenario }) => scenario)).toEqual([]);
    expect(tallies.reduce((sum, one) => sum + share(one), 0) / tallies.length).toBeGreaterThanOrEqual(0.97);
    expect(tallies.find(({ scenario }) => scenario === 'cause-not-recorded')?.counts.wrong).toBeLessThanOrEqual(runs * 0.01);
  }, 120_000);

  test('is seldom guessed at 20 conversations an hour', async () => {
    const runs = 60;
    const tallies = await Promise.all(SCENARIOS.map((scenario) => tally(scenario, 20, runs)));
    console.log(table(20, runs, tallies));
    const wrong = tallies.reduce((sum, { counts }) => sum + counts.wrong, 0);
    expect(wrong / (runs * SCENARIOS.length)).toBeLessThanOrEqual(0.02);
  }, 120_000);
});

test('the same incident has the same answer', async () => {
  const incident = makeIncident('canary-share', 7, 50);
  expect(await answerOf(incident)).toEqual(await answerOf(makeIncident('canary-share', 7, 50)));
});
