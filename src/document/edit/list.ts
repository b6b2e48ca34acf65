import type { List, ListItem } from 'mdast';
import type { TextEdit } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { linesAfter, withoutLines } from './markdown-text.ts';

const startOf = (item: ListItem): number => item.position?.start.offset ?? 0;
const endOf = (item: ListItem): number => item.position?.end.offset ?? 0;

/** Indentation and marker of an item as written: `  - `, `3. `. */
export const markerOf = (document: MarkdownDocument, item: ListItem): { indent: string; marker: string; space: string } => {
  const start = startOf(item);
  const indent = document.text.slice(document.lines.lineStart(document.lines.position(start).line), start);
  const [, marker = '-', space = ' '] = /^([-*+]|\d{1,9}[.)])(\s?)/.exec(document.text.slice(start, start + 12)) ?? [];
  return { indent: indent.replace(/[^\s>]/g, ' '), marker, space: space === '' ? ' ' : space };
};

/** The marker of the item that would follow. */
const nextMarker = (marker: string): string => marker.replace(/\d+/, (digits) => String(Number(digits) + 1));

/** Adds an item to the end of a list, or after one of its items, with the marker of its neighbour. */
export const addItem = (document: MarkdownDocument, list: List, text: string, after: ListItem | undefined = list.children.at(-1)): TextEdit | null => {
  if (after === undefined) return null;
  const { indent, marker, space } = markerOf(document, after);
  const box = after.checked == null ? '' : '[ ] ';
  // A loose list keeps its blank lines.
  const loose = list.spread === true && list.children.length > 1;
  const lines = text.split('\n');
  const padding = indent + ' '.repeat(nextMarker(marker).length + space.length);
  const rendered = lines.map((line, index) => (index === 0 ? `${indent}${nextMarker(marker)}${space}${box}${line}` : `${padding}${line}`));
  return linesAfter(document, Math.max(startOf(after), endOf(after) - 1), loose ? ['', ...rendered] : rendered);
};

/** Removes an item with everything under it. */
export const removeItem = (document: MarkdownDocument, item: ListItem): TextEdit => withoutLines(document, startOf(item), endOf(item));
