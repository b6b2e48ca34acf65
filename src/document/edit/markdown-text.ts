import type { MarkdownDocument } from '../document.ts';

/** The line ending that the file uses most; `\n` for a file of one line. */
const newlineOf = (text: string): '\n' | '\r\n' | '\r' => {
  const windows = text.split('\r\n').length - 1;
  const unix = text.split('\n').length - 1 - windows;
  const old = text.split('\r').length - 1 - windows;
  if (windows >= unix && windows >= old && windows > 0) return '\r\n';
  return old > unix ? '\r' : '\n';
};

const newlines = new WeakMap<MarkdownDocument, ReturnType<typeof newlineOf>>();

/** The line ending of a document, counted once. */
export const newlineIn = (document: MarkdownDocument): ReturnType<typeof newlineOf> => {
  const newline = newlines.get(document) ?? newlineOf(document.text);
  newlines.set(document, newline);
  return newline;
};

/** Text on one line: line breaks and runs of white space become one space. */
export const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

/** Text for a table cell: on one line, with pipes escaped that are not yet. */
export const cellText = (value: string): string => oneLine(value).replace(/(\\*)\|/g, (_, slashes: string) => (slashes.length % 2 === 1 ? `${slashes}|` : `${slashes}\\|`));

/** Whether the last line of the text has no line ending. */
export const endsOpen = (text: string): boolean => text.length > 0 && !/[\r\n]$/.test(text);

/** Offset of the first character after the line that holds `offset`, its line ending included. */
export const afterLine = (document: MarkdownDocument, offset: number): number => {
  const line = document.lines.position(offset).line;
  return line < document.lines.count ? document.lines.lineStart(line + 1) : document.text.length;
};

/** An insertion of whole lines after the line that holds `offset`; lines carry no endings. */
export const linesAfter = (document: MarkdownDocument, offset: number, lines: readonly string[]): { start: number; end: number; text: string } => {
  const newline = newlineIn(document);
  const at = afterLine(document, offset);
  const open = at === document.text.length && endsOpen(document.text);
  const body = lines.join(newline);
  return { start: at, end: at, text: open ? newline + body : body + newline };
};

/** An insertion of whole lines before the line that holds `offset`; lines carry no endings. */
export const linesBefore = (document: MarkdownDocument, offset: number, lines: readonly string[]): { start: number; end: number; text: string } => {
  const newline = newlineIn(document);
  const start = document.lines.lineStart(document.lines.position(offset).line);
  return { start, end: start, text: lines.map((line) => line + newline).join('') };
};

/** Removal of the whole lines from the one that holds `start` to the one that holds the character before `end`. */
export const withoutLines = (document: MarkdownDocument, start: number, end: number): { start: number; end: number; text: string } => {
  const from = document.lines.lineStart(document.lines.position(start).line);
  const to = afterLine(document, Math.max(start, end - 1));
  if (to === document.text.length && endsOpen(document.text) && from > 0) {
    const previous = document.lines.lineEnd(document.lines.position(from).line - 1);
    return { start: previous, end: to, text: '' };
  }
  return { start: from, end: to, text: '' };
};
