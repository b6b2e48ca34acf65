import type { Nodes, Root } from 'mdast';
import type { MarkdownDocument } from '../document/document.ts';
import type { IncidentRecord, Section } from '../record/record.ts';
import type { Source } from '../record/source.ts';

/** First line of a source, for headings that run over two. */
export const firstLine = ({ text, lines }: MarkdownDocument, { start, end, line }: Source): Source => {
  const stop = Math.min(end, lines.lineEnd(line));
  return lines.source(start, text.slice(start, stop).trim() === '' ? start : stop);
};

/** The heading of a section. */
export const sectionSource = (document: MarkdownDocument, section: Section): Source => firstLine(document, section.source);

/** Where to point for something that the document lacks: its title, else its first line. */
export const topOf = (document: MarkdownDocument, record: IncidentRecord): Source =>
  record.title ? firstLine(document, record.title.source) : document.lines.source(0, document.lines.lineEnd(1));

/** Where code stands, whose words the author did not choose. */
export const codeSpans = (tree: Root): (readonly [start: number, end: number])[] => {
  const spans: (readonly [number, number])[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'code' || node.type === 'inlineCode' || node.type === 'html') spans.push([node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return spans;
};

/** The sentence around a place, within its lines. */
export const sentenceAround = ({ text, lines }: MarkdownDocument, { start, end, line, endLine }: Source): string => {
  const before = text.slice(lines.lineStart(line), start);
  const after = text.slice(end, lines.lineEnd(endLine));
  return `${before.slice(before.search(/[^.!?。]*$/))}${text.slice(start, end)}${/^[^.!?。]*/.exec(after)?.[0] ?? ''}`;
};
