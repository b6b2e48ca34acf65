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
  readonly value: string;
  /** True for inline code, whose characters stand for themselves. */
  readonly literal: boolean;
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
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? '\n' : '';
    case 'footnoteReference':
      return '';
    default:
      return null;
  }
};

/** Blocks and cells begin on a line of their own in the plain text of several. */
const STARTS_LINE: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell', 'tableRow', 'listItem', 'blockquote']);

const isPadding = (character: string | undefined): boolean => character === ' ' || character === '\t' || character === '>';

const isBlankCharacter = (character: string | undefined): boolean => character === ' ' || character === '\n' || character === '\r';

/** Behind the ticks, and behind the one blank that CommonMark strips where code begins and ends with one and is not all blank. */
const inlineCodeStart = (text: string, offset: number, end: number, first: string | undefined): number => {
  let at = offset;
  while (text[at] === '`') at++;
  const close = end - (at - offset);
  if (!isBlankCharacter(text[at]) || !isBlankCharacter(text[close - 1]) || text.slice(at, close).trim() === '') return at;
  at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  // Behind a line ending stand the indentation of a list and the marks of a quotation.
  while (isPadding(text[at]) && text[at] !== first) at++;
  return at;
};

/** Where the characters of a leaf start in the file: inside the ticks of inline code, behind the bracket of an image. */
const contentStart = (document: MarkdownDocument, node: Nodes): number => {
  const start = node.position?.start.offset ?? 0;
  if (node.type === 'inlineCode') return inlineCodeStart(document.text, start, node.position?.end.offset ?? start, node.value[0]);
  return node.type === 'image' ? start + '!['.length : start;
};

/**
 * The plain text of a node or of several in a row. Breaks, `<br>` and the borders of blocks are `\n`; images give their description;
 * other HTML, code blocks and footnote marks nothing.
 */
export const plainText = (document: MarkdownDocument, nodes: Nodes | readonly Nodes[]): PlainText => {
  const pieces: Piece[] = [];
  let text = '';
  let last = 0;
  const visit = (node: Nodes): void => {
    const value = leafText(node);
    if (STARTS_LINE.has(node.type) && text !== '' && !text.endsWith('\n')) {
      pieces.push({ at: text.length, value: '\n', literal: true, offset: last, endOffset: last });
      text += '\n';
    }
    last = Math.max(last, node.position?.end.offset ?? 0);
    if (value !== null) {
      const literal = node.type === 'inlineCode';
      pieces.push({ at: text.length, value, literal, offset: contentStart(document, node), endOffset: node.position?.end.offset ?? 0 });
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
      if (candidate.value.length > 0 || piece === undefined) piece = candidate;
    }
    if (piece === undefined) return first;
    if (index >= text.length && pieces.at(-1) === piece && index - piece.at >= piece.value.length) return Math.min(last, piece.endOffset);
    return walk(document.text, piece, index - piece.at);
  };
  /** Past the last character rather than at the next, between which markup may stand. */
  const offsetAfter = (index: number): number => {
    const piece = pieces.findLast((candidate) => candidate.at < index && candidate.value.length > 0);
    return piece === undefined ? first : walk(document.text, piece, index - piece.at);
  };
  return {
    text,
    offsetAt,
    source: (start, end) => {
      const from = offsetAt(start);
      return document.lines.source(from, end > start ? Math.max(from, offsetAfter(end)) : from);
    },
  };
};

const characterReference = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y;
const escapable = /[!-/:-@[-`{-~]/;

/** Where the next line's words start: past the line ending, the indentation and the marks of a quotation. */
const nextLine = (text: string, offset: number): number => {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t') at++;
  if (text[at] === '\r' && text[at + 1] === '\n') at++;
  at++;
  while (isPadding(text[at])) at++;
  return at;
};

/** The same within code, which keeps its indentation: only marks of a quotation are passed. */
const nextCodeLine = (text: string, offset: number, next: string | undefined): number => {
  let at = text[offset] === '\r' && text[offset + 1] === '\n' ? offset + 2 : offset + 1;
  while (isPadding(text[at]) && text[at] !== next) at++;
  return at;
};

const mayStretch = /[\\&\r\n]/;

/** Steps over escapes, character references and line borders, which are longer in the file than in the text. */
const walk = (text: string, piece: Piece, steps: number): number => {
  // Nearly everywhere there are none; one search is sooner done than many steps.
  if (!piece.value.includes('\n') && !mayStretch.test(text.slice(piece.offset, piece.endOffset))) return Math.min(piece.offset + steps, piece.endOffset);
  let offset = piece.offset;
  for (let step = 0; step < steps && offset < piece.endOffset; step++) {
    const character = text[offset];
    characterReference.lastIndex = offset;
    if (piece.literal && piece.value[step] === '\n') offset = nextCodeLine(text, offset, piece.value[step + 1]);
    else if (piece.value[step] === '\n' || character === '\n' || character === '\r') offset = nextLine(text, offset);
    else if (piece.literal) offset++;
    else if (character === '\\' && escapable.test(text[offset + 1] ?? '')) offset += 2;
    else if (character === '&' && characterReference.test(text)) offset = characterReference.lastIndex;
    else offset++;
  }
  return Math.min(offset, piece.endOffset);
};
