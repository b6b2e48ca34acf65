import { _default as withDefault, z } from 'zod/mini';
import { durationSeconds } from '../../values/duration.ts';

const duration = z.string().check(z.refine((text) => durationSeconds(text) !== null, 'expected a duration such as 5m or 1h30m'));

/** A measured value; null where the measurement gave none. */
const measured = z.union([z.number(), z.null(), z.strictObject({ value: z.nullable(z.number()), sampleSize: z.optional(z.number()), baseline: z.optional(z.nullable(z.number())) })]);

/** What one version gave for one input: the join key and further fields (slices) beside `outputs` by gate id. */
const output = z.looseObject({ outputs: z.record(z.string(), z.unknown()) });
export type Output = z.infer<typeof output>;

/** Divergence that somebody else has computed, over so many joined pairs, overall and by slice (`locale=de`). */
const divergenceFigure = z.strictObject({
  value: z.nullable(z.number()),
  pairs: z.number(),
  slices: z.optional(z.record(z.string(), z.strictObject({ value: z.nullable(z.number()), pairs: z.number() }))),
});

const outputs = z.union([z.array(output), z.string()]);

const measurement = z.union([
  z.strictObject({ incumbent: outputs, candidate: outputs }),
  z.strictObject({ divergence: z.record(z.string(), divergenceFigure) }),
  z.null(),
]);
export type Measurement = z.infer<typeof measurement>;

/** What one target shows from outside. */
export const verificationSchema = z.looseObject({ target: z.string(), version: z.nullable(z.string()), healthy: z.boolean(), at: z.optional(z.string()) });
export type Verification = z.infer<typeof verificationSchema>;

/** What was measured, for `gates evaluate`. */
export const resultsSchema = z.strictObject({
  /** By gate id. */
  promotion: z.optional(z.record(z.string(), measured)),
  /** One entry each time the analysis looked; null where the look failed. Strings name JSON Lines files of outputs. */
  canary: z.optional(z.strictObject({ measurements: z.array(measurement) })),
  rollback: z.optional(
    z.strictObject({
      /** By signal id; null where there was no data. */
      signals: z.optional(z.record(z.string(), z.strictObject({ samples: z.array(z.nullable(z.number())), interval: duration }))),
      /** How long the last rollback took, where there was one. */
      recoveryTime: z.optional(duration),
    }),
  ),
  rollout: z.optional(
    z.strictObject({
      /** The version that every target should show. */
      intended: z.string(),
      /** Targets' own states; read from the files that `coverage.records` names where it is absent. */
      verifications: z.optional(z.array(verificationSchema)),
      /** What the tool said of itself; reported, never believed. */
      toolSucceeded: z.optional(z.boolean()),
    }),
  ),
  soak: z.optional(z.strictObject({ elapsed: duration, requests: z.number() })),
});
export type Results = z.infer<typeof resultsSchema>;

/** A request to pass a failed gate. */
export const overrideRequestSchema = z.strictObject({
  gate: z.string(),
  who: z.string(),
  /** ISO 8601 with a zone. */
  when: z.iso.datetime({ offset: true }),
  reason: z.string(),
  approvers: withDefault(z.array(z.string()), []),
});
export type OverrideRequest = z.infer<typeof overrideRequestSchema>;
