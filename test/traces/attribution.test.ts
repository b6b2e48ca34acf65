import { describe, expect, test } from 'vitest';
import { attribute } from '../../src/traces/attribution/attribute.ts';
import { FURTHER_SCENARIOS, makeFurtherIncident } from './further-scenarios.ts';
import { HARD_SCENARIOS, makeHardIncident } from './hard-scenarios.ts';
import { sourceOf } from './samples.ts';
import { makeIncident, SCENARIOS } from './scenarios.ts';
import { answerOf, shareRight, table, tally, type Tally } from './score.ts';

/** More of them for the tables of `docs/moved.md`: `POSTMORTEM_INCIDENTS=40 npx vitest run test/traces/attribution.test.ts`. */
const RUNS = Number(process.env['POSTMORTEM_INCIDENTS'] ?? 4);
/** Of a few incidents one may be missed. */
const MISSES = Math.max(1, RUNS / 10);

const average = (tallies: readonly Tally[], value: (tally: Tally) => number): number => tallies.reduce((sum, one) => sum + value(one), 0) / tallies.length;

const shareWrong = ({ counts, runs }: Tally): number => counts.wrong / runs;

const shareNamedInVain = (tallies: readonly Tally[]): number => average(tallies.filter(({ scenario }) => /not[- ]recorded/.test(scenario)), shareWrong);

const all = (scenarios: readonly string[], one: (scenario: string) => Promise<Tally>): Promise<readonly Tally[]> => Promise.all(scenarios.map(one));

describe.each([
  ['plain incidents', SCENARIOS, (scenario: string, seed: number, perHour: number) => makeIncident(SCENARIOS.find((name) => name === scenario) ?? 'no-change', seed, perHour)],
  ['hard incidents', HARD_SCENARIOS, (scenario: string, seed: number, perHour: number) => makeHardIncident(HARD_SCENARIOS.find((name) => name === scenario) ?? 'no change', seed, perHour)],
  ['further incidents', FURTHER_SCENARIOS, (scenario: string, seed: number, perHour: number) => makeFurtherIncident(FURTHER_SCENARIOS.find((name) => name === scenario) ?? 'bursts of failures and nothing else', seed, perHour)],
] as const)('of %s the variable that moved', (kind, scenarios, make) => {
  test('is named, or rightly not, at 100 conversations an hour', async () => {
    const tallies = await all(scenarios, (scenario) => tally(scenario, RUNS, (seed) => make(scenario, seed, 100)));
    console.log(`${kind}, 100 conversations an hour, ${RUNS} of each\n${table(tallies)}`);
    expect(tallies.filter((one) => RUNS * (1 - shareRight(one)) > MISSES + 1e-9).map(({ scenario }) => scenario)).toEqual([]);
    expect(average(tallies, shareRight)).toBeGreaterThanOrEqual(0.97);
    expect(shareNamedInVain(tallies)).toBeLessThanOrEqual(0.01);
  }, 600_000);

  test('is seldom guessed at 20 conversations an hour', async () => {
    const tallies = await all(scenarios, (scenario) => tally(scenario, RUNS, (seed) => make(scenario, seed, 20)));
    console.log(`${kind}, 20 conversations an hour, ${RUNS} of each\n${table(tallies)}`);
    expect(average(tallies, shareWrong)).toBeLessThanOrEqual(0.02);
  }, 600_000);

  test('is not named wrongly where the onset is found in the traces', async () => {
    const tallies = await all(scenarios, (scenario) => tally(scenario, Math.ceil(RUNS / 2), (seed) => make(scenario, seed, 100), { detect: true }));
    expect(average(tallies, shareWrong)).toBeLessThanOrEqual(0.05);
    expect(average(tallies, shareRight)).toBeGreaterThanOrEqual(0.9);
  }, 600_000);
});

test('the same incident has the same answer', async () => {
  const [first, second] = [makeIncident('canary-share', 7, 50), makeIncident('canary-share', 7, 50)];
  expect(await answerOf(first, first.onset)).toEqual(await answerOf(second, second.onset));
});

test('a canary in a tier that an unrecorded cause hits harder is not named for the few in that tier that do not have it', async () => {
  const { samples, onset, window } = makeFurtherIncident('not recorded, harder for one tier that has the canary', 1090, 20);
  expect((await attribute(sourceOf(samples), { onset, length: window, slices: 144 })).verdict).toEqual({ kind: 'unexplained' });
});

test('a canary in a tier that failed more anyway is told from a cause by holding the tier equal', async () => {
  const { samples, onset, window } = makeHardIncident('not recorded, canary in a tier that fails more', 1, 100);
  const { facets, verdict } = await attribute(sourceOf(samples), { onset, length: window, slices: 144 });
  expect(verdict).toEqual({ kind: 'unexplained' });
  expect(facets.map(({ why }) => why)).toContain('moved, but conversations alike in traffic.tier fail no more with the new values than without');
});
