import type { List, ListItem } from 'mdast';
import type { TextEdit } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { linesAfter, linesBefore, withoutLines } from './markdown-text.ts';

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

/** A loose list keeps its blank lines. */
const isLoose = (list: List): boolean => list.spread === true && list.children.length > 1;

const itemLines = (document: MarkdownDocument, neighbour: ListItem, marker: string, text: string): string[] => {
  const { indent, space } = markerOf(document, neighbour);
  const box = neighbour.checked == null ? '' : '[ ] ';
  const padding = indent + ' '.repeat(marker.length + space.length);
  return text.split('\n').map((line, index) => (index === 0 ? `${indent}${marker}${space}${box}${line}` : `${padding}${line}`));
};

/** Adds an item to the end of a list, or after one of its items, with the marker of its neighbour. */
export const addItem = (document: MarkdownDocument, list: List, text: string, after: ListItem | undefined = list.children.at(-1)): TextEdit | null => {
  if (after === undefined) return null;
  const lines = itemLines(document, after, nextMarker(markerOf(document, after).marker), text);
  return linesAfter(document, Math.max(startOf(after), endOf(after) - 1), isLoose(list) ? ['', ...lines] : lines);
};

/** Adds an item before one of a list. */
export const addItemBefore = (document: MarkdownDocument, list: List, text: string, next: ListItem): TextEdit => {
  const lines = itemLines(document, next, markerOf(document, next).marker, text);
  return linesBefore(document, startOf(next), isLoose(list) ? [...lines, ''] : lines);
};

/** Removes an item with everything under it. */
export const removeItem = (document: MarkdownDocument, item: ListItem): TextEdit => withoutLines(document, startOf(item), endOf(item));
