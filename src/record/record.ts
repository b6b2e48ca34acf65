import { z } from 'zod/mini';
import { actionItemSchema } from './action.ts';
import { causeSchema, decisionSchema, whySchema } from './analysis.ts';
import { statedDurationSchema } from './duration.ts';
import { agentSchema, llmVariableSchema, outcomeSchema, verdictSchema } from './llm.ts';
import { reportingSchema } from './reporting.ts';
import { signalSchema } from './signal.ts';
import { factOf, sourceSchema } from './source.ts';
import { linkSchema, milestonesSchema, timelineEntrySchema } from './timeline.ts';
import { ACTORS, CHANGE_KINDS, DETECTED_BY, SECTION_NAMES, STATUSES } from './vocabulary.ts';

export const sectionSchema = z.readonly(
  z.object({
    name: z.enum(SECTION_NAMES),
    /** The heading as written, without markup. */
    title: z.string(),
    level: z.number(),
    /** The heading itself. */
    source: sourceSchema,
    /** What stands under it, up to the next heading of its level or above; zero-width where nothing does. */
    contentSource: sourceSchema,
    empty: z.boolean(),
    /** Words that say "nothing here" on purpose (`n/a: …`, `None, because …`); null where none. */
    notApplicable: z.nullable(z.string()),
  }),
);
export type Section = z.infer<typeof sectionSchema>;

/** Something the reader could not make sense of; rules turn it into a finding. */
export const readingProblemSchema = z.readonly(
  z.object({
    kind: z.enum([
      'front-matter-syntax', 'front-matter-type', 'front-matter-value', 'unknown-key', 'time-unreadable', 'time-impossible',
      'date-ambiguous', 'duration-unreadable', 'too-deep', 'too-large', 'not-text',
    ]),
    message: z.string(),
    /** What was expected, in words or as an example. */
    expected: z.nullable(z.string()),
    key: z.nullable(z.string()),
    source: sourceSchema,
  }),
);
export type ReadingProblem = z.infer<typeof readingProblemSchema>;

/** One incident as its document tells it. Facts that no part of the document states are null or empty; nothing is derived here. */
export const incidentRecordSchema = z.readonly(
  z.object({
    schemaVersion: z.literal(1),
    path: z.string(),
    /** The `postmortem:` format version; null in adopted documents. */
    format: z.nullable(z.number()),
    id: z.nullable(factOf(z.string())),
    title: z.nullable(factOf(z.string())),
    /** The incident's first day, ISO. */
    date: z.nullable(factOf(z.string())),
    status: z.nullable(factOf(z.enum(STATUSES))),
    /** As written. */
    severity: z.nullable(factOf(z.string())),
    /** Zone the document states for its timeline, as written. */
    timezone: z.nullable(factOf(z.string())),
    services: z.readonly(z.array(factOf(z.string()))),
    environments: z.readonly(z.array(factOf(z.string()))),
    authors: z.readonly(z.array(factOf(z.string()))),
    reviewers: z.readonly(z.array(factOf(z.string()))),
    detectedBy: z.nullable(factOf(z.enum(DETECTED_BY))),
    trigger: z.readonly(
      z.object({
        change: z.nullable(factOf(z.enum(CHANGE_KINDS))),
        actor: z.nullable(factOf(z.enum(ACTORS))),
        ref: z.nullable(factOf(z.string())),
      }),
    ),
    links: z.readonly(z.record(z.string(), factOf(z.string()))),
    tags: z.readonly(z.array(factOf(z.string()))),
    reporting: z.nullable(reportingSchema),
    /** Other statements of a fact that stands above (title in front matter and in the H1, severity in a table, …), for cross-checks. */
    restated: z.readonly(
      z.array(z.readonly(z.object({ fact: z.enum(['title', 'date', 'severity', 'status', 'timezone', 'id']), value: z.string(), source: sourceSchema }))),
    ),
    timeline: z.readonly(z.array(timelineEntrySchema)),
    milestones: milestonesSchema,
    durations: z.readonly(z.array(statedDurationSchema)),
    signals: z.readonly(z.array(signalSchema)),
    causes: z.readonly(z.array(causeSchema)),
    whys: z.readonly(z.array(whySchema)),
    decisions: z.readonly(z.array(decisionSchema)),
    variables: z.readonly(z.array(llmVariableSchema)),
    outcome: z.nullable(outcomeSchema),
    verdict: z.nullable(verdictSchema),
    agent: z.nullable(agentSchema),
    actions: z.readonly(z.array(actionItemSchema)),
    /** Stated reason for having no action items; null where none is stated. */
    noActionsReason: z.nullable(z.string()),
    sections: z.readonly(z.array(sectionSchema)),
    references: z.readonly(z.array(linkSchema)),
    problems: z.readonly(z.array(readingProblemSchema)),
  }),
);
export type IncidentRecord = z.infer<typeof incidentRecordSchema>;
