import { isAlias, isMap, isPair, isScalar, isSeq, Lexer, parseAllDocuments } from 'yaml';
import type { Alias, Node, Pair, Scalar, YAMLSeq } from 'yaml';
import type { Source } from '../../record/source.ts';
import type { GateFile, GateProblem } from '../adapter.ts';
import { type CommentRange, marksByLine, mayHoldMarks } from './marks.ts';
import type { ConfigEntry, ConfigMap, ConfigNode } from './node.ts';
import { type Positions, positionsOf } from './positions.ts';
import { maskTemplate, mayBeTemplated, PLACEHOLDER } from './template.ts';

/** One document of a YAML stream. */
export interface YamlDocument {
  /** Null for an empty document. */
  readonly root: ConfigNode | null;
  /** Why nothing certain can be said of the document (it does not parse, it is a template); `root` still holds what could be read. */
  readonly opaque: string | null;
  readonly source: Source;
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly GateProblem[];
}

/** Bounds within which reading takes bounded time, memory and stack on any text. */
const LIMITS = { characters: 5_000_000, depth: 200, indentation: 1000, values: 500_000 } as const;

const files = new WeakMap<GateFile, YamlFile>();

/**
 * Reads all documents of a YAML 1.2 stream into {@link ConfigNode}s: aliases and merge keys resolved within bounds, marks
 * attached, every value with its place. Never throws: what is wrong with the file is in `problems`, and whatever could be read
 * stands in `documents`. Templates (Helm, Jinja) are read with their actions opaque. One file object is parsed once.
 */
export const readYaml = (file: GateFile): YamlFile => {
  const known = files.get(file);
  if (known !== undefined) return known;
  const read = parseYaml(file);
  files.set(file, read);
  return read;
};

/** The first document of a file that is known to hold one. */
export const readYamlDocument = (file: GateFile): YamlDocument & Pick<YamlFile, 'problems'> => {
  const { documents, problems } = readYaml(file);
  const first = documents[0] ?? { root: null, opaque: problems[0]?.message ?? null, source: positionsOf(file.text).source(0, 0) };
  return { ...first, problems };
};

const parseYaml = (file: GateFile): YamlFile => {
  const positions = positionsOf(file.text);
  const problem = (message: string, source: Source | null, hint: string | null): YamlFile => ({
    documents: [],
    problems: [{ path: file.path, source, message, hint }],
  });
  if (file.text.length > LIMITS.characters) {
    return problem(`the file has more than ${LIMITS.characters / 1_000_000} million characters and was not read`, null, 'split it, or leave it out of the gate files');
  }
  if (file.text.includes('\0')) return problem('the file is not text', null, null);
  if (nestsTooDeeply(file.text)) return problem(`values nest more than ${LIMITS.depth} deep`, null, null);
  const plain = parseStream(file, file.text, positions);
  if (!mayBeTemplated(file.text) || (plain.problems.length === 0 && !plain.templated)) return plain;
  const masked = parseStream(file, maskTemplate(file.text), positions);
  const reason = 'the file is a template: what it says is known only once it is rendered';
  return { documents: masked.documents.map((document) => ({ ...document, opaque: reason })), problems: [] };
};

/** Marks that open a level each where a line begins with a run of them. */
const compactLevels = /[ \t]*(?:[-?:][ \t]+)*/y;

/**
 * Brackets, indentation and runs of dashes nest, and the parser's stack and regular expressions grow with them, up to an end of the
 * process that no `catch` would see. Decided from the characters alone, in linear time.
 */
const nestsTooDeeply = (text: string): boolean => {
  let brackets = 0;
  const indents: number[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    compactLevels.lastIndex = start;
    const lead = compactLevels.exec(text)?.[0] ?? '';
    if (lead.length > LIMITS.indentation) return true;
    if (start + lead.length < end) {
      while ((indents.at(-1) ?? -1) >= lead.length) indents.pop();
      indents.push(lead.length);
    }
    for (let offset = start; offset < end; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 0x5b || code === 0x7b) brackets++;
      else if ((code === 0x5d || code === 0x7d) && brackets > 0) brackets--;
      if (brackets > LIMITS.depth) return true;
    }
    if (indents.length > LIMITS.depth) return true;
    start = end + 1;
  }
  return false;
};

const parseStream = (file: GateFile, text: string, positions: Positions): YamlFile & { readonly templated: boolean } => {
  const problems: GateProblem[] = [];
  const report = (message: string, source: Source | null): void => {
    problems.push({ path: file.path, source, message, hint: null });
  };
  try {
    const parsed = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent', version: '1.2' });
    const reader = nodeReader(file.text, positions, marksOf(text, positions));
    const documents: YamlDocument[] = [];
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const [error] = document.errors;
      if (error !== undefined) report(`not valid YAML: ${error.message}`, positions.source(error.pos[0], error.pos[1]));
      const root = document.contents === null ? null : reader.read(document.contents, 0);
      documents.push({
        root,
        opaque: error === undefined ? null : `the file is not valid YAML (line ${positions.line(error.pos[0])}: ${error.message})`,
        source: positions.source(document.range[0], document.range[1]),
      });
    }
    for (const repeated of reader.repeatedKeys) report(`the key "${repeated.key}" is given twice; the second counts`, repeated.source);
    return { documents, problems, templated: reader.templated() };
  } catch (error) {
    // The library throws on some malformed streams, and a RangeError where nesting exhausts the stack.
    report(`not readable as YAML: ${error instanceof Error ? error.message : String(error)}`, null);
    return { documents: [], problems, templated: false };
  }
};

