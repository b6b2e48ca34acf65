import { z } from 'zod/mini';
import { factOf, sourceSchema, type Fact } from './source.ts';
import { linkSchema } from './timeline.ts';
import { wallSchema } from './time.ts';
import { CONFIDENCES, CONFIRMATIONS, LLM_VARIABLES, OUTCOME_KINDS, VARIABLE_STATUSES, VERDICTS_WITHOUT_VARIABLE } from './vocabulary.ts';

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

/**
 * What is stated about the incident as a whole, and about an agent that acted, as lists of named fields; in the order in which they are written
 * (LLM.md).
 */
export const LLM_FIELDS = {
  outcome: ['failure', 'kind', 'before', 'during', 'window', 'judgeFree'],
  verdict: ['explainedBy', 'confidence', 'confirmedBy'],
  agent: ['action', 'autonomyTier', 'reversible', 'gateBefore', 'reconstructible'],
} as const;
export type LlmListName = keyof typeof LLM_FIELDS;
export type LlmFieldName<List extends LlmListName = LlmListName> = (typeof LLM_FIELDS)[List][number];
export const LLM_LISTS = ['outcome', 'verdict', 'agent'] as const satisfies readonly LlmListName[];

/** Labels of the fields as they are written. */
export const FIELD_LABELS = {
  failure: 'Failure',
  kind: 'Kind',
  before: 'Before',
  during: 'During',
  window: 'Window',
  judgeFree: 'Judge-free check',
  explainedBy: 'Explained by',
  confidence: 'Confidence',
  confirmedBy: 'Confirmed by',
  action: 'Action',
  autonomyTier: 'Autonomy tier',
  reversible: 'Reversible',
  gateBefore: 'Gate before',
  reconstructible: 'Flight recorder',
} as const satisfies Record<LlmFieldName, string>;

/** Headings of the lists. */
export const LIST_TITLES = { outcome: 'Outcome', verdict: 'Verdict', agent: 'Agent' } as const satisfies Record<LlmListName, string>;

const stated = z.nullable(z.string());
/** Every field that is stated, as written, and where its value stands. */
const fieldsOf = <const List extends LlmListName>(list: List) => z.readonly(z.partialRecord(z.enum(LLM_FIELDS[list]), factOf(z.string())));

/** How often conversations failed: `37 of 12,400 conversations (0.3 %)`. */
export const failureRateSchema = z.readonly(
  z.object({
    written: z.string(),
    failures: z.nullable(z.number()),
    rows: z.nullable(z.number()),
    /** From 0 to 1; null where neither the numbers nor a percentage are stated. */
    share: z.nullable(z.number()),
  }),
);
export type FailureRate = z.infer<typeof failureRateSchema>;

/** What failed, and how often before the onset and during the incident. Whether the difference is more than chance follows from the numbers. */
export const outcomeSchema = z.readonly(
  z.object({
    /** What counted as a failure. */
    failure: stated,
    /** Null where it is not stated in a known word. */
    kind: z.nullable(z.enum(OUTCOME_KINDS)),
    before: z.nullable(failureRateSchema),
    during: z.nullable(failureRateSchema),
    /** Over which time the two were counted. */
    window: stated,
    /** A second sign of failure in which no judge had a part. */
    judgeFree: stated,
    fields: fieldsOf('outcome'),
    source: sourceSchema,
  }),
);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Which variable explains the failures, how sure that is, and what confirmed it. */
export const verdictSchema = z.readonly(
  z.object({
    /** Each group is one cause; variables within a group moved together and are not told apart. Empty where none is named. */
    explainedBy: z.readonly(z.array(z.readonly(z.array(z.enum(LLM_VARIABLES))))),
    /** What is stated beside variables (then of a part), or in their place. */
    otherwise: z.nullable(z.enum(VERDICTS_WITHOUT_VARIABLE)),
    confidence: z.nullable(z.enum(CONFIDENCES)),
    confirmedBy: z.nullable(z.enum(CONFIRMATIONS)),
    answeredBy: z.readonly(z.array(z.string())),
    fields: fieldsOf('verdict'),
    source: sourceSchema,
  }),
);
export type Verdict = z.infer<typeof verdictSchema>;

/** An agent's action, where an agent acted (LLM.md, Agents): each field null where the document does not state it. */
export const agentSchema = z.readonly(
  z.object({
    /** What the agent did. */
    action: stated,
    autonomyTier: stated,
    reversible: stated,
    gateBefore: stated,
    /** The flight-recorder check: could the decision be reconstructed from what was logged? */
    reconstructible: stated,
    fields: fieldsOf('agent'),
    source: sourceSchema,
  }),
);
export type AgentAction = z.infer<typeof agentSchema>;

type StatedLists = { readonly [List in LlmListName]: { readonly fields: Readonly<Partial<Record<LlmFieldName, Fact<string>>>> } | null };

/** A field as it is written; null where the document does not state it. */
export const fieldFact = (record: StatedLists, list: LlmListName, field: LlmFieldName): Fact<string> | null => record[list]?.fields[field] ?? null;

/** The words of a field; empty where the document does not state it. */
export const fieldText = (record: StatedLists, list: LlmListName, field: LlmFieldName): string => fieldFact(record, list, field)?.value ?? '';
