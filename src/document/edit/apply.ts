import type { TextEdit } from '../../record/source.ts';

/** Edits in the order of the text; insertions at one place keep the order in which they were given. */
export const inOrder = (edits: readonly TextEdit[]): TextEdit[] =>
  edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
    .map(({ edit }) => edit);

/** True where two edits touch the same characters, so that their order would matter. */
export const overlap = (a: TextEdit, b: TextEdit): boolean => a.start < b.end && b.start < a.end;

/** The text with the edits applied. Throws a `RangeError` where two of them overlap or one lies outside the text: that is a bug of the caller. */
export const applyEdits = (text: string, edits: readonly TextEdit[]): string => {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}-${edit.end} overlaps another or leaves the text of ${text.length} characters`);
    }
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
};

/** The edit without the characters that it would replace by themselves at either end. */
export const narrow = (text: string, edit: TextEdit): TextEdit => {
  const before = text.slice(edit.start, edit.end);
  let head = 0;
  while (head < before.length && head < edit.text.length && before[head] === edit.text[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < edit.text.length - head && before.at(-1 - tail) === edit.text.at(-1 - tail)) tail++;
  return { start: edit.start + head, end: edit.end - tail, text: edit.text.slice(head, edit.text.length - tail) };
};
