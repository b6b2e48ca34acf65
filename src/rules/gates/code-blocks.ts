import type { Code, Nodes } from 'mdast';
import type { MarkdownDocument } from '../../document/document.ts';

/** The fenced code blocks of a document that name a language, in order. */
export const codeBlocks = ({ tree }: MarkdownDocument): readonly Code[] => {
  const found: Code[] = [];
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'code' && node.lang) found.push(node);
    if ('children' in node) open.push(...node.children.toReversed());
  }
  return found;
};
