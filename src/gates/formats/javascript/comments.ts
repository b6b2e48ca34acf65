import type { File } from '@babel/types';
import type { CommentRange } from '../marks.ts';

/** Ranges of a file's comments, moved by so many characters. */
export const commentRanges = (syntax: File, shift = 0): CommentRange[] =>
  (syntax.comments ?? []).flatMap(({ start, end }) => (typeof start === 'number' && typeof end === 'number' ? [{ start: start + shift, end: end + shift }] : []));
