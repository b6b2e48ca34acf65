import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Ask, Part } from './part.ts';

const TEXT: Ask = {
  name: 'text',
  label: 'factor',
  why: 'What made it possible, worse or longer, and what answers it: an action item, or the stated acceptance of the risk.',
  example: 'The alert waited ten minutes. → AI-2',
};

/** Indexes of the contributing factors among all causes. */
const contributing = ({ causes }: IncidentRecord): number[] => causes.flatMap(({ kind }, index) => (kind === 'contributing' ? [index] : []));

export const causes: Part = {
  name: 'causes',
  title: 'Factors',
  section: 'contributing_factors',
  why: 'No incident has one cause. What else had to be the case? End each with "→ AI-1" or "→ accepted: why".',
  rows: ({ record }) => record.causes.filter(({ kind }) => kind === 'contributing').map(({ text, source }) => ({ cells: [neutralise(text)], place: source })),
  widths: () => [0],
  fields: () => [TEXT],
  value: (record, row) => record.causes[contributing(record)[row] ?? -1]?.text ?? '',
  change: (record, row, _, text) => {
    const index = contributing(record)[row];
    return index === undefined ? [] : [{ kind: 'set-cause', index, text }];
  },
  adding: [TEXT],
  add: (_, __, { text }) => {
    if (text === undefined) throw new UserError('a factor is a sentence');
    return [{ kind: 'add-cause', cause: 'contributing', text }];
  },
  remove: (record, row) => {
    const index = contributing(record)[row];
    return index === undefined ? null : { kind: 'remove-cause', index };
  },
};
