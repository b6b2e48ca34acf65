import type { Code, Nodes } from 'mdast';
import type { MarkdownDocument } from '../../document/document.ts';

/** A fenced block and where its content starts in the file. */
export interface CodeBlock {
  readonly language: string;
  readonly value: string;
  /** Offset of the first character behind the opening fence's line. */
  readonly start: number;
  readonly end: number;
}

const blocks = new WeakMap<MarkdownDocument, readonly CodeBlock[]>();

/** The fenced code blocks of a document, in order; searched in the file's own text, so that offsets are exact. */
export const codeBlocks = (document: MarkdownDocument): readonly CodeBlock[] => {
  const known = blocks.get(document);
  if (known) return known;
  const found: CodeBlock[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'code') found.push(blockOf(document, node));
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  if (document.text.includes('```') || document.text.includes('~~~')) visit(document.tree);
  blocks.set(document, found);
  return found;
};

const blockOf = ({ text, lines }: MarkdownDocument, node: Code): CodeBlock => {
  const open = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? open;
  const start = Math.min(end, lines.lineEnd(lines.source(open, open).line) + 1);
  return { language: (node.lang ?? '').toLowerCase(), value: text.slice(start, end), start, end };
};
