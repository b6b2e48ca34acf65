import { z } from 'zod/mini';
import { sourceSchema } from './source.ts';
import { linkSchema } from './timeline.ts';

/** References from a cause, a why leaf or an option to what answers it. */
const answersShape = {
  /** Ids of action items named after `→` or in the text. */
  answeredBy: z.readonly(z.array(z.string())),
  /** Stated reason for accepting the risk (`→ accepted: …`); null where none. */
  acceptedRisk: z.nullable(z.string()),
};

/** One root cause or contributing factor. */
export const causeSchema = z.readonly(
  z.object({
    kind: z.enum(['root', 'contributing']),
    /** First sentence or bold lead, without markup. */
    title: z.string(),
    text: z.string(),
    ...answersShape,
    source: sourceSchema,
  }),
);
export type Cause = z.infer<typeof causeSchema>;

/** One step of the five whys; `steps` are the whys asked of its answer. */
export interface Why {
  readonly question: string;
  readonly answer: string | null;
  readonly evidence: readonly z.infer<typeof linkSchema>[];
  readonly answeredBy: readonly string[];
  readonly acceptedRisk: string | null;
  readonly steps: readonly Why[];
  /** The step's own line or lines, children excluded. */
  readonly source: z.infer<typeof sourceSchema>;
  readonly itemSource: z.infer<typeof sourceSchema>;
}
export const whySchema: z.ZodMiniType<Why> = z.readonly(
  z.object({
    question: z.string(),
    answer: z.nullable(z.string()),
    evidence: z.readonly(z.array(linkSchema)),
    ...answersShape,
    get steps() {
      return z.readonly(z.array(whySchema));
    },
    source: sourceSchema,
    itemSource: sourceSchema,
  }),
);

/** One option that was weighed. */
export const optionSchema = z.readonly(
  z.object({
    /** `A`, `Option 2`; null where options have no label. */
    label: z.nullable(z.string()),
    title: z.string(),
    text: z.string(),
    chosen: z.boolean(),
    rejected: z.boolean(),
    answeredBy: z.readonly(z.array(z.string())),
    source: sourceSchema,
  }),
);

/** One decision: the question and its options. */
export const decisionSchema = z.readonly(
  z.object({ title: z.string(), options: z.readonly(z.array(optionSchema)), source: sourceSchema }),
);
export type Decision = z.infer<typeof decisionSchema>;
