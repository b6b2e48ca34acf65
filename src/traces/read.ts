import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { formatOf } from './formats/registry.ts';
import type { TraceFormat } from './format.ts';
import type { Span } from './span.ts';

/** What came of reading one file. */
export interface TraceReading {
  readonly formats: ReadonlySet<string>;
  readonly spans: number;
  /** Lines, or the whole file, that were no JSON: cut short or interleaved by two writers. */
  readonly invalid: number;
  /** JSON that is no format of traces. */
  readonly unrecognised: number;
  /** 1-based line of the first of either; null where all was read. */
  readonly firstProblem: number | null;
}

/** A file of one JSON value must fit into a string; a longer one is read only as JSON Lines. */
const LONGEST_VALUE = 400_000_000;

const NEWLINE = 10;

/** Errors of gzip carry codes such as `Z_BUF_ERROR`; others are of the disk and are the caller's. */
const isDamage = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/** Bytes out of gzip where it is that. A file cut short gives what it still holds, and `onDamage` is told. */
async function* decompressed(chunks: AsyncIterable<Uint8Array>, onDamage: () => void): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    if (!first.done) yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  };
  const zipped = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  const source: AsyncIterable<Uint8Array> = zipped ? Readable.from(rest()).pipe(createGunzip()) : rest();
  try {
    for await (const chunk of source) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage();
  }
}

/** Lines without their ends, those of each chunk together; the parts of a long line are joined once. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly Buffer[]> {
  let parts: Buffer[] = [];
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const line = chunk.subarray(start, end);
      lines.push(parts.length === 0 ? line : Buffer.concat([...parts, line]));
      parts = [];
      start = end + 1;
    }
    yield lines;
    // A copy: the stream may use the chunk's memory again.
    if (start < chunk.length) parts.push(Buffer.from(chunk.subarray(start)));
  }
  if (parts.length > 0) yield [Buffer.concat(parts)];
}

const BLANK = /^\s*$/;

const parse = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

/**
 * Reads traces from bytes: JSON, JSON Lines, gzip of either, of any format that is known. Spans are handed on as they come; memory
 * holds one line. Never throws on any content; what could not be read is counted. Between chunks `onPause` is waited for.
 */
export const readTraces = async (chunks: AsyncIterable<Uint8Array>, onSpan: (span: Span) => void, onPause: () => Promise<void> = async () => {}): Promise<TraceReading> => {
  const formats = new Set<string>();
  let format: TraceFormat | null = null;
  let spans = 0;
  let invalid = 0;
  let unrecognised = 0;
  let firstProblem: number | null = null;
  const take = (value: unknown, line: number): void => {
    if (format === null || !format.recognises(value)) format = formatOf(value) ?? null;
    if (format === null) {
      unrecognised++;
      firstProblem ??= line;
      return;
    }
    formats.add(format.id);
    for (const span of format.spans(value)) {
      spans++;
      onSpan(span);
    }
  };
  const failed = (line: number): void => {
    invalid++;
    firstProblem ??= line;
  };

  let number = 0;
  /** Lines of a value that spans several. */
  const whole: Buffer[] = [];
  let size = 0;
  const takeLine = (line: Buffer): void => {
    number++;
    if (whole.length > 0) {
      size += line.length + 1;
      if (size <= LONGEST_VALUE) whole.push(Buffer.from(line));
      return;
    }
    const text = line.toString('utf8');
    const json = parse(number === 1 ? text.replace(/^\uFEFF/, '') : text);
    if (json !== null) take(json.value, number);
    else if (BLANK.test(text)) return;
    // A first line that is no JSON by itself opens a value that spans lines.
    else if (spans === 0 && invalid === 0 && unrecognised === 0) {
      whole.push(Buffer.from(line));
      size = line.length;
    } else failed(number);
  };
  for await (const lines of linesOf(decompressed(chunks, () => failed(number + 1)))) {
    for (const line of lines) takeLine(line);
    await onPause();
  }
  if (whole.length > 0) {
    const json = size > LONGEST_VALUE ? null : parse(Buffer.concat(whole.flatMap((line) => [line, Buffer.from('\n')])).toString('utf8').replace(/^\uFEFF/, ''));
    if (json === null) recover(whole, (value, line) => take(value, line), failed);
    else take(json.value, 1);
  }
  return { formats, spans, invalid, unrecognised, firstProblem };
};

/** A file whose first line was cut short may still be JSON Lines behind it. */
const recover = (lines: readonly Buffer[], take: (value: unknown, line: number) => void, failed: (line: number) => void): void => {
  for (const [index, line] of lines.entries()) {
    const text = line.toString('utf8');
    if (text.trim() === '') continue;
    const json = /^\s*[[{]/.test(text) ? parse(text) : null;
    if (json === null) failed(index + 1);
    else take(json.value, index + 1);
  }
};
