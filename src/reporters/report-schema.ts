import { z } from 'zod/mini';
import { SEVERITIES } from '../record/finding.ts';

const positionSchema = z.object({ line: z.int().check(z.minimum(1)), column: z.int().check(z.minimum(1)), offset: z.int().check(z.minimum(0)) });
const rangeSchema = z.object({ start: positionSchema, end: positionSchema });

/** One finding, as `--format json` and `jsonl` print it. */
export const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  suggestion: z.nullable(z.string()),
  path: z.string(),
  range: rangeSchema,
  related: z.array(z.object({ path: z.string(), line: z.int(), range: rangeSchema, message: z.string() })),
  fix: z.nullable(z.object({ description: z.string(), edits: z.array(z.object({ start: z.int(), end: z.int(), text: z.string() })) })),
  fingerprint: z.string(),
  suppressed: z.nullable(z.object({ reason: z.string(), until: z.nullable(z.string()) })),
  known: z.boolean(),
});

/** What `--format json` prints. */
export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('postmortem-kit'), version: z.string() }),
  checked: z.array(z.string()),
  failed: z.array(z.object({ path: z.string(), reason: z.string() })),
  counts: z.object({ error: z.int(), warning: z.int(), info: z.int(), suppressed: z.int(), known: z.int() }),
  findings: z.array(findingSchema),
});
