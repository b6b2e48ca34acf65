import { parse } from '@babel/parser';
import type { File } from '@babel/types';
import type { GateFile, GateFiles, GateProblem } from '../adapter.ts';
import { commentRanges } from './javascript/comments.ts';
import { evaluator } from './javascript/evaluate.ts';
import { exportedExpressions } from './javascript/exports.ts';
import { marksByLine, mayHoldMarks } from './marks.ts';
import type { ConfigNode } from './node.ts';
import { positionsOf } from './positions.ts';

export interface JavascriptFile {
  /** Value of each export by name; `default` holds `export default` and `module.exports`. */
  readonly exports: ReadonlyMap<string, ConfigNode>;
  /** Why nothing certain can be said of the file. */
  readonly opaque: string | null;
  readonly problems: readonly GateProblem[];
}

const MAX_CHARACTERS = 1_000_000;

/**
 * Reads a JavaScript or TypeScript configuration without running it: literals, constants of the module, spreads, arithmetic and
 * constants imported from files of the repository are followed; whatever only running would tell is an opaque value that says why.
 * Never throws.
 */
export const readJavascript = (file: GateFile, files: GateFiles): JavascriptFile => readModule(file, files, 0);

/** Imports are followed this far. */
const MAX_IMPORTS = 3;

const readModule = (file: GateFile, files: GateFiles, depth: number): JavascriptFile => {
  const refuse = (message: string): JavascriptFile => ({
    exports: new Map(),
    opaque: message,
    problems: [{ path: file.path, source: null, message, hint: null }],
  });
  if (file.text.length > MAX_CHARACTERS) return refuse('the file has more than a million characters and was not read');
  try {
    const syntax = parseModule(file);
    const positions = positionsOf(file.text);
    const evaluate = evaluator({
      text: file.text,
      program: syntax.program,
      positions,
      marks: mayHoldMarks(file.text) ? marksByLine(file.text, commentRanges(syntax), positions) : new Map(),
      importValue: (from, name) => importValue(file.path, from, name, files, depth),
    });
    const exports = new Map<string, ConfigNode>();
    for (const [name, expression] of exportedExpressions(syntax.program)) exports.set(name, evaluate(expression));
    return { exports, opaque: null, problems: [] };
  } catch (error) {
    // The parser throws where it cannot go on, and a RangeError where nesting exhausts the stack.
    return refuse(`not readable as JavaScript: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const parseModule = (file: GateFile): File => {
  const typed = /\.[cm]?tsx?$/.test(file.path);
  const plugins: ('typescript' | 'jsx')[] = typed ? (file.path.endsWith('x') ? ['typescript', 'jsx'] : ['typescript']) : ['jsx'];
  return parse(file.text, { sourceType: 'unambiguous', allowReturnOutsideFunction: true, errorRecovery: true, plugins });
};

const EXTENSIONS = ['', '.js', '.ts', '.mjs', '.cjs', '.mts', '.json', '/index.js', '/index.ts'] as const;

/** The value that a relative import gives; null where the file is not in the repository. */
const importValue = (path: string, from: string, name: string, files: GateFiles, depth: number): ConfigNode | null => {
  if (depth >= MAX_IMPORTS || !from.startsWith('.')) return null;
  const target = resolveRelative(path, from);
  if (target === null) return null;
  for (const extension of EXTENSIONS) {
    const text = files.text(target + extension);
    if (text === null) continue;
    const module = readModule({ path: target + extension, text }, files, depth + 1);
    return module.exports.get(name) ?? null;
  }
  return null;
};

const resolveRelative = (path: string, from: string): string | null => {
  const parts = path.split('/').slice(0, -1);
  for (const step of from.split('/')) {
    if (step === '.' || step === '') continue;
    if (step !== '..') parts.push(step);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
};
