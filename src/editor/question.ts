import { z } from 'zod/mini';
import type { RecordEdit } from '../document/edit/record-edit.ts';
import { UserError } from '../record/errors.ts';
import { IMPORTERS } from '../importers/registry.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { Ask, Replies } from './parts/part.ts';
import { proseOf } from './parts/prose.ts';
import { partNamed } from './parts/registry.ts';
import type { Reading } from './session.ts';

/** What a prompt asks, as data, so that a half-typed answer survives in the journal. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), part: z.string(), row: z.nullable(z.number()) }),
  z.strictObject({ kind: z.literal('change'), part: z.string(), row: z.number(), field: z.string() }),
  /** `FACT VALUE`, as `postmortem set` takes it. */
  z.strictObject({ kind: z.literal('set') }),
  /** Files of traces to fill the variables from. */
  z.strictObject({ kind: z.literal('traces') }),
  /** Where entries of other tools are read from. */
  z.strictObject({ kind: z.literal('import') }),
  /** Lines that were pasted or typed, to be read as entries. */
  z.strictObject({ kind: z.literal('lines') }),
  /** The first questions of a new document. */
  z.strictObject({ kind: z.literal('start') }),
]);
export type Question = z.infer<typeof questionSchema>;

/** An answer that was begun. */
export interface Draft {
  readonly question: Question;
  /** Answers to the steps before the one that is being typed. */
  readonly answers: readonly string[];
  readonly text: string;
}

export const sameQuestion = (one: Question, other: Question): boolean => JSON.stringify(one) === JSON.stringify(other);

const SET: Ask = { name: 'set', label: 'set', why: 'Any fact by its path, as `postmortem set` takes it.', example: 'AI-1.due 2026-05-15' };
const TRACES: Ask = { name: 'traces', label: 'traces', why: 'Files, folders or globs of LLM traces; rows that you have filled in stay.', example: 'traces/*.jsonl.gz' };

const IMPORT = [
  { name: 'file', label: 'import from', why: "A file, the folder or zip of an export, or ! and a command whose output is read; lines can be pasted. ctrl-s reads it at once.", example: 'slack-export.zip, !git log --since yesterday' },
  { name: 'source', label: 'source', why: 'What wrote it; auto tells by the content.', example: 'auto', choices: ['auto', ...IMPORTERS.map(({ name }) => name), 'notes'] },
  { name: 'from', label: 'not before', why: 'Leaves out what was earlier; may stay empty.', example: '2026-04-24 23:00' },
  { name: 'to', label: 'not after', why: 'Leaves out what was later; may stay empty.', example: '2026-04-25 02:00' },
  { name: 'address', label: 'address', why: 'Of the Slack workspace or the repository, for links to messages and commits; may stay empty.', example: 'https://acme.slack.com' },
] as const satisfies readonly Ask[];
const LINES: Ask = { name: 'lines', label: 'lines', why: 'Lines of a log or of notes, each with its time; ctrl-s shows the entries that they make.', example: '' };

/** What is asked, one after the other; empty where the question makes no sense on this record. */
export const asksOf = (question: Question, record: IncidentRecord): readonly Ask[] => {
  switch (question.kind) {
    case 'add': return partNamed(question.part)?.adding ?? [];
    case 'change': return partNamed(question.part)?.fields(record, question.row).filter(({ name }) => name === question.field) ?? [];
    case 'set': return [SET];
    case 'traces': return [TRACES];
    case 'import': return IMPORT;
    case 'lines': return [LINES];
    case 'start': return [];
  }
};

/** Whether the answer may have several lines. */
export const isProse = (question: Question): boolean => question.kind === 'lines' || (question.kind === 'change' && question.part.startsWith('section.'));

/** What stands there already. */
export const initialOf = (question: Question, reading: Reading): string => {
  if (question.kind !== 'change') return '';
  const part = partNamed(question.part);
  if (part === undefined) return '';
  return isProse(question) && part.section !== null ? proseOf(reading, part.section) : part.value(reading.record, question.row, question.field);
};

/** What answers are read with besides the record. */
export interface Context {
  /** The edit that `FACT VALUE` names. Throws a `UserError` where it names nothing. */
  readonly editAt: (record: IncidentRecord, path: string, value: string) => RecordEdit;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type NotAnEdit = 'traces' | 'import' | 'lines' | 'start';

/** Whether the answers are edits of the record. */
export const isEdit = (question: Question): question is Exclude<Question, { kind: NotAnEdit }> => question.kind === 'add' || question.kind === 'change' || question.kind === 'set';

/** The edits that the answers mean. Throws a `UserError` for one that does not fit. */
export const editsOf = (question: Exclude<Question, { kind: NotAnEdit }>, answers: readonly string[], record: IncidentRecord, { editAt, now }: Context): readonly RecordEdit[] => {
  switch (question.kind) {
    case 'add': {
      const part = partNamed(question.part);
      const replies: Replies = Object.fromEntries((part?.adding ?? []).flatMap(({ name }, index) => (answers[index]?.trim() ? [[name, answers[index].trim()]] : [])));
      return part?.add(record, question.row, replies, now()) ?? [];
    }
    case 'change':
      return partNamed(question.part)?.change(record, question.row, question.field, answers[0] ?? '') ?? [];
    case 'set': {
      const [, path, value = ''] = /^\s*(\S+)\s*(.*)$/.exec(answers[0] ?? '') ?? [];
      if (path === undefined) throw new UserError('a fact and its value', { hint: SET.example });
      return [editAt(record, path, value)];
    }
  }
};
