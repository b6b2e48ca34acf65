import type { Positions } from './positions.ts';

/** A comment of a file: offsets of its first character (the sign that opens it) and past its last. */
export interface CommentRange {
  readonly start: number;
  readonly end: number;
}

/** Cheap test whether a text can hold a mark at all. */
export const mayHoldMarks = (text: string): boolean => /gate:/i.test(text);

const markComment = /^(?:#+|\/\/+|\/\*+|;+)[ \t]*gate:[ \t]*([^\s*]+)/i;
/** Lines with nothing to name: blank ones and the lone dash of a list item whose value follows. */
const nothingToName = /^[ \t]*-?[ \t\r]*$/;
/** A mark further above its unit than this is taken for prose. */
const MAX_DISTANCE = 40;

/**
 * Names given by `# gate: NAME` comments, by the line of the unit they name: the comment's own line where something stands before it,
 * else the next line that is neither blank nor a comment.
 */
export const marksByLine = (text: string, comments: readonly CommentRange[], positions: Positions): ReadonlyMap<number, string> => {
  const marks = new Map<number, string>();
  const commentLines = new Set<number>();
  const found: { readonly line: number; readonly name: string }[] = [];
  for (const { start, end } of comments) {
    const line = positions.line(start);
    const name = markComment.exec(text.slice(start, end))?.[1];
    const alone = nothingToName.test(text.slice(positions.lineStart(line), start));
    if (alone) for (let covered = line; covered <= positions.line(Math.max(start, end - 1)); covered++) commentLines.add(covered);
    if (name === undefined) continue;
    if (alone) found.push({ line, name });
    else marks.set(line, name);
  }
  for (const { line, name } of found) {
    for (let next = line + 1; next <= line + MAX_DISTANCE; next++) {
      if (commentLines.has(next) || nothingToName.test(text.slice(positions.lineStart(next), positions.lineStart(next + 1)).trimEnd())) continue;
      marks.set(next, name);
      break;
    }
  }
  return marks;
};
