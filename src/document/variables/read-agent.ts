import type { AgentAction } from '../../record/llm.ts';
import { readFieldList, type FieldReading } from './field-list.ts';

/** The agent's action, where a table or lines of a section named for it state its fields; null where none does. */
export const readAgent = (reading: FieldReading): AgentAction | null => {
  const list = readFieldList(reading, 'agent');
  if (list === null) return null;
  const { action, autonomyTier, reversible, gateBefore, reconstructible } = list.fields;
  return {
    action: action?.value ?? null,
    autonomyTier: autonomyTier?.value ?? null,
    reversible: reversible?.value ?? null,
    gateBefore: gateBefore?.value ?? null,
    reconstructible: reconstructible?.value ?? null,
    ...list,
  };
};
