import type { List, ListItem, Paragraph, PhrasingContent, RootContent, Strong } from 'mdast';
import type { MarkdownDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';

/** A bold lead, or a known title with a colon, that stands where others put a heading, and what it leads. */
export interface PseudoHeading {
  readonly title: string;
  /** The bold words; for a plain title its paragraph. */
  readonly node: Strong | Paragraph;
  readonly blocks: readonly RootContent[];
}

interface Lead {
  readonly node: Strong | Paragraph;
  readonly title: string;
  /** What follows it in its paragraph. */
  readonly rest: readonly PhrasingContent[];
}

/** True for a title that names a section. */
type IsTitle = (title: string) => boolean;

/** From the characters of the file, for the plain text of every paragraph is much to make; a colon may be written as a reference. */
const mayEndWithColon = ({ text }: MarkdownDocument, { position }: Paragraph): boolean => /[:：&]/.test(text.slice(position?.start.offset ?? 0, position?.end.offset ?? text.length));

/** The bold lead of a paragraph, alone on its line or with a colon, or a plain line that is a known title and a colon. */
const leadOf = (document: MarkdownDocument, paragraph: Paragraph, isTitle: IsTitle): Lead | null => {
  const [first, ...rest] = paragraph.children;
  if (first?.type !== 'strong') {
    if (!mayEndWithColon(document, paragraph)) return null;
    const line = plainText(document, paragraph).text.trim();
    return line.length <= 60 && /[:：]$/.test(line) && isTitle(line) ? { node: paragraph, title: line, rest: [] } : null;
  }
  const title = plainText(document, first).text.trim();
  const after = rest[0];
  if (title === '' || title.length > 80) return null;
  const alone = rest.length === 0 || after?.type === 'break' || (after?.type === 'text' && /^[ \t]*[\r\n]/.test(after.value));
  const colon = /[:：]$/.test(title) || (after?.type === 'text' && /^\s*[:：]/.test(after.value));
  return alone || colon ? { node: first, title, rest } : null;
};

/** The words after the lead as a paragraph of their own; nothing where only a colon follows. */
const restAsParagraph = (document: MarkdownDocument, rest: readonly PhrasingContent[]): Paragraph[] => {
  const [first] = rest;
  const start = first?.position?.start;
  const end = rest.at(-1)?.position?.end;
  if (!start || !end || /^[\s:：]*$/.test(plainText(document, rest).text)) return [];
  return [{ type: 'paragraph', children: [...rest], position: { start, end } }];
};

type OpenHeading = PseudoHeading & { readonly blocks: RootContent[] };

/** Bold bullets of a list; bullets after one that is bold and not bold themselves belong to it, as where the indentation is too small. */
const listHeadings = (document: MarkdownDocument, list: List, isTitle: IsTitle): OpenHeading[] => {
  const found: OpenHeading[] = [];
  for (const item of list.children) {
    const [first, ...rest] = item.children;
    const lead = first?.type === 'paragraph' ? leadOf(document, first, isTitle) : null;
    const last = found.at(-1);
    if (lead) found.push(headingOf(document, lead, rest));
    else if (last) addItem(last.blocks, list, item);
  }
  return found;
};

const addItem = (blocks: RootContent[], list: List, item: ListItem): void => {
  const last = blocks.at(-1);
  if (last?.type === 'list') blocks[blocks.length - 1] = { ...last, children: [...last.children, item], ...(last.position && item.position && { position: { start: last.position.start, end: item.position.end } }) };
  else blocks.push({ ...list, children: [item], ...(item.position && { position: item.position }) });
};

const headingOf = (document: MarkdownDocument, lead: Lead, content: readonly RootContent[]): OpenHeading => ({
  title: lead.title,
  node: lead.node,
  blocks: [...restAsParagraph(document, lead.rest), ...content],
});

/** Pseudo-headings among the blocks under one heading: bold paragraphs, bold leads, and bold bullets with what hangs under them. */
export const findPseudoHeadings = (document: MarkdownDocument, blocks: readonly RootContent[], isTitle: IsTitle): PseudoHeading[] => {
  const found: OpenHeading[] = [];
  for (const block of blocks) {
    const lead = block.type === 'paragraph' ? leadOf(document, block, isTitle) : null;
    const headings = lead ? [headingOf(document, lead, [])] : block.type === 'list' ? listHeadings(document, block, isTitle) : [];
    if (headings.length === 0) found.at(-1)?.blocks.push(block);
    else found.push(...headings);
  }
  return found;
};
