import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import type { FrontMatterEntry, FrontMatterNode } from '../front-matter.ts';
import { DEEPEST_VALUE, syntaxProblem, type FrontMatterContent, type Locate } from './syntax.ts';

const keyName = (key: AST.TOMLBare | AST.TOMLQuoted): string => (key.type === 'TOMLBare' ? key.name : key.value);

const scalarValue = (node: AST.TOMLValue, content: string): string | number | boolean => {
  if (node.kind === 'string' || node.kind === 'boolean') return node.value;
  if (node.kind === 'float' || node.kind === 'integer') return Number(node.value);
  return content.slice(node.range[0], node.range[1]);
};

/** Maps under construction: dotted keys and tables add to maps that exist. */
type OpenMap = Map<string, FrontMatterEntry>;

const isOpenMap = (value: FrontMatterNode['value']): value is OpenMap => value instanceof Map;

const convert = (node: AST.TOMLContentNode, content: string, locate: Locate, depth: number): FrontMatterNode => {
  const source = locate(node.range[0], node.range[1]);
  if (depth > DEEPEST_VALUE) return { value: null, source };
  if (node.type === 'TOMLArray') return { value: node.elements.map((element) => convert(element, content, locate, depth + 1)), source };
  if (node.type === 'TOMLInlineTable') {
    const entries: OpenMap = new Map();
    for (const pair of node.body) addPair(entries, pair, content, locate, depth);
    return { value: entries, source };
  }
  return { value: scalarValue(node, content), source };
};

const openMapAt = (entries: OpenMap, path: readonly (AST.TOMLBare | AST.TOMLQuoted)[], locate: Locate): OpenMap => {
  let open = entries;
  for (const part of path) {
    const key = keyName(part);
    const known = open.get(key)?.node.value;
    if (known !== undefined && isOpenMap(known)) {
      open = known;
      continue;
    }
    const source = locate(part.range[0], part.range[1]);
    const inner: OpenMap = new Map();
    open.set(key, { key, keySource: source, node: { value: inner, source } });
    open = inner;
  }
  return open;
};

const addPair = (entries: OpenMap, pair: AST.TOMLKeyValue, content: string, locate: Locate, depth: number): void => {
  const last = pair.key.keys.at(-1);
  if (!last) return;
  const key = keyName(last);
  openMapAt(entries, pair.key.keys.slice(0, -1), locate).set(key, {
    key,
    keySource: locate(last.range[0], last.range[1]),
    node: convert(pair.value, content, locate, depth + 1),
  });
};

/** TOML 1.0. A mistake anywhere leaves no entries: the grammar has no way to read on after one. */
export const readToml = (content: string, locate: Locate): FrontMatterContent => {
  const entries: OpenMap = new Map();
  try {
    for (const node of parseTOML(content).body[0].body) {
      if (node.type === 'TOMLKeyValue') addPair(entries, node, content, locate, 0);
      else {
        const table = openMapAt(entries, node.key.keys, locate);
        for (const pair of node.body) addPair(table, pair, content, locate, 0);
      }
    }
    return { entries, problems: [] };
  } catch (error) {
    // The parser stops behind the line ending that it did not expect; the mistake is before it.
    const at = error instanceof ParseError ? content.slice(0, error.index).trimEnd().length : 0;
    const reason = error instanceof ParseError ? error.message : error instanceof RangeError ? 'it nests too deeply' : String(error);
    return { entries: new Map(), problems: [syntaxProblem(`The front matter is not valid TOML: ${reason}`, locate(at, Math.min(at + 1, content.length)))] };
  }
};
