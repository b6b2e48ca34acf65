import { _default as withDefault, z } from 'zod/mini';
import { durationSeconds } from '../values/duration.ts';

const duration = z.string().check(z.refine((text) => durationSeconds(text) !== null, 'expected a duration such as 5m or 1h30m'));
const natural = z.int().check(z.nonnegative());
const id = z.string().check(z.regex(/^[A-Za-z0-9][\w.-]*$/, 'expected a name of letters, digits, ".", "_" and "-"'));
const operator = z.enum(['lt', 'lte', 'gt', 'gte']);
/** Gatekeeper's words: `deny` stops, `warn` says so, `dryrun` only records. */
const enforcement = withDefault(z.enum(['deny', 'warn', 'dryrun']), 'deny');
const onNoData = withDefault(z.enum(['fail', 'warn', 'pass']), 'fail');

/** Passes when the measured value OP threshold, and every baseline clause holds. */
const promotionGate = z.strictObject({
  id,
  metric: z.string(),
  /** Where the value stands in a results file: its path and a JSON pointer (RFC 6901). */
  source: z.optional(z.strictObject({ file: z.string(), pointer: z.string() })),
  unit: z.optional(z.string()),
  op: operator,
  threshold: z.number(),
  /** Against what runs today, after MLflow's MetricThreshold. */
  baseline: z.optional(
    z.strictObject({
      ref: z.string(),
      minAbsoluteChange: z.optional(z.number()),
      minRelativeChange: z.optional(z.number()),
      greaterIsBetter: z.boolean(),
    }),
  ),
  minSampleSize: z.optional(natural),
  lookbackWindow: z.optional(duration),
  onNoData,
  enforcement,
});
export type PromotionGate = z.infer<typeof promotionGate>;

/** Fails when the value is not OP threshold, in any slice. */
const divergence = z.strictObject({
  id,
  metric: z.string(),
  unit: z.optional(z.string()),
  op: operator,
  threshold: z.number(),
  slices: withDefault(z.array(z.string()), []),
});
export type Divergence = z.infer<typeof divergence>;

const canary = z.strictObject({
  traffic: z.optional(z.strictObject({ stepWeights: z.array(z.number()), maxWeight: z.number(), mirror: withDefault(z.boolean(), false) })),
  compare: z.strictObject({
    /** `none`: the two versions see different inputs, and nothing is compared. */
    inputs: z.enum(['overlapping', 'mirrored', 'replayed', 'none']),
    joinKey: z.optional(z.string()),
    minOverlap: withDefault(natural, 0),
    divergence: z.array(divergence),
  }),
  analysis: z.strictObject({
    initialDelay: withDefault(duration, '0s'),
    interval: duration,
    count: z.int().check(z.positive()),
    failureLimit: withDefault(natural, 0),
    consecutiveErrorLimit: withDefault(natural, 0),
    onNoData,
  }),
  onBreach: withDefault(z.enum(['rollback', 'halt', 'alert']), 'rollback'),
  enforcement,
});
export type Canary = z.infer<typeof canary>;

/** Fires when the value OP threshold for the whole hold. */
const rollbackSignal = z.strictObject({
  id,
  metric: z.string(),
  unit: z.optional(z.string()),
  op: operator,
  threshold: z.number(),
  for: withDefault(duration, '0s'),
  onNoData: withDefault(z.enum(['rollback', 'halt', 'ignore']), 'rollback'),
});
export type RollbackSignal = z.infer<typeof rollbackSignal>;

const rollback = z.strictObject({
  automatic: z.boolean(),
  target: withDefault(z.string(), 'last-verified'),
  signals: z.array(rollbackSignal),
  /** A measured recovery must be shorter. */
  maxRecoveryTime: withDefault(duration, '5m'),
  rehearsal: z.optional(
    z.strictObject({ cadence: duration, lastRehearsed: z.optional(z.iso.date()), measuredRecoveryTime: z.optional(duration), evidence: z.optional(z.string()) }),
  ),
});
export type Rollback = z.infer<typeof rollback>;

const rollout = z.strictObject({
  /** Targets of each batch, absolute; `rest` may stand last. */
  batches: z.array(z.union([z.int().check(z.positive()), z.literal('rest')])).check(z.minLength(1)),
  canaryBatch: withDefault(natural, 0),
  /** The only value: a canary that fails is fatal, however many stragglers are tolerated. */
  canaryFailure: withDefault(z.literal('fatal'), 'fatal'),
  /** Absolute, over the whole roll-out: a percentage hides failures at scale. */
  maxStragglers: withDefault(natural, 0),
  stragglers: withDefault(z.literal('report'), 'report'),
  coverage: z.strictObject({
    from: withDefault(z.enum(['per-target-verification', 'tool-exit-status']), 'per-target-verification'),
    records: z.string(),
    require: withDefault(z.number().check(z.gt(0), z.lte(1)), 1),
    /** File with one target a line. */
    declared: z.string(),
  }),
});
export type Rollout = z.infer<typeof rollout>;

const soak = z.strictObject({ bakeTime: duration, minRequests: withDefault(natural, 0) });
export type Soak = z.infer<typeof soak>;

const override = z.strictObject({
  policy: z.enum(['none', 'break-glass']),
  approvers: withDefault(z.array(z.string()), []),
  minApprovers: withDefault(natural, 1),
  expiresAfter: z.optional(duration),
  audit: z.optional(z.strictObject({ log: z.string(), require: withDefault(z.array(z.string()), []), reviewWithin: z.optional(duration) })),
});
export type Override = z.infer<typeof override>;

/** `gates.yaml`: gates for which no tool has a format of its own. */
export const gateSetSchema = z.strictObject({
  apiVersion: z.literal('gates/v1alpha1'),
  kind: z.literal('GateSet'),
  metadata: z.strictObject({ name: z.string(), owner: z.optional(z.string()), environment: z.optional(z.string()) }),
  /** Incidents that paid for a gate, and the figure on which it must fire. */
  paidFor: withDefault(
    z.array(
      z.strictObject({
        incident: z.string(),
        action: z.optional(z.string()),
        unit: z.string(),
        replay: z.optional(z.strictObject({ value: z.number(), sampleSize: z.optional(natural) })),
      }),
    ),
    [],
  ),
  spec: z.strictObject({
    promotion: withDefault(z.array(promotionGate), []),
    canary: z.optional(canary),
    rollback: z.optional(rollback),
    rollout: z.optional(rollout),
    soak: z.optional(soak),
    override: withDefault(override, { policy: 'none', approvers: [], minApprovers: 1 }),
  }),
});
export type GateSet = z.infer<typeof gateSetSchema>;
