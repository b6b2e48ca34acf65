/** The closed vocabularies of the record (RECORD.md); every list is in its natural order. */

export const STATUSES = ['draft', 'review', 'final', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

export const DETECTED_BY = ['alert', 'customer', 'employee', 'automation', 'external'] as const;
export type DetectedBy = (typeof DETECTED_BY)[number];

export const CHANGE_KINDS = [
  'deploy', 'config', 'prompt', 'model', 'data', 'index', 'tool-schema', 'traffic', 'dependency', 'infrastructure', 'none',
] as const;

export const ACTORS = ['human', 'automation', 'agent', 'unknown'] as const;
export type ActorKind = (typeof ACTORS)[number];

/** In the order in which an incident passes them. */
export const MILESTONES = [
  'started', 'detected', 'acknowledged', 'declared', 'escalated', 'identified',
  'rollback-decided', 'rollback-started', 'rollback-completed', 'mitigated', 'resolved',
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Names of the sections a reader recognises; the canonical heading of each stands in `document/headings`. */
export const SECTION_NAMES = [
  'summary', 'impact', 'detection', 'trigger', 'timeline', 'signals', 'root_cause', 'contributing_factors', 'five_whys',
  'llm_variables', 'decisions', 'resolution', 'actions', 'went_well', 'went_poorly', 'lucky', 'lessons', 'supporting',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

export const DURATION_KINDS = ['impact', 'detect', 'acknowledge', 'identify', 'mitigate', 'resolve', 'rollback', 'other'] as const;
export type DurationKind = (typeof DURATION_KINDS)[number];

export const ACTION_TYPES = ['prevent', 'detect', 'mitigate', 'repair', 'process'] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

export const ACTION_STATUSES = ['proposed', 'open', 'in-progress', 'done', 'verified', 'dropped'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

/** The ten variables of an LLM incident (LLM.md), the six that decide most incidents first. */
export const LLM_VARIABLES = [
  'prompt', 'model', 'judge', 'retrieval', 'tools', 'traffic', 'sampling', 'guardrail', 'context', 'deployment',
] as const;
export type LlmVariableKey = (typeof LLM_VARIABLES)[number];

/** Row labels of the canonical table (LLM.md). */
export const VARIABLE_LABELS = {
  prompt: 'Prompt revision',
  model: 'Model',
  judge: 'Judge configuration',
  retrieval: 'Retrieval index',
  tools: 'Tool schemas',
  traffic: 'Traffic mix',
  sampling: 'Sampling',
  guardrail: 'Guardrails',
  context: 'Context and harness',
  deployment: 'Deployment',
} as const satisfies Record<LlmVariableKey, string>;

export const VARIABLE_STATUSES = ['changed', 'unchanged', 'unknown', 'not-applicable'] as const;
export type VariableStatus = (typeof VARIABLE_STATUSES)[number];

/** By what a failure was seen: an error, an evaluation, what people said, or a sign that only stands for it. */
export const OUTCOME_KINDS = ['error', 'eval', 'feedback', 'proxy'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What a verdict says where it names no variable: no record shows a cause, the model stack did not move, or nobody knows. */
export const VERDICTS_WITHOUT_VARIABLE = ['nothing-recorded', 'nothing-moved', 'unknown'] as const;

export const CONFIDENCES = ['known', 'likely', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What told the cause from what only moved with it. */
export const CONFIRMATIONS = ['replay', 'rollback', 'bisect', 'none'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];
