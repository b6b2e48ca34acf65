import type { Sample } from './samples.ts';
import { randomFrom } from './scenarios.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ONSET = Date.UTC(2026, 4, 5, 14, 37);

const KEYS = ['prompt', 'model', 'judge', 'retrieval', 'tools', 'sampling', 'guardrail', 'context', 'deployment'] as const;

/** What is the same for all conversations of one incident, drawn anew for each. */
interface World {
  readonly random: () => number;
  readonly window: number;
  /** Failure rate of an ordinary conversation before the onset: 0.5 % to 20 %. */
  readonly base: number;
  /** What the cause adds to the rate of those it touches. */
  readonly added: number;
  /** Two different variables: a cause, and another cause or a bystander. */
  readonly key: string;
  readonly other: string;
  readonly share: (low: number, high: number) => number;
}

interface Row {
  readonly time: number;
  readonly after: boolean;
  readonly region: string;
  readonly tier: string;
  readonly tenant: number;
  readonly chance: () => number;
}

/** What a scenario makes of one conversation. */
interface Effect {
  readonly values: Readonly<Record<string, string>>;
  readonly added: number;
}

interface Plan {
  readonly causes: readonly string[];
  /** Variables that moved exactly with a cause: to be named with it or not at all. */
  readonly confounded?: readonly string[];
  readonly row: (row: Row) => Effect;
}

export interface HardIncident {
  readonly scenario: HardScenario;
  readonly samples: readonly Sample[];
  /** As a person gives it: exact, or some minutes early or late. */
  readonly onset: number;
  readonly window: number;
  readonly causes: readonly string[];
  readonly confounded: readonly string[];
}

const version = (key: string, fresh: boolean): Record<string, string> => ({ [`${key}.version`]: fresh ? 'new' : 'old' });

const between = (random: () => number, low: number, high: number): number => low + random() * (high - low);

/** Between two positive numbers, equally often in each power of ten. */
const logBetween = (random: () => number, low: number, high: number): number => low * (high / low) ** random();

const canary = (world: World, low: number, high: number): Plan => {
  const share = world.share(low, high);
  return {
    causes: [world.key],
    row: ({ after, chance }) => {
      const hit = after && chance() < share;
      return { values: version(world.key, hit), added: hit ? world.added : 0 };
    },
  };
};

