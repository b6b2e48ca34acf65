import { graphemesOf, widthOf } from '../../record/width.ts';

/** How a piece of text looks. */
export interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly dimColor?: boolean;
  readonly tone?: 'accent' | 'good' | 'bad' | null;
}

export interface Span extends Look {
  readonly text: string;
}

/** One line of the screen. */
export type StyledLine = readonly Span[];

export const widthOfLine = (line: StyledLine): number => line.reduce((sum, { text }) => sum + widthOf(text), 0);

/** A line with spaces up to so many columns. */
export const padded = (line: StyledLine, columns: number): StyledLine => {
  const missing = columns - widthOfLine(line);
  return missing > 0 ? [...line, { text: ' '.repeat(missing) }] : line;
};

/** A text of one line in pieces of at most so many columns, cut between characters; at least one. */
export const cut = (line: string, columns: number): string[] => {
  if (widthOf(line) <= columns) return [line];
  const done: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of graphemesOf(line)) {
    const width = widthOf(character);
    if (used + width > columns && piece !== '') {
      done.push(piece);
      [piece, used] = ['', 0];
    }
    // A wide character has no place in one column.
    piece += width > columns ? '…' : character;
    used += Math.min(width, columns);
  }
  return [...done, piece];
};

/** Text in lines of at most so many columns, broken between words; line breaks stay. At least one line. */
export const wrapSpans = (spans: readonly Span[], columns: number): StyledLine[] => {
  const width = Math.max(1, columns);
  const lines: Span[][] = [[]];
  let used = 0;
  const put = (span: Span): void => void lines.at(-1)?.push(span);
  const next = (): void => {
    lines.push([]);
    used = 0;
  };
  for (const { text, ...look } of spans) {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) next();
      for (const token of line.match(/ +|[^ ]+/g) ?? []) {
        if (token.startsWith(' ')) {
          if (used + token.length >= width) next();
          else if (used > 0 || index > 0) {
            put({ ...look, text: token });
            used += token.length;
          }
          continue;
        }
        for (const part of cut(token, width)) {
          const wide = widthOf(part);
          if (used > 0 && used + wide > width) next();
          put({ ...look, text: part });
          used += wide;
        }
      }
    }
  }
  return lines;
};
