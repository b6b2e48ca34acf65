import type { Root } from 'mdast';
import { markdownToMdast } from 'satteri';
import type { MarkdownEngine } from '../engine.ts';
import { normalizeTree } from './normalize.ts';

/** The native engine. The import of this file fails where its package or its binary for this platform is not installed. */
export const satteriEngine: MarkdownEngine = {
  name: 'satteri',
  parse: (text) => normalizeTree(markdownToMdast(text, { features: { gfm: true, frontmatter: true } }) as Root),
};
