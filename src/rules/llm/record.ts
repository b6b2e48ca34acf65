import type { LlmVariable } from '../../record/llm.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { LlmVariableKey } from '../../record/vocabulary.ts';

const MODEL_CHANGES: ReadonlySet<string> = new Set(['prompt', 'model', 'index', 'tool-schema']);
const TAGS: ReadonlySet<string> = new Set(['llm', 'llm-incident', 'genai']);

/**
 * True for documents that say themselves that they tell of an incident in a model's stack: by the section, the kind of the trigger, or a tag.
 * Words such as "chatbot" in the text say nothing: incidents in which nothing of the stack moved are not pushed to name a variable.
 */
export const isLlmRecord = ({ variables, sections, trigger, tags }: IncidentRecord): boolean =>
  variables.length > 0 ||
  sections.some(({ name, notApplicable }) => name === 'llm_variables' && notApplicable === null) ||
  MODEL_CHANGES.has(trigger.change?.value ?? '') ||
  tags.some(({ value }) => TAGS.has(value.toLowerCase()));

export const variableOf = ({ variables }: IncidentRecord, key: LlmVariableKey): LlmVariable | null => variables.find((variable) => variable.key === key) ?? null;

/** Severities of what a reader of a final LLM record needs. */
export const REQUIRED = { adopted: 'info', draft: 'info', review: 'warning', final: 'error', closed: 'error' } as const;
/** Severities of what makes the analysis convincing. */
export const ADVISED = { adopted: 'info', review: 'warning', final: 'warning', closed: 'warning' } as const;
