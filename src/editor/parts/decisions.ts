import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Ask, Part, Row } from './part.ts';

const TITLE: Ask = { name: 'title', label: 'decision', why: 'The question that had several answers; may stay empty.', example: 'How to stop the bleeding' };
const CHOSEN: Ask = { name: 'chosen', label: 'chosen', why: 'What was done, and what made it look best at the time.', example: 'Roll back: four minutes, known to work (AI-1)' };
const REJECTED: Ask = { name: 'rejected', label: 'rejected', why: 'What was weighed and not done, and why; a semicolon between several.', example: 'Patch forward: the cause was not known yet' };
const OPTION: Ask = { name: 'text', label: 'option', why: 'What it was and why it was taken or not.', example: 'Roll back: four minutes, known to work' };
const TAKEN: Ask = { name: 'taken', label: 'taken', why: 'Whether this is what was done.', example: 'yes', choices: ['yes', 'no'] };

interface Found {
  readonly decision: number;
  /** Null for the decision itself. */
  readonly option: number | null;
  readonly row: Row;
}

/** An option without the word that says whether it was taken, which the edit writes. */
const said = (text: string): string => text.replace(/^(?:chosen|rejected):\s*/i, '');

const flatten = ({ decisions }: IncidentRecord): Found[] =>
  decisions.flatMap(({ title, options, source }, decision): Found[] => [
    { decision, option: null, row: { cells: [neutralise(title) || 'Decision'], place: source } },
    ...options.map(({ text, chosen, source: place }, option): Found => ({ decision, option, row: { cells: [`${chosen ? '✓' : '–'} ${neutralise(said(text))}`], depth: 1, place } })),
  ]);

export const decisions: Part = {
  name: 'decisions',
  title: 'Decisions',
  section: 'decisions',
  why: 'Where several fixes were possible: what was chosen, what was rejected, and why. Leave it out if there was no choice.',
  rows: ({ record }) => flatten(record).map(({ row }) => row),
  widths: () => [0],
  fields: (record, row) => (flatten(record)[row]?.option === null ? [] : [OPTION, TAKEN]),
  value: (record, row, field) => {
    const found = flatten(record)[row];
    const option = found === undefined || found.option === null ? undefined : record.decisions[found.decision]?.options[found.option];
    if (option === undefined) return '';
    return field === 'taken' ? (option.chosen ? 'yes' : 'no') : said(option.text);
  },
  change: (record, row, field, value) => {
    const found = flatten(record)[row];
    const option = found === undefined || found.option === null ? undefined : record.decisions[found.decision]?.options[found.option];
    if (found === undefined || found.option === null || option === undefined) return [];
    const text = field === 'text' ? value : said(option.text);
    const chosen = field === 'taken' ? /^y/i.test(value) : option.chosen;
    return [{ kind: 'set-option', decision: found.decision, option: found.option, text, chosen }];
  },
  adding: [CHOSEN, REJECTED, TITLE],
  add: (_, __, { title, chosen, rejected = '' }) => {
    if (chosen === undefined) throw new UserError('a decision is what was chosen', { hint: CHOSEN.example });
    const others = rejected.split(';').map((text) => text.trim()).filter((text) => text !== '');
    return [{ kind: 'add-decision', title: title ?? null, options: [{ text: chosen, chosen: true }, ...others.map((text) => ({ text, chosen: false }))] }];
  },
  remove: (record, row) => {
    const found = flatten(record)[row];
    return found === undefined || found.option !== null ? null : { kind: 'remove-decision', index: found.decision };
  },
};
