import type { LlmVariable } from '../../record/llm.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { LlmVariableKey } from '../../record/vocabulary.ts';

const MODEL_CHANGES: ReadonlySet<string> = new Set(['prompt', 'model', 'index', 'tool-schema']);
const TAGS: ReadonlySet<string> = new Set(['llm', 'llm-incident', 'genai']);

/**
 * True for documents that say themselves that they tell of an incident in a model's stack: by the section, the kind of the trigger, or a tag.
 * Words such as "chatbot" in the text say nothing: incidents in which nothing of the stack moved are not pushed to name a variable.
 */
export const isLlmRecord = (record: IncidentRecord): boolean => record.variables.length > 0 || (record.verdict?.otherwise !== 'nothing-moved' && saysItIs(record));

const saysItIs = ({ sections, trigger, tags }: IncidentRecord): boolean =>
  sections.some(({ name, notApplicable }) => name === 'llm_variables' && notApplicable === null) ||
  MODEL_CHANGES.has(trigger.change?.value ?? '') ||
  tags.some(({ value }) => TAGS.has(value.toLowerCase()));

export const variableOf = ({ variables }: IncidentRecord, key: LlmVariableKey): LlmVariable | null => variables.find((variable) => variable.key === key) ?? null;

/** The variables that the verdict names; where it names none and does not say so either, those that moved. */
export const namedOrMoved = ({ verdict, variables }: IncidentRecord): readonly LlmVariableKey[] => {
  const named = verdict?.explainedBy.flat() ?? [];
  if (named.length > 0 || verdict?.otherwise != null) return named;
  return variables.flatMap(({ key, status }) => (status === 'changed' ? [key] : []));
};

/** Severities of what a reader of a final LLM record needs. */
export const REQUIRED = { adopted: 'info', draft: 'info', review: 'warning', final: 'error', closed: 'error' } as const;
/** Severities of what makes the analysis convincing. */
export const ADVISED = { adopted: 'info', review: 'warning', final: 'warning', closed: 'warning' } as const;
