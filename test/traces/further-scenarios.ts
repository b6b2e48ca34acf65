import type { Sample } from './samples.ts';
import type { MadeIncident } from './score.ts';
import { randomFrom } from './scenarios.ts';

const HOUR = 3_600_000;
const ONSET = Date.UTC(2026, 8, 15, 21, 4);

const KEYS = ['prompt', 'model', 'judge', 'retrieval', 'tools', 'sampling', 'guardrail', 'context', 'deployment'] as const;

type Versions = Readonly<Record<string, boolean>>;

/** What happens to one conversation: which variables have their new value, what that adds to its rate of failure, and its intent. */
interface Turn {
  readonly fresh: Versions;
  readonly added: number;
  readonly intent?: string;
}

interface World {
  readonly random: () => number;
  readonly window: number;
  readonly added: number;
  /** Four different variables: the first is the cause, where there is one. */
  readonly keys: readonly [string, string, string, string];
  /** Drawn once for the incident. */
  readonly between: (low: number, high: number) => number;
}

interface Plot {
  readonly causes: readonly string[];
  readonly confounded?: readonly string[];
  readonly turn: (time: number, chance: () => number, tier: string) => Turn;
}

const INTENTS = ['address', 'status', 'refund', 'dispute'] as const;
const anyIntent = (chance: () => number): string => INTENTS[Math.floor(chance() * INTENTS.length)] ?? 'status';

const PLOTS = {
  'canary, and two others that often go with it': ({ keys: [cause, second, third], added, between }) => {
    const [share, first, other] = [between(0.15, 0.5), between(0.5, 0.8), between(0.4, 0.7)];
    return {
      causes: [cause],
      turn: (time, chance) => {
        const hit = time >= ONSET && chance() < share;
        const beside = (often: number): boolean => time >= ONSET && chance() < (hit ? often : 0.1);
        return { fresh: { [cause]: hit, [second]: beside(first), [third]: beside(other) }, added: hit ? added : 0 };
      },
    };
  },
  'flip, and two others that mostly flip with it': ({ keys: [cause, second, third], added, between }) => {
    const [first, other] = [between(0.6, 0.85), between(0.6, 0.85)];
    return { causes: [cause], turn: (time, chance) => ({ fresh: { [cause]: time >= ONSET, [second]: time >= ONSET && chance() < first, [third]: time >= ONSET && chance() < other }, added: time >= ONSET ? added : 0 }) };
  },
  'ramp while harmless traffic changes': ({ keys: [cause], added, window, between }) => {
    const [length, mix] = [between(0.2, 0.8) * window, between(0.2, 0.5)];
    return {
      causes: [cause],
      turn: (time, chance) => {
        const hit = time >= ONSET && chance() < (time - ONSET) / length;
        return { fresh: { [cause]: hit }, added: hit ? added : 0, intent: time >= ONSET && chance() < mix ? 'dispute' : anyIntent(chance) };
      },
    };
  },
  'ramp while harder traffic comes': ({ keys: [cause], added, window, between }) => {
    const [length, mix] = [between(0.2, 0.6) * window, between(0.25, 0.5)];
    return {
      causes: [cause, 'traffic'],
      turn: (time, chance) => {
        const hit = time >= ONSET && chance() < (time - ONSET) / length;
        const intent = time >= ONSET && chance() < mix ? 'dispute' : anyIntent(chance);
        return { fresh: { [cause]: hit }, added: (hit ? added : 0) + (intent === 'dispute' ? 0.6 * added : 0), intent };
      },
    };
  },
  'staged rollout that began hours before': ({ keys: [cause], added, window, between }) => {
    const [start, few, many] = [ONSET - between(0.15, 0.6) * window, between(0.01, 0.04), between(0.3, 0.7)];
    return { causes: [cause], turn: (time, chance) => { const hit = time >= start && chance() < (time >= ONSET ? many : few); return { fresh: { [cause]: hit }, added: hit ? added : 0 }; } };
  },
  'flip before the onset, felt later': ({ keys: [cause], added, between }) => {
    const flip = ONSET - between(0.3, 1.5) * HOUR;
    // Everything had the new value a while before anything failed: to be named or not, but nothing else.
    return { causes: [cause], confounded: [cause], turn: (time) => ({ fresh: { [cause]: time >= flip }, added: time >= ONSET ? added : 0 }) };
  },
  'flag flipped and rolled back': ({ keys: [cause], added, window, between }) => {
    const back = ONSET + between(0.2, 0.6) * window;
    return { causes: [cause], turn: (time) => { const hit = time >= ONSET && time < back; return { fresh: { [cause]: hit }, added: hit ? added : 0 }; } };
  },
  'flag that flaps': ({ keys: [cause], added, between }) => {
    const period = between(0.7, 2) * HOUR;
    return { causes: [cause], turn: (time) => { const hit = time >= ONSET && Math.floor((time - ONSET) / period) % 2 === 0; return { fresh: { [cause]: hit }, added: hit ? added : 0 }; } };
  },
  'bursts of failures beside a canary': ({ random, keys: [cause], added, window, between }) => {
    const share = between(0.2, 0.6);
    const bursts = Array.from({ length: 6 }, () => ONSET + (random() * 2 - 1) * window);
    return { causes: [cause], turn: (time, chance) => { const hit = time >= ONSET && chance() < share; return { fresh: { [cause]: hit }, added: (hit ? added : 0) + (bursts.some((burst) => Math.abs(time - burst) < HOUR / 6) ? 0.3 : 0) }; } };
  },
  'not recorded, while a flag flips at the minute and goes back': ({ keys: [, other], added, window, between }) => {
    const back = ONSET + between(0.2, 0.6) * window;
    return { causes: [], turn: (time) => ({ fresh: { [other]: time >= ONSET && time < back }, added: time >= ONSET ? added : 0 }) };
  },
  'not recorded, while others ramp from the minute': ({ keys: [, second, third], added, window, between }) => {
    const [first, other] = [between(0.2, 0.9) * window, between(0.2, 0.9) * window];
    return { causes: [], turn: (time, chance) => ({ fresh: { [second]: time >= ONSET && chance() < (time - ONSET) / first, [third]: time >= ONSET && chance() < (time - ONSET) / other }, added: time >= ONSET ? added : 0 }) };
  },
  'not recorded, growing while others ramp': ({ keys: [, second, third], added, window, between }) => {
    const [first, other, growth] = [between(0.3, 0.9) * window, between(0.3, 0.9) * window, between(0.3, 0.9) * window];
    return { causes: [], turn: (time, chance) => ({ fresh: { [second]: time >= ONSET && chance() < (time - ONSET) / first, [third]: time >= ONSET && chance() < (time - ONSET) / other }, added: time >= ONSET ? added * Math.min(1, (time - ONSET) / growth) : 0 }) };
  },
  'not recorded and over, while another flips an hour off': ({ random, keys: [, other], added, window, between }) => {
    const [back, flip] = [ONSET + between(0.3, 0.7) * window, ONSET + (random() < 0.5 ? -1 : 1) * between(0.75, 2) * HOUR];
    return { causes: [], turn: (time) => ({ fresh: { [other]: time >= flip }, added: time >= ONSET && time < back ? added : 0 }) };
  },
  'not recorded, harder for one tier that has the canary': ({ keys: [, other], added, between }) => {
    const share = between(0.3, 0.8);
    return { causes: [], turn: (time, chance, tier) => ({ fresh: { [other]: time >= ONSET && tier === 'free' && chance() < share }, added: time >= ONSET ? (tier === 'free' ? added : 0.3 * added) : 0 }) };
  },
  'bursts of failures and nothing else': ({ random, keys: [, second, third], window, between }) => {
    const share = between(0.2, 0.5);
    const bursts = Array.from({ length: 8 }, () => ONSET + (random() * 2 - 1) * window);
    return { causes: [], turn: (time, chance) => ({ fresh: { [second]: time >= ONSET, [third]: time >= ONSET && chance() < share }, added: bursts.some((burst) => Math.abs(time - burst) < HOUR / 4) ? 0.5 : 0 }) };
  },
} satisfies Record<string, (world: World) => Plot>;

