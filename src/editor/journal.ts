import { z } from 'zod/mini';
import { applyStep, type Step } from './history.ts';

/** What a journal keeps: the text that was opened, each change made since, and the words that are being typed. */
const journalEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), path: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('step'), start: z.number(), removed: z.string(), inserted: z.string(), label: z.string() }),
  z.strictObject({ kind: z.literal('typing'), label: z.string(), text: z.string() }),
]);
export type JournalEntry = z.infer<typeof journalEntry>;

/** What a session had come to when it ended without saving. */
export interface Recovered {
  /** The text that it had opened. */
  readonly base: string;
  readonly text: string;
  /** What was being typed; null where nothing was. */
  readonly typing: { readonly label: string; readonly text: string } | null;
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

export const stepEntry = (step: Step): JournalEntry => ({ kind: 'step', ...step });

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
  return state === null || (state.text === state.base && state.typing === null) ? null : state;
};

/** Null where the entry does not follow from what came before. */
const after = (state: Recovered | null, entry: JournalEntry): Recovered | null => {
  if (entry.kind === 'open') return { base: entry.text, text: entry.text, typing: null };
  if (state === null) return null;
  if (entry.kind === 'typing') return { ...state, typing: entry.text === '' ? null : { label: entry.label, text: entry.text } };
  const text = applied(state.text, entry);
  return text === null ? null : { ...state, text, typing: null };
};

const applied = (text: string, step: Step): string | null => {
  try {
    return applyStep(text, step);
  } catch {
    return null;
  }
};
