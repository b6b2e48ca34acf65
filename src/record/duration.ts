import { z } from 'zod/mini';
import { sourceSchema } from './source.ts';
import { DURATION_KINDS } from './vocabulary.ts';

/** A length of time that the document states about this incident. */
export const statedDurationSchema = z.readonly(
  z.object({
    minutes: z.number(),
    of: z.enum(DURATION_KINDS),
    approximate: z.boolean(),
    /** Size of the last unit written, in minutes: `9h` is 60, `9h 5m` is 1. A comparison tolerates half of it. */
    resolution: z.number(),
    /** Why this length may rightly differ from the clock: support hours, a latent phase, a lower or upper bound. */
    qualifier: z.nullable(z.enum(['working-hours', 'latent', 'user-visible', 'at-least', 'at-most'])),
    /** `(21:45 to 23:28)` written beside the length, where it is. */
    from: z.nullable(z.string()),
    to: z.nullable(z.string()),
    written: z.string(),
    source: sourceSchema,
  }),
);
export type StatedDuration = z.infer<typeof statedDurationSchema>;
