import type { TextEdit } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { afterLine } from './markdown-text.ts';

const HINT = /^<!--\s*hint:/;

/** True for the comment that tells how to fill a section of a template. */
export const isHint = (html: string): boolean => HINT.test(html);

/** Removes the hints between two offsets, each with the blank line after it: what has been filled needs no help. */
export const withoutHints = (document: MarkdownDocument, from: number, to: number): TextEdit[] => {
  const edits: TextEdit[] = [];
  for (const node of document.tree.children) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if (node.type !== 'html' || start < from || end > to || !isHint(node.value)) continue;
    let after = afterLine(document, Math.max(start, end - 1));
    const next = document.lines.position(after).line;
    if (after < document.text.length && document.text.slice(after, document.lines.lineEnd(next)).trim() === '') after = afterLine(document, after);
    edits.push({ start, end: Math.min(after, document.text.length), text: '' });
  }
  return edits;
};
