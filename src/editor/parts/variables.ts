import type { RecordEdit, VariableValues } from '../../document/edit/record-edit.ts';
import { UserError } from '../../record/errors.ts';
import { fieldFact, fieldText, LIST_TITLES, LLM_LISTS, type LlmListName } from '../../record/llm.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { CONFIDENCES, LLM_VARIABLES, OUTCOME_KINDS, VARIABLE_LABELS, VARIABLE_STATUSES } from '../../record/vocabulary.ts';
import { isOneOf, type Ask, type Part, type Row } from './part.ts';

const FIELDS = [
  { name: 'status', label: 'moved', why: '"The model degraded" is not an answer: which of the ten moved, and which certainly did not?', example: 'changed', choices: VARIABLE_STATUSES },
  { name: 'before', label: 'before', why: 'Its value when all was well; for a model the requested and the served name.', example: 'acme-large-2026-02' },
  { name: 'during', label: 'during', why: 'Its value during the incident.', example: 'acme-large-2026-05' },
  { name: 'changedAt', label: 'changed at', why: 'When it moved; before the first failure if it is the cause.', example: '2026-05-03 09:12' },
  { name: 'evidence', label: 'evidence', why: 'How one knows: spans, a release, a diff.', example: '[release](https://example.com/release/12)' },
  { name: 'reason', label: 'reason', why: 'Why it is unknown or does not apply, and the action item that will make it known.', example: 'not recorded → AI-3' },
] as const satisfies readonly Ask[];

const LIST_FIELDS = {
  outcome: [
    { name: 'failure', label: 'failure', why: 'What counted as a failure of a conversation; without it no variable can explain anything.', example: 'answers that are not valid JSON' },
    { name: 'kind', label: 'kind', why: 'By what it was seen: an error, an evaluation, what people said, or a sign that only stands for it.', example: 'error', choices: OUTCOME_KINDS },
    { name: 'before', label: 'before', why: 'How many failed before, of how many.', example: '37 of 12,400 conversations (0.3 %)' },
    { name: 'during', label: 'during', why: 'How many failed during the incident, of how many.', example: '1,078 of 9,800 conversations (11 %)' },
    { name: 'window', label: 'window', why: 'Over which time the two were counted.', example: '12 h on either side of 2026-05-03 09:12 UTC' },
    { name: 'judgeFree', label: 'judge-free', why: 'Where a judge saw the failures, a second sign in which it had no part: the judge may have changed.', example: 'tickets about broken answers rose from 2 to 31 a day' },
  ],
  verdict: [
    { name: 'explainedBy', label: 'explained by', why: 'The variable that explains the failures; "A or B" where nothing tells them apart. "nothing recorded" and "nothing moved" are answers.', example: 'Model' },
    { name: 'confidence', label: 'confidence', why: 'Traces show association; only a replay or a rollback makes it known.', example: 'likely', choices: CONFIDENCES },
    { name: 'confirmedBy', label: 'confirmed by', why: 'What told the cause from what only moved with it: a replay, a bisect, a partial rollback, or none.', example: 'replay of 200 requests with the old model: 0 fail' },
  ],
  agent: [
    { name: 'action', label: 'action', why: 'What the agent did; leave all of these empty where no agent acted.', example: 'dropped two tables in production' },
    { name: 'autonomyTier', label: 'autonomy tier', why: 'What it was allowed to do without asking.', example: '3: acts alone, tells afterwards' },
    { name: 'reversible', label: 'reversible', why: 'Whether the action could be taken back.', example: 'no: the tables had no backup' },
    { name: 'gateBefore', label: 'gate before', why: 'What stood between the decision and the action: nothing, a person, a policy.', example: 'none' },
    { name: 'reconstructible', label: 'flight recorder', why: 'Could the decision be reconstructed from what was logged? Each input that could not needs an action item.', example: 'no: tool results were cut → AI-5' },
  ],
} as const satisfies Record<LlmListName, readonly Ask[]>;

const LIST_ROWS = LLM_LISTS.flatMap((list) => LIST_FIELDS[list].map((ask, index) => ({ list, ask, index })));

