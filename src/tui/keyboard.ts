import type { Key } from 'ink';
import { graphemesOf } from '../record/width.ts';

/** A key by its name, and the characters that it types, if any: `['ctrl-s', '']`, `['a', 'a']`. */
export type KeyPress = readonly [name: string, characters: string];

const NAMES = [
  ['upArrow', 'up'], ['downArrow', 'down'], ['leftArrow', 'left'], ['rightArrow', 'right'], ['pageUp', 'pageup'], ['pageDown', 'pagedown'],
  ['return', 'return'], ['escape', 'escape'], ['tab', 'tab'], ['backspace', 'backspace'], ['home', 'home'], ['end', 'end'],
] as const satisfies readonly (readonly [keyof Key, string])[];

const CONTROL: Readonly<Record<string, string>> = { '\r': 'return', '\r\n': 'return', '\n': 'return', '\t': 'tab', '\u007f': 'backspace', '\b': 'backspace', '\u001b': 'escape' };

/** The key that sends a character: `ctrl-k` sends the eleventh control character. */
const keyOf = (character: string): KeyPress => {
  const control = CONTROL[character];
  if (control !== undefined) return [control, ''];
  const code = character.charCodeAt(0);
  return code < 32 ? [`ctrl-${String.fromCharCode(code + 96)}`, ''] : [character, character];
};

const named = (input: string, key: Key): KeyPress => {
  const known = NAMES.find(([flag]) => key[flag]);
  if (known) return [known[1], ''];
  // Many terminals send DEL for the key that erases backwards, and Ink calls that delete.
  if (key.delete) return [input === '' ? 'backspace' : 'delete', ''];
  if (key.ctrl) return [`ctrl-${input}`, ''];
  return key.meta ? ['', ''] : keyOf(input);
};

/** What Ink received at once: one key, or several that were typed ahead. */
export const keysOf = (input: string, key: Key): readonly KeyPress[] => {
  if (key.ctrl || input.length < 2 || graphemesOf(input).length < 2) return [named(input, key)];
  return graphemesOf(input).map(keyOf);
};
