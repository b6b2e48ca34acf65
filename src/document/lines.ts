import type { Position } from '../record/finding.ts';
import type { Source } from '../record/source.ts';

/** Maps offsets of one text to lines and columns; `\n`, `\r\n` and a lone `\r` end a line, as in CommonMark. */
export interface LineIndex {
  readonly count: number;
  /** Position of an offset; offsets past the end give the end. */
  position(offset: number): Position;
  /** Offset at which a 1-based line starts. */
  lineStart(line: number): number;
  /** Offset at which a 1-based line's text ends, its line ending excluded. */
  lineEnd(line: number): number;
  source(start: number, end: number): Source;
}

const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
};

export const indexLines = (text: string): LineIndex => {
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  const position = (offset: number): Position => {
    const bounded = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= bounded) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: bounded - (starts[low] ?? 0) + 1, offset: bounded };
  };
  return {
    count: starts.length,
    position,
    lineStart: startOf,
    lineEnd: (line) => {
      const next = line < starts.length ? startOf(line + 1) : text.length;
      let end = next;
      while (end > startOf(line) && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
      return end;
    },
    source: (start, end) => {
      const from = position(start);
      const to = position(end);
      return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column, start: from.offset, end: to.offset };
    },
  };
};