/** The field of a list that stands in a row, below those of the variables. */
const listRowAt = (row: number): (typeof LIST_ROWS)[number] | undefined => LIST_ROWS[row - LLM_VARIABLES.length];

const listRows = (record: IncidentRecord): Row[] =>
  LIST_ROWS.map(({ list, ask, index }) => ({
    cells: [ask.label, neutralise(fieldText(record, list, ask.name)) || '–'],
    ...(index === 0 && { heading: LIST_TITLES[list] }),
    place: fieldFact(record, list, ask.name)?.source ?? record[list]?.source ?? null,
  }));

const keyAt = (row: number): (typeof LLM_VARIABLES)[number] | undefined => LLM_VARIABLES[row];

const read = ({ variables }: IncidentRecord, row: number) => variables.find(({ key }) => key === keyAt(row));

const valueOf = (record: IncidentRecord, row: number, field: string): string => {
  const inList = listRowAt(row);
  if (inList !== undefined) return fieldText(record, inList.list, inList.ask.name);
  const variable = read(record, row);
  if (variable === undefined) return '';
  switch (field) {
    case 'status': return variable.status ?? '';
    case 'before': return variable.before ?? '';
    case 'during': return variable.during ?? '';
    case 'changedAt': return variable.changedAtWritten ?? '';
    case 'evidence': return variable.evidenceText ?? '';
    default: return variable.reason ?? '';
  }
};

const changed = (record: IncidentRecord, row: number, field: string, value: string): VariableValues => {
  if (field === 'status') {
    if (!isOneOf(VARIABLE_STATUSES, value)) throw new UserError(`"${value}" is not a status of a variable`, { hint: `one of: ${VARIABLE_STATUSES.join(', ')}` });
    const reason = valueOf(record, row, 'reason');
    return { status: value, ...(reason !== '' && { reason }) };
  }
  return { [field]: value };
};

const changedField = ({ list, ask }: (typeof LIST_ROWS)[number], value: string): readonly RecordEdit[] => {
  if ('choices' in ask && value !== '' && !ask.choices.some((choice) => choice === value)) throw new UserError(`"${value}" is not an answer to "${ask.label}"`, { hint: `one of: ${ask.choices.join(', ')}` });
  return [{ kind: 'set-field', list, field: ask.name, value }];
};

/** A field; of a list of which nothing is stated, the list with the help that stands in it. */
const removal = (record: IncidentRecord, { list, ask }: (typeof LIST_ROWS)[number]): RecordEdit | null => {
  if (record[list] === null) return { kind: 'remove-list', list };
  return fieldText(record, list, ask.name) === '' ? null : { kind: 'set-field', list, field: ask.name, value: '' };
};

/** All ten, whether the document has a row for them or not; below them what is said of the incident as a whole, and of an agent. */
export const variables: Part = {
  name: 'variables',
  title: 'Variables',
  section: 'llm_variables',
  why: 'Of an LLM incident: which of the ten variables moved?',
  rows: ({ record }) => [
    ...LLM_VARIABLES.map((key, row) => {
      const variable = read(record, row);
      const values = variable?.before || variable?.during ? `${variable.before ?? ''} → ${variable.during ?? ''}` : (variable?.reason ?? '');
      return { cells: [VARIABLE_LABELS[key], variable?.status ?? '–', neutralise(values)], place: variable?.source ?? null };
    }),
    ...listRows(record),
  ],
  widths: () => [20, 15, 0],
  fields: (_, row) => {
    const inList = listRowAt(row);
    return inList === undefined ? FIELDS : [inList.ask];
  },
  value: valueOf,
  change: (record, row, field, value) => {
    const inList = listRowAt(row);
    if (inList !== undefined) return changedField(inList, value);
    const key = keyAt(row);
    return key === undefined ? [] : [{ kind: 'set-variable', key, values: changed(record, row, field, value) }];
  },
  adding: [],
  add: () => [],
  remove: (record, row) => {
    const inList = listRowAt(row);
    if (inList !== undefined) return removal(record, inList);
    const variable = read(record, row);
    return variable === undefined ? null : { kind: 'remove-variable', key: variable.key };
  },
};
