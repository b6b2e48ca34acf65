import type { Nodes } from 'mdast';
import type { Source } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { plainText, type PlainText } from '../plain-text.ts';
import type { Item } from './item.ts';

/** The smallest index of the plain text that stands at an offset of the file or after it. */
const indexAt = (plain: PlainText, offset: number): number => {
  let low = 0;
  let high = plain.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (plain.offsetAt(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
};

const tidy = (text: string): string => (text.includes('\n') ? joinLines(text) : text.trim());

const joinLines = (text: string): string => text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join(' ');

const spanOf = (document: MarkdownDocument, nodes: readonly Nodes[]): Source | null => {
  const start = nodes[0]?.position?.start.offset;
  const end = nodes.at(-1)?.position?.end.offset;
  return start === undefined || end === undefined ? null : document.lines.source(start, end);
};

/** Blocks of the body that still tell the item: up to the first that is no prose. */
const proseOf = (body: readonly Nodes[]): readonly Nodes[] => {
  const stop = body.findIndex((node) => node.type !== 'paragraph' && node.type !== 'list' && node.type !== 'blockquote');
  return body.slice(0, Math.min(stop < 0 ? body.length : stop, 3));
};

/** What happened, in plain words, and where it stands; the words under the item where its own line holds only the time. */
export const readEntryText = (document: MarkdownDocument, item: Item): { readonly text: string; readonly source: Source | null } => {
  const own = item.nodes.length === 0 ? '' : ownText(document, item);
  if (own !== '') return { text: own, source: document.lines.source(item.textStart, item.textEnd) };
  const body = proseOf(item.body);
  if (body.length > 0) return { text: tidy(plainText(document, body).text), source: spanOf(document, body) };
  return item.label === null ? { text: '', source: null } : { text: item.label, source: document.lines.source(item.start, item.stamp.start) };
};

const ownText = (document: MarkdownDocument, item: Item): string => {
  const plain = plainText(document, item.nodes);
  const end = item.textEnd >= (item.nodes.at(-1)?.position?.end.offset ?? 0) ? plain.text.length : indexAt(plain, item.textEnd);
  const from = item.form === 'table' ? 0 : indexAt(plain, item.textStart);
  return tidy(plain.text.slice(from, end));
};
