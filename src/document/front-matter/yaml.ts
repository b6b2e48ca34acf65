import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { ReadingProblem } from '../../record/record.ts';
import type { FrontMatterEntry, FrontMatterNode } from '../front-matter.ts';
import { DEEPEST_VALUE, MOST_VALUES, syntaxProblem, type FrontMatterContent, type Locate } from './syntax.ts';

interface Walk {
  readonly locate: Locate;
  readonly anchors: Map<string, Node>;
  values: number;
}

const scalarValue = (value: unknown): string | number | boolean | null => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined ? null : String(value);
};

/** `at` is where an absent value would stand. */
const convert = (walk: Walk, node: unknown, at: number, depth: number): FrontMatterNode => {
  walk.values++;
  if (!isNode(node)) return { value: null, source: walk.locate(at, at) };
  const [start, end] = node.range ?? [at, at];
  const source = walk.locate(start, end);
  if (depth > DEEPEST_VALUE || walk.values > MOST_VALUES) return { value: null, source };
  if (isAlias(node)) return { ...convert(walk, walk.anchors.get(node.source), start, depth + 1), source };
  if (node.anchor) walk.anchors.set(node.anchor, node);
  if (isSeq(node)) return { value: node.items.map((item) => convert(walk, item, start, depth + 1)), source };
  if (isMap(node)) return { value: convertMap(walk, node, depth), source };
  return { value: isScalar(node) ? scalarValue(node.value) : null, source };
};

const isNode = (value: unknown): value is Node => isAlias(value) || isSeq(value) || isMap(value) || isScalar(value);

const convertMap = (walk: Walk, map: YAMLMap, depth: number): Map<string, FrontMatterEntry> => {
  const entries = new Map<string, FrontMatterEntry>();
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue;
    const [start, end] = pair.key.range ?? [0, 0];
    const key = String(pair.key.value);
    const node = convert(walk, pair.value, end + 1, depth + 1);
    if (!entries.has(key)) entries.set(key, { key, keySource: walk.locate(start, end), node });
  }
  return entries;
};

/** The first line of the parser's message, without the excerpt of the file that it appends. */
const firstLine = (message: string): string => message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;

/** YAML 1.2 (core schema: dates stay text). Reads what it can beside the mistakes it reports. */
export const readYaml = (content: string, locate: Locate): FrontMatterContent => {
  try {
    const parsed = parseDocument(content, { strict: true, uniqueKeys: true, prettyErrors: false, logLevel: 'silent' });
    const problems: ReadingProblem[] = parsed.errors.map(({ code, message, pos }) =>
      code === 'DUPLICATE_KEY'
        ? syntaxProblem('The same key stands twice', locate(pos[0], keyEnd(content, pos[0])), 'each key once')
        : syntaxProblem(`The front matter is not valid YAML: ${firstLine(message)}`, locate(pos[0], pos[1])),
    );
    const walk: Walk = { locate, anchors: new Map(), values: 0 };
    const { contents } = parsed;
    if (contents !== null && !isMap(contents) && !(isScalar(contents) && contents.value === null)) {
      const [start, end] = contents.range ?? [0, 0];
      if (problems.length === 0) problems.push(syntaxProblem('The front matter is not a list of keys', locate(start, end), 'lines of the form "key: value"'));
      return { entries: new Map(), problems };
    }
    const entries = isMap(contents) ? convertMap(walk, contents, 0) : new Map<string, FrontMatterEntry>();
    if (walk.values > MOST_VALUES) problems.push(syntaxProblem(`The front matter holds more than ${MOST_VALUES} values once its aliases are followed`, locate(0, keyEnd(content, 0))));
    return { entries, problems };
  } catch (error) {
    // The parser recurses: nesting by the thousand exhausts its stack.
    const reason = error instanceof RangeError ? 'it nests too deeply' : String(error instanceof Error ? firstLine(error.message) : error);
    return { entries: new Map(), problems: [syntaxProblem(`The front matter cannot be read: ${reason}`, locate(0, keyEnd(content, 0)))] };
  }
};

const keyEnd = (content: string, start: number): number => {
  const length = content.slice(start, start + 200).search(/[:\r\n]|$/);
  return start + Math.max(length, 0);
};
