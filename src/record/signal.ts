import { z } from 'zod/mini';
import { sourceSchema } from './source.ts';
import { linkSchema } from './timeline.ts';
import { wallSchema } from './time.ts';

/** A figure of the Signals table: a number where it is one, always the characters as written. */
export const figureSchema = z.readonly(
  z.object({
    written: z.string(),
    /** Null for empty, `unknown`, `no data` or several samples that did not parse. */
    number: z.nullable(z.number()),
    /** Samples in order where the cell lists several (`0.01, 0.05, 0.4`); one element for a single number. */
    samples: z.readonly(z.array(z.number())),
    noData: z.boolean(),
    source: sourceSchema,
  }),
);
export type Figure = z.infer<typeof figureSchema>;

/** What an instrument showed, normally and during the incident. */
export const signalSchema = z.readonly(
  z.object({
    metric: z.string(),
    normal: figureSchema,
    incident: figureSchema,
    unit: z.nullable(z.string()),
    from: wallSchema,
    to: wallSchema,
    evidence: z.readonly(z.array(linkSchema)),
    source: sourceSchema,
  }),
);
export type Signal = z.infer<typeof signalSchema>;
