import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { MarkdownEngine } from '../engine.ts';
import { normalizeTree } from './normalize.ts';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();

/** The reference engine: unified with remark-parse, remark-gfm and remark-frontmatter. */
export const remarkEngine: MarkdownEngine = {
  name: 'remark',
  parse: (text) => normalizeTree(processor.parse(text)),
};
