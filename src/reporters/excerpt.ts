import { neutralise } from '../record/neutralise.ts';
import { widthOf } from '../record/width.ts';

export interface Excerpt {
  /** The line, neutralised and cut to the width. */
  readonly text: string;
  /** Columns before the mark, and of the mark (at least one). */
  readonly indent: number;
  readonly length: number;
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Keeps an index from falling between the two halves of a character. */
const whole = (line: string, index: number): number => (isLowSurrogate(line.charCodeAt(index)) ? index - 1 : index);

/**
 * A source line with the place to underline, both in columns of the terminal, for a range of UTF-16 columns counted from 0. A line longer
 * than `width` is cut around the range.
 */
export const excerpt = (line: string, start: number, end: number, width: number): Excerpt => {
  const from = Math.min(start, line.length);
  const to = Math.max(from, Math.min(end, line.length));
  const cutLeft = line.length > width && from > width / 2 ? whole(line, from - Math.floor(width / 3)) : 0;
  const cutRight = whole(line, Math.min(line.length, cutLeft + width));
  const before = (cutLeft > 0 ? '…' : '') + neutralise(line.slice(cutLeft, from));
  const marked = neutralise(line.slice(from, Math.min(to, cutRight)));
  const after = neutralise(line.slice(Math.min(to, cutRight), cutRight)) + (cutRight < line.length ? '…' : '');
  return { text: before + marked + after, indent: widthOf(before), length: Math.max(1, widthOf(marked)) };
};
