import GithubSlugger from 'github-slugger';
import type { MarkdownDocument } from './document.ts';
import { readOutline } from './outline.ts';

const HTML_ANCHOR = /<[a-z][^<>]{0,200}?\s(?:id|name)=["']?([^\s"'<>]{1,200})/gi;

/** The anchors that a link may name: slugs of headings as GitHub makes them, repeats numbered, and `id` or `name` of HTML tags. */
export const anchorsOf = (document: MarkdownDocument): ReadonlySet<string> => {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  for (const { heading, title } of readOutline(document)) if (heading) anchors.add(slugger.slug(title));
  for (const [, name = ''] of document.text.matchAll(HTML_ANCHOR)) anchors.add(name);
  return anchors;
};
