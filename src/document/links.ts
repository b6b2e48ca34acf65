import type { Nodes, Root } from 'mdast';
import type { Link } from '../record/timeline.ts';
import { sourceOf, type MarkdownDocument } from './document.ts';
import { plainText } from './plain-text.ts';

const definitions = new WeakMap<Root, ReadonlyMap<string, string>>();

/** Targets of the document's reference definitions (`[name]: url`), by normalised name; the first of a name counts, as in CommonMark. */
const definitionsOf = (tree: Root): ReadonlyMap<string, string> => {
  const known = definitions.get(tree);
  if (known) return known;
  const found = new Map<string, string>();
  const visit = (node: Nodes): void => {
    if (node.type === 'definition') {
      if (!found.has(node.identifier)) found.set(node.identifier, node.url);
    } else if ('children' in node && node.type !== 'paragraph') for (const child of node.children) visit(child);
  };
  visit(tree);
  definitions.set(tree, found);
  return found;
};

/** Links inside the nodes, in order: inline, by reference, and bare addresses. */
export const linksIn = (document: MarkdownDocument, nodes: readonly Nodes[]): Link[] => {
  const links: Link[] = [];
  const visit = (node: Nodes): void => {
    const url = node.type === 'link' ? node.url : node.type === 'linkReference' ? definitionsOf(document.tree).get(node.identifier) : undefined;
    if (url !== undefined) links.push({ text: plainText(document, node).text.trim(), url, source: sourceOf(document, node) });
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  for (const node of nodes) visit(node);
  return links;
};
