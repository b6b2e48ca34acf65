import { fieldText, LLM_FIELDS, type LlmListName } from '../../record/llm.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { VARIABLE_LABELS } from '../../record/vocabulary.ts';

/** The fields that a list states, as written; null where it states none. */
const listOf = (record: IncidentRecord, list: LlmListName): Readonly<Record<string, string>> | null => {
  if (record[list] === null) return null;
  return Object.fromEntries(LLM_FIELDS[list].flatMap((field) => (fieldText(record, list, field) === '' ? [] : [[field, fieldText(record, list, field)]])));
};

/** What failed, which variable explains it, and the agent's action: as the document states them. */
export const assessment = (record: IncidentRecord): { readonly outcome: ReturnType<typeof listOf>; readonly verdict: ReturnType<typeof listOf>; readonly agent: ReturnType<typeof listOf> } => ({
  outcome: listOf(record, 'outcome'),
  verdict: listOf(record, 'verdict'),
  agent: listOf(record, 'agent'),
});

/** `Model: served a → served b`, one for each variable that the verdict names. */
export const namedVariables = ({ verdict, variables }: IncidentRecord): readonly string[] =>
  [...new Set(verdict?.explainedBy.flat())].map((key) => {
    const row = variables.find((variable) => variable.key === key);
    return row?.before != null && row.during !== null ? `${VARIABLE_LABELS[key]}: ${row.before} → ${row.during}` : VARIABLE_LABELS[key];
  });