const PLOTS = {
  'full flip': ({ key, added }) => ({ causes: [key], row: ({ after }) => ({ values: version(key, after), added: after ? added : 0 }) }),
  'canary of 1 to 10 %': (world) => canary(world, 0.01, 0.1),
  'canary of 10 to 50 %': (world) => canary(world, 0.1, 0.5),
  'canary in a tier that fails more': ({ key, added, share }) => {
    const part = share(0.3, 0.9);
    return { causes: [key], row: ({ after, tier, chance }) => { const hit = after && tier === 'free' && chance() < part; return { values: version(key, hit), added: hit ? added : 0 }; } };
  },
  'slice of a router': ({ key, added }) => ({ causes: [key], row: ({ after, region }) => { const hit = after && region === 'eu'; return { values: version(key, hit), added: hit ? added : 0 }; } }),
  'mix of traffic': ({ added, share }) => {
    const [before, after] = [0.08, 0.08 + share(0.2, 0.5)];
    return { causes: ['traffic'], row: (row) => { const hard = row.chance() < (row.after ? after : before); return { values: { 'traffic.intent': hard ? 'dispute' : 'status' }, added: hard ? added : 0 }; } };
  },
  'two causes': ({ key, other, added, share }) => {
    const [first, second] = [share(0.15, 0.5), share(0.15, 0.5)];
    return { causes: [key, other], row: ({ after, chance }) => { const [a, b] = [after && chance() < first, after && chance() < second]; return { values: { ...version(key, a), ...version(other, b) }, added: (a ? added : 0) + (b ? added : 0) }; } };
  },
  'two causes at different times': ({ key, other, added, share, window }) => {
    const [first, second, later] = [share(0.15, 0.5), share(0.15, 0.5), ONSET + share(0.1, 0.4) * window];
    return { causes: [key, other], row: ({ after, time, chance }) => { const [a, b] = [after && chance() < first, time >= later && chance() < second]; return { values: { ...version(key, a), ...version(other, b) }, added: (a ? added : 0) + (b ? added : 0) }; } };
  },
  'harmless flip beside a canary': (world) => {
    const plan = canary(world, 0.1, 0.5);
    return { ...plan, row: (row) => { const effect = plan.row(row); return { ...effect, values: { ...effect.values, ...version(world.other, row.after) } }; } };
  },
  'harmless canary beside a flip': ({ key, other, added, share }) => {
    const part = share(0.1, 0.5);
    return { causes: [key], row: ({ after, chance }) => ({ values: { ...version(key, after), ...version(other, after && chance() < part) }, added: after ? added : 0 }) };
  },
  'two flips at once, one harmless': ({ key, other, added }) => ({ causes: [key], confounded: [other], row: ({ after }) => ({ values: { ...version(key, after), ...version(other, after) }, added: after ? added : 0 }) }),
  'canary with its release marker': ({ key, other, added, share }) => {
    const part = share(0.1, 0.5);
    return { causes: [key], confounded: [other], row: ({ after, chance }) => { const hit = after && chance() < part; return { values: { ...version(key, hit), ...version(other, hit) }, added: hit ? added : 0 }; } };
  },
  'not recorded': ({ added }) => ({ causes: [], row: ({ after }) => ({ values: {}, added: after ? added : 0 }) }),
  'not recorded, canaries at the minute': ({ key, other, added, share }) => {
    const [first, second] = [share(0.05, 0.5), share(0.05, 0.5)];
    return { causes: [], row: ({ after, chance }) => ({ values: { ...version(key, after && chance() < first), ...version(other, after && chance() < second) }, added: after ? added : 0 }) };
  },
  'not recorded, canary in a tier that fails more': ({ key, added }) => ({ causes: [], row: ({ after, tier }) => ({ values: version(key, after && tier === 'free'), added: after ? added : 0 }) }),
  'not recorded, in one region': ({ key, added, share }) => {
    const part = share(0.3, 0.7);
    return { causes: [], row: ({ after, region, chance }) => ({ values: version(key, after && region === 'eu' && chance() < part), added: after && region === 'eu' ? added : 0 }) };
  },
  'not recorded, growing while another flips': ({ key, added, window, share }) => {
    const flip = ONSET + share(0.2, 0.6) * window;
    return { causes: [], row: ({ after, time }) => ({ values: version(key, time >= flip), added: after ? added * Math.min(1, (time - ONSET) / (0.8 * window)) : 0 }) };
  },
  'not recorded, tenants hit': ({ key, added, share }) => {
    const part = share(0.2, 0.5);
    return { causes: [], row: ({ after, tenant }) => ({ values: version(key, after && (tenant * 31) % 40 < part * 40), added: after && (tenant * 17) % 40 < 12 ? added : 0 }) };
  },
  'no change': () => ({ causes: [], row: () => ({ values: {}, added: 0 }) }),
  'no change, but flips and canaries': ({ key, other, share }) => {
    const part = share(0.1, 0.5);
    return { causes: [], row: ({ after, chance }) => ({ values: { ...version(key, after), ...version(other, after && chance() < part) }, added: 0 }) };
  },
  ramp: ({ key, added, window, share }) => {
    const length = share(0.15, 0.9) * window;
    return { causes: [key], row: ({ after, time, chance }) => { const hit = after && chance() < (time - ONSET) / length; return { values: version(key, hit), added: hit ? added : 0 }; } };
  },
  'flip and rollback': ({ key, added, window, share }) => {
    const back = ONSET + share(0.15, 0.7) * window;
    return { causes: [key], row: ({ time }) => { const hit = time >= ONSET && time < back; return { values: version(key, hit), added: hit ? added : 0 }; } };
  },
  'canary by tenant': ({ key, added, share }) => {
    const part = share(0.15, 0.5);
    return { causes: [key], row: ({ after, tenant }) => { const hit = after && (tenant * 31) % 40 < part * 40; return { values: version(key, hit), added: hit ? added : 0 }; } };
  },
  'load by the hour': ({ added }) => ({ causes: [], row: ({ time }) => ({ values: {}, added: (added / 2) * Math.max(0, Math.sin(((time - ONSET) / DAY) * 2 * Math.PI)) }) }),
} satisfies Record<string, (world: World) => Plan>;

export type HardScenario = keyof typeof PLOTS;
export const HARD_SCENARIOS = Object.keys(PLOTS) as readonly HardScenario[];

/** A variable that has nothing to do with the failures; null where it is not recorded for this conversation. */
type Nuisance = (row: Row) => string | null;

const daily = (time: number): number => 0.5 + 0.5 * Math.sin((time / DAY) * 2 * Math.PI + 1);

