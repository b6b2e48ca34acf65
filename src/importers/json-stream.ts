import { UserError } from '../record/errors.ts';
import { isObject, type JsonObject } from '../record/json-values.ts';
import type { SourceFile } from './importer.ts';

/** Bytes of one object that are kept; an export of events has none that is longer. */
const LARGEST_OBJECT = 128_000_000;

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, NEWLINE] = [...'"\\{}[],\n'].map((character) => character.charCodeAt(0));

/** Bytes of the mark with which some programs begin a file. */
const MARK: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf]);

const objectsIn = function* (text: string, onInvalid: () => void): Generator<JsonObject> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) yield value;
    return;
  } catch {
    onInvalid();
  }
  // A line that was cut short swallows those behind it: each is tried by itself.
  if (!text.includes('\n')) return;
  for (const line of text.split('\n')) {
    const trimmed = line.trim().replace(/,$/, '');
    if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) continue;
    try {
      const value: unknown = JSON.parse(trimmed);
      if (isObject(value)) yield value;
    } catch {
      // Counted above.
    }
  }
};

/**
 * The objects of JSON text as they come: the text's own, those of a list, of lists in a list, of JSON Lines, of several values one after another (as paged APIs print
 * them). Memory holds one object. What is no JSON is passed over and told to `onInvalid`.
 *
 * @throws UserError for an object that is too large to be an event.
 */
export async function* jsonObjects(file: SourceFile, onInvalid: () => void): AsyncGenerator<JsonObject> {
  let parts: Buffer[] = [];
  let size = 0;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let garbage = false;
  const textOf = (last: Buffer): string => {
    const text = Buffer.concat([...parts, last]).toString('utf8');
    parts = [];
    size = 0;
    return text;
  };
  for await (const chunk of file.bytes()) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (depth === 0) {
        if (byte === OPEN) {
          depth = 1;
          start = at;
          garbage = false;
        } else if (byte !== undefined && byte > 32 && !MARK.has(byte) && byte !== OPEN_LIST && byte !== CLOSE_LIST && byte !== COMMA && !garbage) {
          garbage = true;
          onInvalid();
        } else if (byte === NEWLINE) garbage = false;
      } else if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE || byte === NEWLINE) quoted = false;
      } else if (byte === QUOTE) quoted = true;
      else if (byte === OPEN || byte === OPEN_LIST) depth++;
      else if ((byte === CLOSE || byte === CLOSE_LIST) && --depth === 0) yield* objectsIn(textOf(bytes.subarray(start, at + 1)), onInvalid);
    }
    if (depth === 0) continue;
    // A copy: the stream may use the chunk's memory again.
    const rest = Buffer.from(bytes.subarray(start));
    parts.push(rest);
    size += rest.length;
    if (size > LARGEST_OBJECT) throw new UserError(`holds one JSON object of more than ${LARGEST_OBJECT / 1_000_000} MB`, { place: file.path, hint: 'export a shorter time, or one object a line' });
  }
  if (depth > 0) yield* objectsIn(textOf(Buffer.alloc(0)), onInvalid);
}
