import { type Node, type ParseError, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import type { GateFile, GateProblem } from '../adapter.ts';
import { type CommentRange, marksByLine, mayHoldMarks } from './marks.ts';
import type { ConfigEntry, ConfigNode } from './node.ts';
import { type Positions, positionsOf } from './positions.ts';

export interface JsonFile {
  /** Null where there is no value at all. */
  readonly root: ConfigNode | null;
  /** Why nothing certain can be said of the file; `root` still holds what could be read. */
  readonly opaque: string | null;
  readonly problems: readonly GateProblem[];
}

const LIMITS = { characters: 5_000_000, depth: 200 } as const;

const files = new WeakMap<GateFile, JsonFile>();

/**
 * Reads JSON, comments and trailing commas allowed (as the tools whose files these are allow them), into {@link ConfigNode}s with
 * their places and marks (`// gate: NAME`). Never throws.
 */
export const readJson = (file: GateFile): JsonFile => {
  const known = files.get(file);
  if (known !== undefined) return known;
  const read = parseJson(file);
  files.set(file, read);
  return read;
};

const parseJson = ({ path, text }: GateFile): JsonFile => {
  const refuse = (message: string, root: ConfigNode | null = null, source: GateProblem['source'] = null): JsonFile => ({
    root,
    opaque: message,
    problems: [{ path, source, message, hint: null }],
  });
  if (text.length > LIMITS.characters) return refuse(`the file has more than ${LIMITS.characters / 1_000_000} million characters and was not read`);
  if (nestsTooDeeply(text)) return refuse(`values nest more than ${LIMITS.depth} deep`);
  const positions = positionsOf(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const root = tree === undefined ? null : toConfigNode(tree, text, positions, marksOf(text, positions));
  const [error] = errors;
  if (error === undefined) return { root, opaque: null, problems: [] };
  const source = positions.source(error.offset, error.offset + error.length);
  return refuse(`not valid JSON: ${describe(error)} (line ${source.line})`, root, source);
};

/** "InvalidSymbol" as "invalid symbol". */
const describe = (error: ParseError): string => printParseErrorCode(error.error).replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

const nestsTooDeeply = (text: string): boolean => {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x5b || code === 0x7b) depth++;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
    if (depth > LIMITS.depth) return true;
  }
  return false;
};

const marksOf = (text: string, positions: Positions): ReadonlyMap<number, string> => {
  if (!mayHoldMarks(text)) return new Map();
  const comments: CommentRange[] = [];
  visit(text, { onComment: (start, length) => void comments.push({ start, end: start + length }) }, { allowTrailingComma: true });
  return marksByLine(text, comments, positions);
};

const toConfigNode = (root: Node, text: string, positions: Positions, marks: ReadonlyMap<number, string>): ConfigNode => {
  const read = (node: Node, line?: number): ConfigNode => {
    const source = positions.source(node.offset, node.offset + node.length);
    const placed = { source, mark: marks.get(line ?? source.line) ?? null, tag: null };
    const children = node.children ?? [];
    if (node.type === 'array') {
      const items = children.map((child) => read(child));
      return { ...placed, kind: 'list', items, size: items.reduce((total, item) => total + item.size, 1) };
    }
    if (node.type === 'object') {
      const entries = new Map<string, ConfigEntry>();
      for (const { children: [name, value] = [] } of children) {
        if (name === undefined) continue;
        const keySource = positions.source(name.offset, name.offset + name.length);
        const entry = value === undefined ? nothing(name.offset + name.length) : read(value, keySource.line);
        entries.set(String(name.value), { key: String(name.value), keySource, node: entry });
      }
      return { ...placed, kind: 'map', entries, size: [...entries.values()].reduce((total, entry) => total + entry.node.size, 1) };
    }
    const value: unknown = node.value;
    const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
    return { ...placed, kind: 'scalar', value: known, text: typeof known === 'string' ? known : text.slice(source.start, source.end), size: 1 };
  };
  const nothing = (offset: number): ConfigNode => ({
    source: positions.source(offset, offset), mark: null, tag: null, kind: 'scalar', value: null, text: '', size: 1,
  });
  return read(root);
};
