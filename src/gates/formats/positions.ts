import type { Source } from '../../record/source.ts';

/** Gives the lines and columns of offsets in one text; `\n` ends a line (a `\r` before it belongs to the line). */
export interface Positions {
  /** 1-based line of an offset. */
  readonly line: (offset: number) => number;
  /** Offset at which a 1-based line starts; the text's length past the last line. */
  readonly lineStart: (line: number) => number;
  readonly source: (start: number, end: number) => Source;
}

export const positionsOf = (text: string): Positions => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const line = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const lineStart = (number: number): number => starts[number - 1] ?? text.length;
  const bounded = (offset: number): number => Math.max(0, Math.min(offset, text.length));
  return {
    line,
    lineStart,
    source: (from, to) => {
      const start = bounded(from);
      const end = Math.max(start, bounded(to));
      const startLine = line(start);
      const endLine = line(end);
      return { line: startLine, column: start - lineStart(startLine) + 1, endLine, endColumn: end - lineStart(endLine) + 1, start, end };
    },
  };
};
