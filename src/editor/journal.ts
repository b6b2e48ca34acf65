import { z } from 'zod/mini';
import { applyStep, type Step } from './history.ts';
import { questionSchema, sameQuestion, type Draft, type Question } from './question.ts';

const step = { start: z.number(), removed: z.string(), inserted: z.string() };

/** What a journal keeps: the text that was opened, each change made since, and what is being typed. */
const journalEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), path: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('step'), ...step, label: z.string() }),
  /** A question with the answers to its earlier steps; what is typed from here on answers it. */
  z.strictObject({ kind: z.literal('draft'), question: questionSchema, answers: z.array(z.string()), text: z.string() }),
  z.strictObject({ kind: z.literal('type'), ...step }),
  z.strictObject({ kind: z.literal('dropped'), question: questionSchema }),
]);
export type JournalEntry = z.infer<typeof journalEntry>;

/** What a session had come to when it ended without saving. */
export interface Recovered {
  /** The text that it had opened. */
  readonly base: string;
  readonly text: string;
  /** What was being typed, the last at the end. */
  readonly drafts: readonly Draft[];
}

const PRIME = 0x01000193;

/** FNV-1a over UTF-16 code units: tells a line that was cut off from a whole one. */
const checksum = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** One line of the journal, with its checksum. */
export const journalLine = (entry: JournalEntry): string => {
  const json = JSON.stringify(entry);
  return `${checksum(json)} ${json}\n`;
};

const parseLine = (line: string): JournalEntry | null => {
  const json = line.slice(9);
  if (line[8] !== ' ' || checksum(json) !== line.slice(0, 8)) return null;
  try {
    const parsed = journalEntry.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** What a journal tells, up to its first line that is not whole; null where it changed nothing. */
export const readJournal = (content: string): Recovered | null => {
  let state: Recovered | null = null;
  for (const line of content.split('\n')) {
    const entry = parseLine(line);
    const next: Recovered | null = entry && after(state, entry);
    if (next === null) break;
    state = next;
  }
  return state === null || (state.text === state.base && state.drafts.length === 0) ? null : state;
};

const withoutDraft = (drafts: readonly Draft[], question: Question): readonly Draft[] => drafts.filter((draft) => !sameQuestion(draft.question, question));

/** Null where the entry does not follow from what came before. */
const after = (state: Recovered | null, entry: JournalEntry): Recovered | null => {
  if (entry.kind === 'open') return { base: entry.text, text: entry.text, drafts: [] };
  if (state === null) return null;
  switch (entry.kind) {
    case 'step': {
      const text = applied(state.text, entry);
      return text === null ? null : { ...state, text };
    }
    case 'draft':
      return { ...state, drafts: [...withoutDraft(state.drafts, entry.question), { question: entry.question, answers: entry.answers, text: entry.text }] };
    case 'type': {
      const draft = state.drafts.at(-1);
      const text = draft === undefined ? null : applied(draft.text, { ...entry, label: '' });
      return draft === undefined || text === null ? null : { ...state, drafts: [...state.drafts.slice(0, -1), { ...draft, text }] };
    }
    case 'dropped':
      return { ...state, drafts: withoutDraft(state.drafts, entry.question) };
  }
};

const applied = (text: string, change: Step): string | null => {
  try {
    return applyStep(text, change);
  } catch {
    return null;
  }
};
