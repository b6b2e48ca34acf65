import type { Nodes, Root } from 'mdast';
import type { Source } from '../record/source.ts';
import type { MarkdownEngine } from './engine.ts';
import { indexLines, type LineIndex } from './lines.ts';

/** A Markdown file in memory: its exact text and the tree read from it. */
export interface MarkdownDocument {
  /** As given, for messages and findings. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly tree: Root;
}

/** Reads text into a tree. Never throws on any text; limits on size and depth are the caller's (`workspace`). */
export const parseDocument = (path: string, text: string, engine: MarkdownEngine): MarkdownDocument => ({
  path,
  text,
  lines: indexLines(text),
  tree: engine.parse(text),
});

/** Where a node stands; the empty source at the start of the file for a node without a position. */
export const sourceOf = (document: MarkdownDocument, node: Nodes): Source =>
  document.lines.source(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
