import { z } from 'zod/mini';
import { COMPARATORS, ENFORCEMENT_LADDER } from '../model.ts';

const finite = z.number();
const nullable = { text: z.nullable(z.string()), number: z.nullable(finite) } as const;

/** A condition as `Condition` in the model, without its place. */
const lockedCondition = z.strictObject({
  name: nullable.text,
  metric: z.string(),
  shown: z.optional(z.string()),
  multipleOf: z.optional(z.strictObject({ metric: z.string(), factor: finite, offset: finite })),
  comparator: z.enum(COMPARATORS),
  threshold: nullable.number,
  expression: nullable.text,
  unit: nullable.text,
  windowSeconds: nullable.number,
  holdSeconds: nullable.number,
  tolerance: nullable.number,
  count: nullable.number,
  onNoData: z.enum(['fire', 'pass', 'hold', 'unknown']),
  opaque: nullable.text,
  conjunct: z.optional(z.string()),
});

/** One recorded figure of an incident, as replayed when the unit was locked. */
const lockedFigure = z.strictObject({
  metric: z.string(),
  unit: nullable.text,
  /** Condition it feeds; null where the unit has one. */
  condition: nullable.text,
  samples: z.array(nullable.number),
  intervalSeconds: nullable.number,
  durationSeconds: nullable.number,
});

const lockedIncident = z.strictObject({
  incident: z.string(),
  action: nullable.text,
  title: nullable.text,
  record: nullable.text,
  replay: z.array(lockedFigure),
});

/** A unit as it was when its action item was answered: the floor. */
export const lockedUnit = z.strictObject({
  unit: z.string(),
  mark: nullable.text,
  format: z.string(),
  title: z.string(),
  enforcement: z.enum([...ENFORCEMENT_LADDER, 'unverified']),
  conditions: z.array(lockedCondition),
  scope: z.array(z.string()),
  settings: z.record(z.string(), z.union([z.string(), finite, z.boolean(), z.array(z.string())])),
  paidFor: z.array(z.string()),
  opaque: nullable.text,
  /** Hash of the normalised body, for finding the unit again under another name. */
  body: z.string(),
  incidents: z.array(lockedIncident),
  lockedAt: z.iso.date(),
  /** Hash of all of the above but `lockedAt`: a block edited by hand no longer agrees with it. */
  fingerprint: z.string(),
});
export type LockedUnit = z.infer<typeof lockedUnit>;

export const acceptance = z.strictObject({
  fingerprint: z.string(),
  unit: z.string(),
  /** What was accepted, in words. */
  change: z.string(),
  reason: z.string(),
  by: z.string(),
  /** The last day on which it holds. */
  until: z.iso.date(),
});

/** `gates.lock.yaml`: the floor of every linked unit, and what was accepted below it. */
export const lockSchema = z.strictObject({
  version: z.literal(1),
  units: z.array(lockedUnit),
  accepted: z.array(acceptance),
});
export type GateLock = z.infer<typeof lockSchema>;
