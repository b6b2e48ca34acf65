import type { Root } from 'mdast';
import type { MarkdownEngine } from '../engine.ts';
import { normalizeTree } from './normalize.ts';

/** The native engine. Rejects where its package or its binary for this platform is not installed. */
export const loadSatteri = async (): Promise<MarkdownEngine> => {
  const { markdownToMdast } = await import('satteri');
  return {
    name: 'satteri',
    parse: (text) => normalizeTree(markdownToMdast(text, { features: { gfm: true, frontmatter: true } }) as Root),
  };
};
