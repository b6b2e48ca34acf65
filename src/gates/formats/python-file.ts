import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { type CommentRange, marksByLine, mayHoldMarks } from './marks.ts';
import type { Positions } from './positions.ts';

/** A call in a Python file, with its keyword arguments. */
export interface PythonCall {
  /** The last part of what is called: `HallucinationMetric` of `metrics.HallucinationMetric(…)`. */
  readonly name: string;
  /** The function or class around it, `Class.method` where nested; `module` at the top. */
  readonly within: string;
  readonly arguments: ReadonlyMap<string, PythonValue>;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface PythonValue {
  /** Undefined where it is no literal. */
  readonly value: string | number | boolean | null | undefined;
  /** Text of a string, else as written. */
  readonly text: string;
}

export interface PythonFile {
  readonly calls: readonly PythonCall[];
  readonly marks: (positions: Positions) => ReadonlyMap<number, string>;
}

const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 500;

/** Reads the calls of a Python file with its grammar, running nothing; null for a file beyond the bounds. Never throws. */
export const readPython = (text: string): PythonFile | null => {
  if (text.length > MAX_CHARACTERS) return null;
  const tree = parser.parse(text);
  const calls: PythonCall[] = [];
  const comments: CommentRange[] = [];
  const scopes: string[] = [];
  let depth = 0;
  let tooDeep = false;
  tree.iterate({
    enter: (node) => {
      if (++depth > MAX_DEPTH) tooDeep = true;
      if (tooDeep) return false;
      if (node.name === 'Comment') comments.push({ start: node.from, end: node.to });
      if (isScope(node.name)) scopes.push(textOf(node.node.getChild('VariableName'), text));
      if (node.name === 'CallExpression') calls.push(readCall(node.node, text, scopes));
      return true;
    },
    leave: (node) => {
      depth -= 1;
      if (isScope(node.name)) scopes.pop();
    },
  });
  if (tooDeep) return null;
  return { calls, marks: (positions) => (mayHoldMarks(text) ? marksByLine(text, comments, positions) : new Map()) };
};

const isScope = (name: string): boolean => name === 'FunctionDefinition' || name === 'ClassDefinition';

const textOf = (node: SyntaxNode | null, text: string): string => (node === null ? '' : text.slice(node.from, node.to));

const readCall = (node: SyntaxNode, text: string, scopes: readonly string[]): PythonCall => {
  const callee = node.firstChild;
  const name = callee?.name === 'MemberExpression' ? textOf(callee.getChild('PropertyName'), text) : textOf(callee, text);
  return {
    name,
    within: scopes.length === 0 ? 'module' : scopes.join('.'),
    arguments: readArguments(node.getChild('ArgList'), text),
    text: text.slice(node.from, Math.min(node.to, node.from + MAX_TEXT)),
    start: node.from,
    end: node.to,
  };
};

const MAX_TEXT = 2000;

const readArguments = (list: SyntaxNode | null, text: string): ReadonlyMap<string, PythonValue> => {
  const found = new Map<string, PythonValue>();
  for (let child = list?.firstChild ?? null; child !== null; child = child.nextSibling) {
    const value = child.nextSibling?.nextSibling ?? null;
    if (child.name === 'VariableName' && child.nextSibling?.name === 'AssignOp' && value !== null) found.set(textOf(child, text), readValue(value, text));
  }
  return found;
};

const readValue = (node: SyntaxNode, text: string): PythonValue => {
  const written = textOf(node, text);
  switch (node.name) {
    case 'Number':
    case 'UnaryExpression': {
      const number = Number(written.replaceAll('_', ''));
      return { value: Number.isFinite(number) ? number : undefined, text: written };
    }
    case 'Boolean':
      return { value: written === 'True', text: written };
    case 'None':
      return { value: null, text: written };
    case 'String': {
      const inner = written.replace(/^[rbuRBU]*("""|'''|"|')/, '').replace(/("""|'''|"|')$/, '');
      return { value: inner, text: inner };
    }
    default:
      return { value: undefined, text: written };
  }
};
