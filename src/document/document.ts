import type { Nodes, Root } from 'mdast';
import type { Source } from '../record/source.ts';
import type { MarkdownEngine } from './engine.ts';
import { indexLines, type LineIndex } from './lines.ts';
import { LIMITS, reasonNotToParse, treeIsTooDeep, type DocumentLimit } from './limits.ts';

/** A Markdown file in memory: its exact text and the tree read from it. */
export interface MarkdownDocument {
  /** As given, for messages and findings. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** Empty where `limit` is set. No deeper than {@link LIMITS}.depth, so that walks may recurse. */
  readonly tree: Root;
  /** Why the text was not read; null for every document that was. */
  readonly limit: DocumentLimit | null;
}

const emptyTree = (): Root => ({ type: 'root', children: [] });

/** Null where the engine's own recursion exhausts the stack. */
const parseWithin = (engine: MarkdownEngine, text: string): Root | null => {
  try {
    return engine.parse(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** Reads text into a tree. Never throws on any text; what is too large, too deep or not text gets an empty tree and its `limit`. */
export const parseDocument = (path: string, text: string, engine: MarkdownEngine): MarkdownDocument => {
  const lines = indexLines(text.length > LIMITS.characters ? '' : text);
  const unread = (limit: DocumentLimit): MarkdownDocument => ({ path, text, lines, tree: emptyTree(), limit });
  const reason = reasonNotToParse(text);
  if (reason !== null) return unread(reason);
  const tree = parseWithin(engine, text);
  return tree === null || treeIsTooDeep(tree) ? unread('too-deep') : { path, text, lines, tree, limit: null };
};

/** Where a node stands; the empty source at the start of the file for a node without a position. */
export const sourceOf = (document: MarkdownDocument, node: Nodes): Source =>
  document.lines.source(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