const marksOf = (text: string, positions: Positions): ReadonlyMap<number, string> => {
  if (!mayHoldMarks(text)) return new Map();
  const comments: CommentRange[] = [];
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    // Control lexemes mark the start of a document, of a scalar and a broken flow; they have no characters in the text.
    if (lexeme === '\u{2}' || lexeme === '\u{18}' || lexeme === '\u{1f}') continue;
    if (lexeme.startsWith('#')) comments.push({ start: offset, end: offset + lexeme.length });
    offset += lexeme.length;
  }
  return marksByLine(text, comments, positions);
};

interface RepeatedKey {
  readonly key: string;
  readonly source: Source;
}

interface NodeReader {
  readonly read: (node: Node, depth: number) => ConfigNode;
  readonly repeatedKeys: readonly RepeatedKey[];
  readonly templated: () => boolean;
}

const nodeReader = (text: string, positions: Positions, marks: ReadonlyMap<number, string>): NodeReader => {
  const anchors = new Map<string, ConfigNode>();
  const repeatedKeys: RepeatedKey[] = [];
  let templated = false;
  let expanded = 0;

  const placed = (node: Node, line?: number) => {
    const [start, end] = node.range ?? [0, 0, 0];
    const source = positions.source(start, end);
    return { source, mark: marks.get(line ?? source.line) ?? null, tag: node.tag ?? null, size: 1 };
  };
  const opaque = (node: Node, reason: string, line?: number): ConfigNode => {
    const base = placed(node, line);
    return { ...base, kind: 'opaque', reason, text: text.slice(base.source.start, base.source.end) };
  };

  const readScalar = (node: Scalar, line?: number): ConfigNode => {
    const { value } = node;
    const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
    const written = typeof known === 'string' ? known : (node.source ?? String(known));
    if (written.includes(PLACEHOLDER)) return opaque(node, 'a template fills it in', line);
    return { ...placed(node, line), kind: 'scalar', value: known, text: written };
  };

  const readAlias = (node: Alias, line?: number): ConfigNode => {
    const target = anchors.get(node.source);
    if (target === undefined) return opaque(node, `the alias *${node.source} names no anchor before it`, line);
    expanded += target.size;
    return expanded > LIMITS.values ? opaque(node, 'its aliases expand to too many values', line) : target;
  };

  const readList = (node: YAMLSeq, depth: number, line?: number): ConfigNode => {
    const items: ConfigNode[] = [];
    for (const item of node.items) {
      if (isPair(item)) items.push(readPairs([item], node, depth + 1));
      else if (isNode(item)) items.push(read(item, depth + 1));
    }
    return { ...placed(node, line), kind: 'list', items, size: 1 + sum(items) };
  };

  const readPairs = (pairs: readonly Pair[], node: Node, depth: number, line?: number): ConfigNode => {
    const entries = new Map<string, ConfigEntry>();
    const merged: ConfigNode[] = [];
    for (const pair of pairs) {
      const keyNode = isNode(pair.key) ? pair.key : null;
      if (isMap(keyNode) && keyNode.flow === true) templated = true;
      const [start, end] = keyNode?.range ?? node.range ?? [0, 0, 0];
      const key = isScalar(keyNode) ? (typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? '')) : text.slice(start, end);
      const keySource = positions.source(start, end);
      const value = isNode(pair.value) ? read(pair.value, depth + 1, keySource.line) : nothing(end, keySource.line);
      if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
        merged.push(...(value.kind === 'list' ? value.items : [value]));
        continue;
      }
      if (entries.has(key)) repeatedKeys.push({ key, source: keySource });
      entries.set(key, { key, keySource, node: value });
    }
    for (const from of merged) mergeInto(entries, from);
    return { ...placed(node, line), kind: 'map', entries, size: 1 + sum([...entries.values()].map((entry) => entry.node)) } satisfies ConfigMap;
  };

  /** A key without a value. */
  const nothing = (offset: number, line: number): ConfigNode => ({
    source: positions.source(offset, offset),
    mark: marks.get(line) ?? null,
    tag: null,
    size: 1,
    kind: 'scalar',
    value: null,
    text: '',
  });

  const readPlain = (node: Node, depth: number, line?: number): ConfigNode => {
    if (depth > LIMITS.depth) return opaque(node, `it nests more than ${LIMITS.depth} deep`, line);
    if (isAlias(node)) return readAlias(node, line);
    if (isScalar(node)) return readScalar(node, line);
    if (isSeq(node)) return readList(node, depth, line);
    return isMap(node) ? readPairs(node.items.filter((item) => isPair(item)), node, depth, line) : opaque(node, 'it is not a value of YAML', line);
  };

  const read = (node: Node, depth: number, line?: number): ConfigNode => {
    const value = readPlain(node, depth, line);
    if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, value);
    return value;
  };

  return { read, repeatedKeys, templated: () => templated };
};

const isNode = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);

const sum = (nodes: readonly ConfigNode[]): number => nodes.reduce((total, node) => total + node.size, 0);

const mergeInto = (entries: Map<string, ConfigEntry>, from: ConfigNode): void => {
  if (from.kind !== 'map') return;
  for (const [key, entry] of from.entries) if (!entries.has(key)) entries.set(key, entry);
};
