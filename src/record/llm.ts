import { z } from 'zod/mini';
import { sourceSchema } from './source.ts';
import { linkSchema } from './timeline.ts';
import { wallSchema } from './time.ts';
import { LLM_VARIABLES, VARIABLE_STATUSES } from './vocabulary.ts';

/** One row of the LLM variables table (LLM.md). */
export const llmVariableSchema = z.readonly(
  z.object({
    key: z.enum(LLM_VARIABLES),
    label: z.string(),
    before: z.nullable(z.string()),
    during: z.nullable(z.string()),
    /** Null where the Moved cell is empty or says something else. */
    status: z.nullable(z.enum(VARIABLE_STATUSES)),
    /** What follows the status in the Moved cell: the reason for `unknown` or `n/a`. */
    reason: z.nullable(z.string()),
    changedAt: wallSchema,
    changedAtWritten: z.nullable(z.string()),
    answeredBy: z.readonly(z.array(z.string())),
    evidence: z.readonly(z.array(linkSchema)),
    evidenceText: z.nullable(z.string()),
    source: sourceSchema,
    cells: z.readonly(
      z.partialRecord(z.enum(['label', 'before', 'during', 'moved', 'changedAt', 'evidence']), sourceSchema),
    ),
  }),
);
export type LlmVariable = z.infer<typeof llmVariableSchema>;

/** An agent's action, where an agent acted (LLM.md, Agents): each field null where the document does not state it. */
export const agentSchema = z.readonly(
  z.object({
    autonomyTier: z.nullable(z.string()),
    reversible: z.nullable(z.string()),
    gateBefore: z.nullable(z.string()),
    /** The flight-recorder check: could the decision be reconstructed from what was logged? */
    reconstructible: z.nullable(z.string()),
    source: sourceSchema,
  }),
);
export type AgentAction = z.infer<typeof agentSchema>;