export type FurtherScenario = keyof typeof PLOTS;
export const FURTHER_SCENARIOS = Object.keys(PLOTS) as readonly FurtherScenario[];

const shuffled = (random: () => number): readonly string[] => KEYS.map((key) => ({ key, order: random() })).toSorted((a, b) => a.order - b.order).map(({ key }) => key);

/** One incident, the same for the same seed, with bystanders that drift, flip elsewhere or follow the hour in every variable. */
export const makeFurtherIncident = (scenario: FurtherScenario, seed: number, perHour: number): MadeIncident => {
  const random = randomFrom(seed * 40_503 + FURTHER_SCENARIOS.indexOf(scenario) * 7_368_787 + 11);
  const window = (6 + random() * 18) * HOUR;
  const [cause = '', second = '', third = '', fourth = ''] = shuffled(random);
  const between = (low: number, high: number): number => low + random() * (high - low);
  const base = between(0.01, 0.08);
  const plot: (world: World) => Plot = PLOTS[scenario];
  const { causes, confounded = [], turn } = plot({ random, window, added: between(0.2, 0.5), keys: [cause, second, third, fourth], between });
  const elsewhere = KEYS.map(() => ONSET + (random() < 0.5 ? -1 : 1) * between(0.25, 0.9) * window);
  const shares = KEYS.map(() => between(0.1, 0.5));
  const bystander = (index: number, time: number, chance: () => number): string => {
    switch (index % 4) {
      case 0: return time < (elsewhere[index] ?? 0) ? 'v1' : 'v2';
      case 1: return chance() < (shares[index] ?? 0) ? 'a' : 'b';
      case 2: return chance() < 0.3 + 0.2 * Math.sin(time / (6 * HOUR)) ? 'x' : 'y';
      default: return time > (elsewhere[index] ?? 0) && chance() < (shares[index] ?? 0) ? 'v2' : 'v1';
    }
  };
  const samples = Array.from({ length: Math.round((2 * window * perHour) / HOUR) }, (): Sample => {
    const time = ONSET - window + random() * 2 * window;
    const tier = random() < 0.35 ? 'free' : 'paid';
    const { fresh, added, intent = anyIntent(random) } = turn(time, random, tier);
    const values: Record<string, string> = { 'traffic.tier': tier, 'traffic.intent': intent };
    for (const [index, key] of KEYS.entries()) values[`${key}.other`] = bystander(index, time, random);
    for (const key of KEYS) values[`${key}.version`] = fresh[key] ? 'new' : 'old';
    return { time, failed: random() < Math.min(0.97, base * (tier === 'free' ? 1.5 : 1) + added), values };
  });
  return { samples, onset: ONSET, window, causes, confounded };
};
