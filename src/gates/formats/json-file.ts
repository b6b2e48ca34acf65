import { parse } from '@babel/parser';
import type { GateFile, GateProblem } from '../adapter.ts';
import { commentRanges } from './javascript/comments.ts';
import { evaluator } from './javascript/evaluate.ts';
import { marksByLine, mayHoldMarks } from './marks.ts';
import type { ConfigNode } from './node.ts';
import { positionsOf } from './positions.ts';

export interface JsonFile {
  /** Null where the file is not JSON. */
  readonly root: ConfigNode | null;
  /** Why nothing certain can be said of the file. */
  readonly opaque: string | null;
  readonly problems: readonly GateProblem[];
}

const MAX_CHARACTERS = 5_000_000;

const files = new WeakMap<GateFile, JsonFile>();

/**
 * Reads JSON and JSON5 (comments, trailing commas, plain keys: the tools whose files these are allow them) into {@link ConfigNode}s
 * with their places and marks (`// gate: NAME`). JSON5 is a part of JavaScript, so its parser reads it. Never throws; one file object is
 * parsed once.
 */
export const readJson = (file: GateFile): JsonFile => {
  const known = files.get(file);
  if (known !== undefined) return known;
  const read = parseJson(file);
  files.set(file, read);
  return read;
};

/** Brackets keep the text an expression; the offsets move by this much. */
const OPENING = '(';

const parseJson = ({ path, text }: GateFile): JsonFile => {
  const refuse = (message: string, offset: number | null = null): JsonFile => {
    const source = offset === null ? null : positionsOf(text).source(offset, offset + 1);
    return { root: null, opaque: message, problems: [{ path, source, message, hint: null }] };
  };
  if (text.length > MAX_CHARACTERS) return refuse(`the file has more than ${MAX_CHARACTERS / 1_000_000} million characters and was not read`);
  try {
    const syntax = parse(`${OPENING}${text}\n)`);
    const [statement, ...others] = syntax.program.body;
    if (statement?.type !== 'ExpressionStatement' || others.length > 0) return refuse('not valid JSON');
    const positions = shifted(text);
    const marks = mayHoldMarks(text) ? marksByLine(text, commentRanges(syntax, -OPENING.length), positionsOf(text)) : new Map<number, string>();
    const evaluate = evaluator({ text: OPENING + text, program: syntax.program, positions, marks, importValue: () => null });
    return { root: evaluate(statement.expression), opaque: null, problems: [] };
  } catch (error) {
    // The parser throws where it cannot go on, and a RangeError where nesting exhausts the stack.
    const offset = error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number' ? Math.max(0, error.pos - OPENING.length) : null;
    return refuse(`not valid JSON: ${error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, '') : String(error)}`, offset);
  }
};

/** Positions in the text for offsets that count the opening bracket. */
const shifted = (text: string): ReturnType<typeof positionsOf> => {
  const positions = positionsOf(text);
  return {
    line: (offset) => positions.line(offset - OPENING.length),
    lineStart: positions.lineStart,
    source: (start, end) => positions.source(start - OPENING.length, end - OPENING.length),
  };
};
