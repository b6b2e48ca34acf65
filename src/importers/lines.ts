import type { SourceFile } from './importer.ts';

/** Characters of a line that are kept; a longer one is cut. */
const LONGEST_LINE = 100_000;

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** Lines of a file without their ends, as they come. What is not UTF-8 becomes replacement characters; memory holds one line. */
export async function* linesOf(file: SourceFile): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  let open = '';
  const closed = (end: string): Line => {
    const text = (open + end).slice(0, LONGEST_LINE);
    open = '';
    return { number: ++number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  };
  for await (const bytes of file.bytes()) {
    const text = decoder.decode(bytes, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      yield closed(text.slice(start, end));
      start = end + 1;
    }
    if (open.length < LONGEST_LINE) open += text.slice(start);
  }
  const rest = open + decoder.decode();
  open = '';
  if (rest !== '') yield closed(rest);
}
