import { Lexer, parseAllDocuments } from 'yaml';
import type { Source } from '../../record/source.ts';
import type { GateFile, GateProblem } from '../adapter.ts';
import { type CommentRange, marksByLine, mayHoldMarks } from './marks.ts';
import type { ConfigNode } from './node.ts';
import { type Positions, positionsOf } from './positions.ts';
import { maskTemplate, mayBeTemplated } from './template.ts';
import { LIMITS, nestsTooDeeply } from './yaml/limits.ts';
import { nodeReader } from './yaml/nodes.ts';

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
