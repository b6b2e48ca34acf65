import type { Nodes } from 'mdast';
import { sourceOf, type MarkdownDocument } from '../../document/document.ts';
import { linksIn } from '../../document/links.ts';
import { nearest } from '../../record/nearest.ts';
import type { Source } from '../../record/source.ts';
import type { RepositoryView } from '../../workspace/repository-view.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';

interface Target {
  readonly url: string;
  readonly source: Source;
}

/** Links and images of a document, in order. */
const targetsIn = (document: MarkdownDocument): Target[] => {
  const found: Target[] = linksIn(document, document.tree.children).map(({ url, source }) => ({ url, source }));
  const visit = (node: Nodes): void => {
    if (node.type === 'image') found.push({ url: node.url, source: sourceOf(document, node) });
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  if (document.text.includes('![')) visit(document.tree);
  return found;
};

/** Addresses of elsewhere, programs of site generators, and paths from the root of a site, whose root nobody here knows. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/|\{\{|\{%|<%|\$|@)|\{\{|\{%/i;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A path relative to a document, from the root; null where it leaves the root. */
const resolvePath = (from: string, path: string): string | null => {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
};

/** What is wrong with a link; null for a good one and where nobody can tell. */
const problem = ({ url }: Target, path: string, { exists, anchors }: RepositoryView): { readonly message: string; readonly suggestion: string } | null => {
  const [before = '', ...rest] = url.split('#');
  const file = decoded(before.split('?')[0] ?? '');
  const anchor = rest.length > 0 ? decoded(rest.join('#')) : null;
  const target = file === '' ? path : resolvePath(path, file);
  if (target === null) return null;
  if (file !== '' && target !== '' && exists(target) === false) return { message: `"${file}" does not exist`, suggestion: 'Correct the path; it is relative to this document' };
  if (anchor === null || anchor === '' || /^L\d+/.test(anchor) || !/\.(?:md|markdown|qmd|mdx)$/i.test(target)) return null;
  const known = anchors(target);
  if (known === null || known.has(anchor) || known.has(anchor.toLowerCase())) return null;
  const near = nearest(anchor, known);
  return { message: `"${file === '' ? 'This document' : file}" has no heading "#${anchor}"`, suggestion: near === null ? 'Correct the anchor: the words of the heading in lower case, with hyphens' : `Did you mean "#${near}"?` };
};

export const broken = defineRule({
  id: 'links/broken',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'warning', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'A relative link or an anchor leads to nothing',
    why: 'Evidence that cannot be opened proves nothing, and it is usually noticed a year later, when nobody can mend it. Only files of the repository are asked, never the network.',
    fix: 'Correct the path or the anchor, or commit the file.',
    sources: ['CommonMark 0.31', 'GitHub Docs, Basic writing and formatting syntax: section links'],
  },
  options: noOptions,
  examples: [
    {
      name: 'a graph that was never committed, and a heading that was renamed',
      path: 'postmortems/queue.md',
      document: '# Queue stopped\n\nSee [the graph](img/queue.png) and [what happened](#time-line).\n\n## Timeline\n',
      repository: { exists: (path) => path !== 'postmortems/img/queue.png' },
      findings: ['3:5-3:31 warning "img/queue.png" does not exist', '3:36-3:63 warning "This document" has no heading "#time-line"'],
    },
    {
      name: 'good ones, and the ones that nobody here can judge',
      path: 'postmortems/queue.md',
      document: '# Queue stopped\n\nSee [it](../README.md), [what happened](#timeline), [the site](https://example.org/x#y), [the root](/about), ![]({{ site.url }}/x.png).\n\n## Timeline\n',
      repository: { exists: (path) => path === 'README.md' },
      findings: [],
    },
  ],
  *check({ document, repository }): Iterable<RuleFinding> {
    if (!document.text.includes('](') && !document.text.includes(']:')) return;
    for (const target of targetsIn(document)) {
      if (target.url === '' || elsewhere.test(target.url)) continue;
      const found = problem(target, document.path, repository);
      if (found) yield { source: target.source, ...found };
    }
  },
});
