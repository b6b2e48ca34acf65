import type { Field } from '../../editor/field.ts';
import { graphemesOf, widthOf } from '../../record/width.ts';

/** The first of so many rows that keep the selected one in view, as near to the middle as can be. */
export const windowStart = (count: number, selected: number, height: number): number => Math.max(0, Math.min(selected - Math.floor(height / 2), count - height));

/** The end of a text that fits into so many columns. */
const lastThatFit = (text: string, columns: number): string => {
  const characters = graphemesOf(text.slice(-4 * columns));
  let used = 0;
  let from = characters.length;
  while (from > 0 && used + widthOf(characters[from - 1] ?? '') <= columns) used += widthOf(characters[--from] ?? '');
  return characters.slice(from).join('');
};

/** The part of a line around the cursor that fits, and the cursor's column in it. */
export const aroundCursor = (line: string, cursor: number, columns: number): { readonly text: string; readonly column: number } => {
  const before = lastThatFit(line.slice(0, cursor), columns - 1);
  const column = widthOf(before);
  return { text: before + line.slice(cursor, cursor + Math.max(0, columns - column)), column };
};

/** The lines of a field around its cursor, and where the cursor stands in them. */
export const linesAround = ({ text, cursor }: Field, rows: number): { readonly lines: readonly string[]; readonly row: number; readonly at: number } => {
  let from = cursor;
  for (let row = 0; row < rows && from > 0; row++) from = text.lastIndexOf('\n', from - 1);
  const start = from <= 0 ? 0 : from + 1;
  const before = text.slice(start, cursor).split('\n');
  let to = cursor;
  for (let row = 0; row < rows && to >= 0; row++) to = text.indexOf('\n', row === 0 ? to : to + 1);
  const lines = text.slice(start, to < 0 ? text.length : to).split('\n');
  const first = windowStart(lines.length, before.length - 1, rows);
  return { lines: lines.slice(first, first + rows), row: before.length - 1 - first, at: before.at(-1)?.length ?? 0 };
};
