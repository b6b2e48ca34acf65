import type { Sample } from './samples.ts';

/** A seeded source of numbers in [0, 1) (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

export const SCENARIOS = [
  'full-flip', 'canary-share', 'router-slice', 'traffic-mix', 'two-causes', 'benign-same-minute', 'cause-not-recorded', 'no-change', 'ramp', 'clustered-spans',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Incident {
  readonly scenario: Scenario;
  readonly samples: readonly Sample[];
  readonly onset: number;
  readonly window: number;
  /** Variables that caused it; empty where the right answer is to abstain. */
  readonly causes: readonly string[];
  /** Spans in each conversation, for baselines that count spans. */
  readonly spans: readonly number[];
}

const HOUR = 3_600_000;
const WINDOW = 12 * HOUR;
const ONSET = Date.UTC(2026, 4, 3, 9, 12);

const KEYS = ['prompt', 'model', 'judge', 'retrieval', 'tools', 'sampling', 'guardrail', 'context', 'deployment'] as const;

const pick = <Item>(random: () => number, items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

const weighted = (random: () => number, shares: Readonly<Record<string, number>>): string => {
  let left = random() * Object.values(shares).reduce((a, b) => a + b, 0);
  for (const [value, share] of Object.entries(shares)) if ((left -= share) < 0) return value;
  return Object.keys(shares)[0] ?? '';
};

/** How one nuisance variable behaves: it is there, it moves or drifts, and has nothing to do with the failures. */
type Nuisance = (random: () => number, time: number) => string;

const nuisance = (random: () => number): Nuisance => {
  const elsewhere = ONSET + (random() < 0.5 ? -1 : 1) * (3 + random() * 7) * HOUR;
  const share = 0.1 + random() * 0.4;
  return pick<Nuisance>(random, [
    () => 'v1',
    (next) => (next() < share ? 'a' : 'b'),
    (_, time) => (time < elsewhere ? 'v1' : 'v2'),
    (next, time) => (time > elsewhere && next() < share ? 'v2' : 'v1'),
    (next, time) => (next() < 0.2 + 0.2 * Math.sin(time / (6 * HOUR)) ? 'x' : 'y'),
  ]);
};

/** One incident, the same for the same seed. `perHour` is conversations an hour. */
export const makeIncident = (scenario: Scenario, seed: number, perHour: number): Incident => {
  const random = randomFrom(seed * 7919 + SCENARIOS.indexOf(scenario) * 104_729 + 1);
  const base = 0.02 + random() * 0.06;
  const bad = 0.25 + random() * 0.35;
  const cause = pick(random, KEYS);
  const others = KEYS.filter((key) => key !== cause);
  const second = pick(random, others);
  const nuisances = new Map(KEYS.map((key) => [key as string, nuisance(random)]));
  const regions = { eu: 0.3 + random() * 0.2, us: 0.4, asia: 0.2 };
  const canary = 0.15 + random() * 0.5;
  const secondCanary = 0.2 + random() * 0.4;
  const ramp = (2 + random() * 6) * HOUR;
  const harder = 0.25 + random() * 0.25;
  const count = Math.round((2 * WINDOW * perHour) / HOUR);
  const samples: Sample[] = [];
  const spans: number[] = [];
  for (let index = 0; index < count; index++) {
    const time = ONSET - WINDOW + random() * 2 * WINDOW;
    const after = time >= ONSET;
    const region = weighted(random, regions);
    const values: Record<string, string> = { 'traffic.region': region };
    for (const [key, value] of nuisances) values[`${key}.version`] = value(random, time);
    let hard = random() < 0.1;
    if (scenario === 'traffic-mix' && after) hard = random() < 0.1 + harder;
    values['traffic.intent'] = hard ? 'dispute' : pick(random, ['address', 'status', 'refund']);
    let rate = base;
    const set = (key: string, changed: boolean): boolean => {
      values[`${key}.version`] = changed ? 'new' : 'old';
      return changed;
    };
    switch (scenario) {
      case 'full-flip':
      case 'clustered-spans':
        if (set(cause, after)) rate = bad;
        break;
      case 'canary-share':
        if (set(cause, after && random() < canary)) rate = bad;
        break;
      case 'router-slice':
        if (set(cause, after && region === 'eu')) rate = bad;
        break;
      case 'traffic-mix':
        if (hard) rate = bad;
        break;
      case 'two-causes': {
        const first = set(cause, after && random() < canary);
        const other = set(second, after && random() < secondCanary);
        rate = base + (first ? bad * 0.8 : 0) + (other ? bad * 0.8 : 0);
        break;
      }
      case 'benign-same-minute':
        set(second, after);
        if (set(cause, after && random() < canary)) rate = bad;
        break;
      case 'cause-not-recorded':
        if (after) rate = bad;
        break;
      case 'no-change':
        break;
      case 'ramp':
        if (set(cause, after && random() < (time - ONSET) / ramp)) rate = bad;
        break;
    }
    samples.push({ time, failed: random() < Math.min(1, rate), values });
    spans.push(scenario === 'clustered-spans' ? 1 + Math.floor(random() ** 4 * 60) : 1 + Math.floor(random() * 4));
  }
  const causes =
    scenario === 'no-change' || scenario === 'cause-not-recorded' ? [] : scenario === 'traffic-mix' ? ['traffic'] : scenario === 'two-causes' ? [cause, second] : [cause];
  return { scenario, samples, onset: ONSET, window: WINDOW, causes, spans };
};
