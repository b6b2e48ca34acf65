import type { Paragraph, PhrasingContent, RootContent, Strong } from 'mdast';
import type { MarkdownDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';

/** A bold lead that stands where others put a heading, and what it leads. */
export interface PseudoHeading {
  readonly title: string;
  readonly strong: Strong;
  readonly blocks: readonly RootContent[];
}

/** The bold lead of a paragraph: alone on its line, or with a colon inside or right after it. */
const leadOf = (document: MarkdownDocument, paragraph: Paragraph): { strong: Strong; title: string; rest: PhrasingContent[] } | null => {
  const [first, ...others] = paragraph.children;
  if (first?.type !== 'strong') return null;
  const title = plainText(document, first).text.trim();
  const after = others[0];
  if (title === '' || title.length > 80) return null;
  const alone = others.length === 0 || after?.type === 'break' || (after?.type === 'text' && /^[ \t]*[\r\n]/.test(after.value));
  const colon = /[:：]$/.test(title) || (after?.type === 'text' && /^\s*[:：]/.test(after.value));
  return alone || colon ? { strong: first, title, rest: others } : null;
};

/** The words after the lead as a paragraph of their own; nothing where only a colon follows. */
const restAsParagraph = (document: MarkdownDocument, rest: readonly PhrasingContent[]): Paragraph[] => {
  const [first] = rest;
  const start = first?.position?.start;
  const end = rest.at(-1)?.position?.end;
  if (!start || !end || /^[\s:：]*$/.test(plainText(document, rest).text)) return [];
  return [{ type: 'paragraph', children: [...rest], position: { start, end } }];
};

/** Pseudo-headings among the blocks under one heading: bold paragraphs, bold leads, and bold bullets with what hangs under them. */
export const findPseudoHeadings = (document: MarkdownDocument, blocks: readonly RootContent[]): PseudoHeading[] => {
  const found: (PseudoHeading & { blocks: RootContent[] })[] = [];
  let open: RootContent[] | null = null;
  const add = (lead: NonNullable<ReturnType<typeof leadOf>>): RootContent[] => {
    const heading = { title: lead.title, strong: lead.strong, blocks: restAsParagraph(document, lead.rest) as RootContent[] };
    found.push(heading);
    return heading.blocks;
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      const lead = leadOf(document, block);
      if (lead) {
        open = add(lead);
        continue;
      }
    }
    if (block.type === 'list') {
      for (const item of block.children) {
        const [first, ...rest] = item.children;
        const lead = first?.type === 'paragraph' ? leadOf(document, first) : null;
        if (lead) add(lead).push(...rest);
      }
    }
    open?.push(block);
  }
  return found;
};