const nuisances = ({ random, window }: World): readonly Nuisance[] => {
  // Not within an hour of the onset: a change in the same minutes is a scenario of its own.
  const far = (): number => ONSET + (random() < 0.5 ? -1 : 1) * between(random, Math.max(HOUR, 0.1 * window), 0.95 * window);
  const [flip, flipBack, start, rise, fall, gap] = [far(), far(), far(), far(), far(), far()];
  const share = between(random, 0.05, 0.5);
  const names = Math.round(logBetween(random, 30, 600));
  const period = window / Math.round(between(random, 2, 6));
  const phase = between(random, 0.3, 0.7) * period;
  return [
    () => 'v1',
    () => 'v1',
    ({ chance }) => (chance() < 0.5 ? 'a' : 'b'),
    ({ chance }) => (chance() < share ? 'a' : 'b'),
    ({ chance }) => `n${Math.floor(names * chance() ** 3)}`,
    ({ chance }) => `id-${Math.floor(chance() * 1e9)}`,
    ({ chance, time }) => `s-${Math.floor(time / (HOUR / 40))}-${chance() < 0.5 ? 1 : 2}`,
    ({ chance }) => String(Math.round(chance() * 4000)),
    ({ chance, time }) => String(Math.round(1000 * daily(time) + 500 * chance())),
    ({ time }) => (time < flip ? 'v1' : 'v2'),
    ({ time }) => (time < flipBack ? 'v7' : 'v6'),
    ({ time, chance }) => (time > start && chance() < share ? 'v2' : 'v1'),
    ({ time }) => (time > Math.min(rise, fall) && time < Math.max(rise, fall) ? 'on' : 'off'),
    ({ time, chance }) => (chance() < 0.2 + 0.4 * daily(time) ? 'x' : 'y'),
    ({ chance }) => (chance() < 0.3 ? null : chance() < 0.5 ? 'a' : 'b'),
    ({ chance }) => (chance() < 0.6 ? null : 'a'),
    ({ time }) => (Math.abs(time - gap) < 0.1 * window ? null : 'v1'),
    ({ time }) => `build-${Math.floor((time - ONSET + phase) / period)}`,
    ({ time, chance }) => (chance() < 0.3 + (0.3 * (time - ONSET)) / window ? 'p' : 'q'),
    ({ region, chance }) => (chance() < 0.8 ? `lang-${region}` : 'lang-en'),
    ({ tenant }) => `plan-${tenant % 7}`,
    ({ tier, chance }) => (chance() < 0.9 ? tier : 'trial'),
  ];
};

/** A moment of the two windows; more of them by day. */
const momentIn = (random: () => number, window: number, night: number): number => {
  for (;;) {
    const time = ONSET + between(random, -window, window);
    if (random() < 1 - night * (0.5 + 0.5 * Math.sin((time / DAY) * 2 * Math.PI))) return time;
  }
};

const MINUTE = 60_000;

/** One incident as an adversary makes it, the same for the same seed; `perHour` is conversations an hour. */
export const makeHardIncident = (scenario: HardScenario, seed: number, perHour: number): HardIncident => {
  const random = randomFrom(seed * 6151 + HARD_SCENARIOS.indexOf(scenario) * 15_485_863 + 77);
  const window = logBetween(random, 4, 72) * HOUR;
  const first = Math.floor(random() * KEYS.length);
  const world: World = {
    random,
    window,
    base: logBetween(random, 0.005, 0.2),
    added: between(random, 0.12, 0.6),
    key: KEYS[first] ?? '',
    other: KEYS[(first + 1 + Math.floor(random() * (KEYS.length - 1))) % KEYS.length] ?? '',
    share: (low, high) => between(random, low, high),
  };
  const plot: (world: World) => Plan = PLOTS[scenario];
  const plan = plot(world);
  const background = nuisances(world);
  const night = random() * 0.8;
  const clusters = random() < 0.5 ? Array.from({ length: 40 }, () => Math.exp(between(random, -0.8, 0.8))) : [];
  const tierFactor = between(random, 1.5, 4);
  const jitter = random() < 0.5 ? 0 : between(random, -15, 30) * MINUTE;
  const samples = Array.from({ length: Math.round((2 * window * perHour) / HOUR) }, (): Sample => {
    const time = momentIn(random, window, night);
    const eu = 0.3 + 0.15 * Math.sin((time / DAY) * 2 * Math.PI);
    const place = random();
    const row: Row = {
      time,
      after: time >= ONSET,
      region: place < eu ? 'eu' : place < 0.75 ? 'us' : 'asia',
      tier: random() < 0.4 ? 'free' : 'paid',
      tenant: Math.floor(40 * random() ** 2),
      chance: random,
    };
    const effect = plan.row(row);
    const values: Record<string, string> = { 'traffic.region': row.region, 'traffic.tier': row.tier, 'traffic.tenant': `t${row.tenant}` };
    for (const [index, nuisance] of background.entries()) {
      const value = nuisance(row);
      if (value !== null) values[`${KEYS[(index * 4) % KEYS.length] ?? ''}.n${index}`] = value;
    }
    const ordinary = world.base * (row.tier === 'free' ? tierFactor : 1) * (clusters[row.tenant] ?? 1);
    return { time, failed: random() < Math.min(0.95, ordinary + effect.added), values: { ...values, ...effect.values } };
  });
  return { scenario, samples, onset: ONSET + jitter, window, causes: plan.causes, confounded: plan.confounded ?? [] };
};
