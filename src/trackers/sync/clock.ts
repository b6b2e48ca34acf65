import { setTimeout as wait } from 'node:timers/promises';

/** Time as the sync needs it, so that a test does not wait. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1, for waits that do not fall together. */
  readonly random: () => number;
}

export const systemClock = (now: () => number): Clock => ({ now, sleep: (milliseconds) => wait(milliseconds), random: Math.random });
