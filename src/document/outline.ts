import type { Root, RootContent } from 'mdast';
import type { MarkdownDocument } from './document.ts';
import { plainText } from './plain-text.ts';
import type { OutlineEntry } from './reading.ts';

const outlines = new WeakMap<Root, readonly OutlineEntry[]>();

/** The document as a flat list of headings with their blocks; the first entry holds what stands before any heading. Made once for each tree. */
export const readOutline = (document: MarkdownDocument): readonly OutlineEntry[] => {
  const known = outlines.get(document.tree);
  if (known) return known;
  const outline = outlineOf(document);
  outlines.set(document.tree, outline);
  return outline;
};

const outlineOf = (document: MarkdownDocument): OutlineEntry[] => {
  const entries: (OutlineEntry & { blocks: RootContent[] })[] = [{ heading: null, depth: 0, title: '', blocks: [], parent: -1 }];
  const open: number[] = [];
  for (const node of document.tree.children) {
    if (node.type === 'yaml' || (node.type as string) === 'toml') continue;
    if (node.type !== 'heading') {
      entries.at(-1)?.blocks.push(node);
      continue;
    }
    while (open.length > 0 && (entries[open.at(-1) ?? 0]?.depth ?? 0) >= node.depth) open.pop();
    entries.push({ heading: node, depth: node.depth, title: plainText(document, node).text.trim(), blocks: [], parent: open.at(-1) ?? -1 });
    open.push(entries.length - 1);
  }
  return entries;
};
