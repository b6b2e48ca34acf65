import { wallOf } from '../../document/edit/answers.ts';
import {
  actionIndex, ENTRY_FIELDS, LIST_FACTS, SIGNAL_FIELDS, SINGLE_FACTS, VARIABLE_FIELDS, type RecordEdit, type VariableValues,
} from '../../document/edit/record-edit.ts';
import { ACTION_FIELDS } from '../../record/action.ts';
import { UserError } from '../../record/errors.ts';
import { nearest } from '../../record/nearest.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { LLM_FIELDS, type LlmFieldName, type LlmListName } from '../../record/llm.ts';
import { CONFIDENCES, LLM_VARIABLES, OUTCOME_KINDS, SECTION_NAMES, VARIABLE_STATUSES } from '../../record/vocabulary.ts';

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name => names.some((known) => known === name);

const oneOf = <Name extends string>(what: string, names: readonly Name[], name: string): Name => {
  if (isOneOf(names, name)) return name;
  const near = nearest(name, names);
  throw new UserError(`"${name}" is not ${what}`, { hint: near === null ? `one of: ${names.join(', ')}` : `did you mean "${near}"?` });
};

const indexOf = (what: string, count: number, written: string): number => {
  const number = Number(written);
  if (Number.isInteger(number) && number >= 1 && number <= count) return number - 1;
  throw new UserError(`there is no ${what} ${written}`, { hint: count === 0 ? `the document has none` : `they count from 1 to ${count}: see \`postmortem show\`` });
};

const VARIABLE_KEYS = [...VARIABLE_FIELDS.filter((field) => field !== 'moved'), 'status', 'reason'] as const;

const variableValues = (field: (typeof VARIABLE_KEYS)[number], value: string): VariableValues =>
  field === 'status' ? { status: oneOf('a status of a variable', VARIABLE_STATUSES, value) } : { [field]: value };

/** Fields of a closed vocabulary take its words only. */
const CHOICES: Readonly<Partial<Record<LlmFieldName, readonly string[]>>> = { kind: OUTCOME_KINDS, confidence: CONFIDENCES };

const fieldValue = (list: LlmListName, name: string, value: string): { readonly field: LlmFieldName; readonly value: string } => {
  const field = oneOf(`a field of the ${list}`, LLM_FIELDS[list], name);
  const choices = CHOICES[field];
  return { field, value: choices === undefined || value === '' ? value : oneOf(`a value of ${list}.${field}`, choices, value) };
};

/** The edit that a dotted path names: `severity`, `AI-1.owner`, `timeline.3.milestone`, `section.summary`. */
export const editAt = (record: IncidentRecord, path: string, value: string): RecordEdit => {
  if (isOneOf(SINGLE_FACTS, path)) return { kind: 'set-fact', fact: path, value: value === '' ? null : value };
  if (isOneOf(LIST_FACTS, path)) return { kind: 'set-list', fact: path, values: value.split(',').map((item) => item.trim()).filter((item) => item !== '') };
  const first = path.split('.')[0] ?? '';
  const last = path.slice(path.lastIndexOf('.') + 1);
  const middle = path.slice(first.length + 1, Math.max(first.length + 1, path.length - last.length - 1));
  switch (first) {
    case 'links':
      return { kind: 'set-link', name: path.slice('links.'.length), value };
    case 'section':
      return { kind: 'set-section', name: oneOf('a section', SECTION_NAMES, last), markdown: value };
    case 'timeline': {
      const field = oneOf('a field of a timeline entry', ENTRY_FIELDS, last);
      return { kind: 'set-entry', index: indexOf('timeline entry', record.timeline.length, middle), field, value: field === 'time' ? wallOf(value) : value };
    }
    case 'signal':
      return {
        kind: 'set-signal',
        index: indexOf('signal', record.signals.length, String(record.signals.findIndex(({ metric }) => metric === middle) + 1 || middle)),
        field: oneOf('a field of a signal', SIGNAL_FIELDS, last),
        value,
      };
    case 'variable':
      return { kind: 'set-variable', key: oneOf('an LLM variable', LLM_VARIABLES, middle), values: variableValues(oneOf('a field of a variable', VARIABLE_KEYS, last), value) };
    case 'outcome':
    case 'verdict':
    case 'agent':
      return path === first && value === '' ? { kind: 'remove-list', list: first } : { kind: 'set-field', list: first, ...fieldValue(first, last, value) };
  }
  const id = path.slice(0, path.length - last.length - 1);
  const index = id === '' ? -1 : actionIndex(record.actions, id);
  if (index >= 0) return { kind: 'set-action', index, field: oneOf('a field of an action item', ACTION_FIELDS, last), value };
  const known = [...SINGLE_FACTS, ...LIST_FACTS, ...record.actions.flatMap((action) => (action.id === null ? [] : [`${action.id}.owner`]))];
  const near = nearest(path, known);
  throw new UserError(`"${path}" names nothing in the document`, { hint: near === null ? '`postmortem set --help` shows what can be set' : `did you mean "${near}"?` });
};
