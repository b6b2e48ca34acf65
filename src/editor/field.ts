import { graphemesOf } from '../record/width.ts';

/** Text that is being typed. */
export interface Field {
  readonly text: string;
  /** UTF-16 offset, never inside what a reader sees as one character. */
  readonly cursor: number;
  /** Whether it may hold several lines. */
  readonly lines: boolean;
}

export const fieldOf = (text: string, lines = false): Field => ({ text, cursor: text.length, lines });

const lineStart = ({ text, cursor }: Field): number => text.lastIndexOf('\n', cursor - 1) + 1;
const lineEnd = ({ text, cursor }: Field): number => (text.indexOf('\n', cursor) < 0 ? text.length : text.indexOf('\n', cursor));

/** The field with a text put in at the cursor. Line breaks become spaces where there is one line; other control characters are dropped. */
export const insert = (field: Field, added: string): Field => {
  const { text, cursor, lines } = field;
  const breaks = added.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  const clean = (lines ? breaks : breaks.replace(/\n+/g, ' ')).replace(/[^\P{Cc}\n]/gu, '');
  return { ...field, text: text.slice(0, cursor) + clean + text.slice(cursor), cursor: cursor + clean.length };
};

/** No character that people type is longer; a pasted line may be a megabyte. */
const NEAR = 64;

const before = (field: Field): string => graphemesOf(field.text.slice(Math.max(lineStart(field), field.cursor - NEAR), field.cursor)).at(-1) ?? '';
const after = (field: Field): string => graphemesOf(field.text.slice(field.cursor, Math.min(lineEnd(field), field.cursor + NEAR)))[0] ?? '';

const without = (field: Field, from: number, to: number): Field => ({ ...field, text: field.text.slice(0, from) + field.text.slice(to), cursor: from });

/** Offset in another line at the cursor's column, counted in characters as readers see them. */
const inLine = (field: Field, start: number): number => {
  const column = graphemesOf(field.text.slice(lineStart(field), field.cursor)).length;
  const line = field.text.slice(start, lineEnd({ ...field, cursor: start }));
  return start + graphemesOf(line).slice(0, column).join('').length;
};

const wordStart = ({ text, cursor }: Field): number => cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);

/** The field after a key that moves or erases; the same field for any other key. */
export const press = (field: Field, key: string): Field => {
  const { text, cursor } = field;
  switch (key) {
    case 'left': return { ...field, cursor: cursor === lineStart(field) ? Math.max(0, cursor - 1) : cursor - before(field).length };
    case 'right': return { ...field, cursor: cursor === lineEnd(field) ? Math.min(text.length, cursor + 1) : cursor + after(field).length };
    case 'up': return lineStart(field) === 0 ? field : { ...field, cursor: inLine(field, lineStart({ ...field, cursor: lineStart(field) - 1 })) };
    case 'down': return lineEnd(field) === text.length ? field : { ...field, cursor: inLine(field, lineEnd(field) + 1) };
    case 'home': case 'ctrl-a': return { ...field, cursor: lineStart(field) };
    case 'end': case 'ctrl-e': return { ...field, cursor: lineEnd(field) };
    case 'backspace': return cursor === 0 ? field : without(field, cursor - Math.max(1, before(field).length), cursor);
    case 'delete': return cursor === text.length ? field : without(field, cursor, cursor + Math.max(1, after(field).length));
    case 'ctrl-u': return without(field, lineStart(field), cursor);
    case 'ctrl-w': return without(field, wordStart(field), cursor);
    case 'return': return field.lines ? insert(field, '\n') : field;
    default: return field;
  }
};
