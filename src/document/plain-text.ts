import type { Nodes } from 'mdast';
import type { Source } from '../record/source.ts';
import type { MarkdownDocument } from './document.ts';

/**
 * The words of a node without their markup, and for each of them the place in the file. A reader matches on `text` and points
 * at the source.
 */
export interface PlainText {
  readonly text: string;
  /** Offset in the file of the character of `text` at `index`; the end of the node for `index === text.length`. */
  offsetAt(index: number): number;
  source(start: number, end: number): Source;
}

interface Piece {
  /** Index in the plain text at which the piece starts. */
  readonly at: number;
  readonly length: number;
  readonly offset: number;
  readonly endOffset: number;
}

const leafText = (node: Nodes): string | null => {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'image':
      return node.alt ?? '';
    case 'footnoteReference':
    case 'html':
      return '';
    default:
      return null;
  }
};

const inlineCodeStart = (text: string, offset: number): number => {
  let at = offset;
  while (text[at] === '`') at++;
  return at;
};

/** Where the characters of a leaf start in the file: inside the ticks of inline code. */
const contentStart = (document: MarkdownDocument, node: Nodes): number => {
  const start = node.position?.start.offset ?? 0;
  return node.type === 'inlineCode' ? inlineCodeStart(document.text, start) : start;
};

/** The plain text of a node or of several in a row. Breaks are `\n`; images give their description; HTML and footnote marks nothing. */
export const plainText = (document: MarkdownDocument, nodes: Nodes | readonly Nodes[]): PlainText => {
  const pieces: Piece[] = [];
  let text = '';
  let last = 0;
  const visit = (node: Nodes): void => {
    const value = leafText(node);
    last = Math.max(last, node.position?.end.offset ?? 0);
    if (value !== null) {
      pieces.push({ at: text.length, length: value.length, offset: contentStart(document, node), endOffset: node.position?.end.offset ?? 0 });
      text += value;
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  const list: readonly Nodes[] = Array.isArray(nodes) ? nodes : [nodes as Nodes];
  for (const node of list) visit(node);
  const first = list[0]?.position?.start.offset ?? 0;
  const offsetAt = (index: number): number => {
    let piece: Piece | undefined;
    for (const candidate of pieces) {
      if (candidate.at > index) break;
      if (candidate.length > 0 || piece === undefined) piece = candidate;
    }
    if (piece === undefined) return first;
    if (index >= text.length && pieces.at(-1) === piece && index - piece.at >= piece.length) return Math.min(last, piece.endOffset);
    return walk(document.text, piece, index - piece.at);
  };
  return { text, offsetAt, source: (start, end) => document.lines.source(offsetAt(start), offsetAt(end)) };
};

/** Steps over escapes and character references, which are longer in the file than in the text; exact for plain runs. */
const walk = (text: string, piece: Piece, steps: number): number => {
  let offset = piece.offset;
  for (let step = 0; step < steps && offset < piece.endOffset; step++) {
    if (text[offset] === '\\' && /[!-/:-@[-`{-~]/.test(text[offset + 1] ?? '')) offset += 2;
    else if (text[offset] === '&') offset += /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/.exec(text.slice(offset, offset + 40))?.[0].length ?? 1;
    else if (text[offset] === '\r' && text[offset + 1] === '\n') offset += 2;
    else offset++;
  }
  return offset;
};
