import type { ActionStatus, ActionType } from '../../record/vocabulary.ts';
import { STATUS_WORDS, TYPE_WORDS } from './words.ts';

const byWord = <Value extends string>(words: Readonly<Record<Value, readonly string[]>>): ReadonlyMap<string, Value> => {
  const found = new Map<string, Value>();
  for (const [value, list] of Object.entries(words) as [Value, readonly string[]][]) for (const word of list) if (!found.has(word)) found.set(word, value);
  return found;
};

const statuses = byWord<ActionStatus>(STATUS_WORDS);
const types = byWord<ActionType>(TYPE_WORDS);

/** The first words of a cell, without punctuation around them. */
const bare = (text: string): string =>
  text
    .slice(0, 200)
    .toLowerCase()
    .replace(/\u{FE0F}/gu, '')
    .replace(/[’‘]/g, "'")
    .replace(/^[\s*_`[(【（]+|[\s*_`.!:,;\])】）]+$/gu, '')
    .trim();

/** Longest first, so that `not started` is not read as `started` and `already done` not as `done`. */
const statusWords = [...statuses.keys()].sort((left, right) => right.length - left.length);

const isWordAt = (text: string, word: string): boolean => {
  const next = text[word.length];
  return text.startsWith(word) && (next === undefined || !/[\p{L}\p{N}]/u.test(next) || !/[a-zà-ÿ]/.test(word.at(-1) ?? ''));
};

/** The status that a whole cell or phrase states: its words, or its first ones (`Done in #12`, `TODO (inherited)`). */
export const readStatus = (text: string): ActionStatus | null => {
  const words = bare(text);
  if (words === '') return null;
  const whole = statuses.get(words);
  if (whole) return whole;
  const first = statusWords.find((word) => word !== 'x' && isWordAt(words, word));
  if (first) return statuses.get(first) ?? null;
  const last = words.split(/\s+/).at(-1) ?? '';
  return last === words ? null : (statuses.get(last) ?? null);
};

/** The status that exactly these words state; null for anything longer. For marks inside running text. */
export const readStatusMark = (text: string): ActionStatus | null => statuses.get(bare(text)) ?? null;

/** The kind of action that a cell, group or tag names; the first known word decides. */
export const readType = (text: string): ActionType | null => {
  const words = bare(text);
  const whole = types.get(words);
  if (whole) return whole;
  for (const word of words.split(/[\s/,;:()（）・&+|]+/)) {
    const type = types.get(word);
    if (type) return type;
  }
  return null;
};
