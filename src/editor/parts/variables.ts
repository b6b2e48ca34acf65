import type { VariableValues } from '../../document/edit/record-edit.ts';
import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { LLM_VARIABLES, VARIABLE_LABELS, VARIABLE_STATUSES } from '../../record/vocabulary.ts';
import { isOneOf, type Ask, type Part } from './part.ts';

const FIELDS = [
  { name: 'status', label: 'moved', why: '"The model degraded" is not an answer: which of the ten moved, and which certainly did not?', example: 'changed', choices: VARIABLE_STATUSES },
  { name: 'before', label: 'before', why: 'Its value when all was well; for a model the requested and the served name.', example: 'acme-large-2026-02' },
  { name: 'during', label: 'during', why: 'Its value during the incident.', example: 'acme-large-2026-05' },
  { name: 'changedAt', label: 'changed at', why: 'When it moved; before the first failure if it is the cause.', example: '2026-05-03 09:12' },
  { name: 'evidence', label: 'evidence', why: 'How one knows: spans, a release, a diff.', example: '[release](https://example.com/release/12)' },
  { name: 'reason', label: 'reason', why: 'Why it is unknown or does not apply, and the action item that will make it known.', example: 'not recorded → AI-3' },
] as const satisfies readonly Ask[];

const keyAt = (row: number): (typeof LLM_VARIABLES)[number] | undefined => LLM_VARIABLES[row];

const read = ({ variables }: IncidentRecord, row: number) => variables.find(({ key }) => key === keyAt(row));

const valueOf = (record: IncidentRecord, row: number, field: string): string => {
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
  if (field !== 'reason') return { [field]: value };
  const status = read(record, row)?.status;
  if (status == null) throw new UserError('the reason stands behind the status', { hint: 'say first whether the variable moved' });
  return { status, reason: value };
};

/** All ten, whether the document has a row for them or not. */
export const variables: Part = {
  name: 'variables',
  title: 'Variables',
  section: 'llm_variables',
  why: 'Of an LLM incident: which of the ten variables moved?',
  rows: ({ record }) =>
    LLM_VARIABLES.map((key, row) => {
      const variable = read(record, row);
      const values = variable?.before || variable?.during ? `${variable.before ?? ''} → ${variable.during ?? ''}` : (variable?.reason ?? '');
      return { cells: [VARIABLE_LABELS[key], variable?.status ?? '–', neutralise(values)], place: variable?.source ?? null };
    }),
  widths: () => [20, 15, 0],
  fields: () => FIELDS,
  value: valueOf,
  change: (record, row, field, value) => {
    const key = keyAt(row);
    return key === undefined ? [] : [{ kind: 'set-variable', key, values: changed(record, row, field, value) }];
  },
  adding: [],
  add: () => [],
  remove: (record, row) => {
    const variable = read(record, row);
    return variable === undefined ? null : { kind: 'remove-variable', key: variable.key };
  },
};
