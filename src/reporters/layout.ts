import { stripVTControlCharacters } from 'node:util';
import { graphemesOf, widthOf } from '../record/width.ts';

/** The text cut to at most `width` columns, with `…` where something is cut; no character is cut in half. What is cut loses its colour. */
export const truncate = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let columns = 0;
  for (const grapheme of graphemesOf(stripVTControlCharacters(text))) {
    columns += widthOf(grapheme);
    if (columns > width - 1) break;
    kept += grapheme;
  }
  return width > 0 ? `${kept}…` : '';
};

/** The text in exactly `width` columns. */
export const fit = (text: string, width: number): string => {
  const cut = truncate(text, width);
  return cut + ' '.repeat(Math.max(0, width - widthOf(cut)));
};

/** Words on lines of at most `width` columns; a word that is longer stands alone. */
export const wrapWords = (text: string, width: number): string[] => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
};

const READABLE = 32;

/** A table without lines: columns as wide as their widest cell, the last one cut at the width of the page, though never so far that nobody can read it. */
export const table = (rows: readonly (readonly string[])[], width: number, gap = 2): string[] => {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) => Math.max(0, ...rows.map((row) => widthOf(row[index] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, columnWidth) => sum + columnWidth + gap, 0);
  return rows.map((row) =>
    row
      .map((cell, index) => (index === columns - 1 ? truncate(cell, Math.max(READABLE, width - before)) : fit(cell, widths[index] ?? 0) + ' '.repeat(gap)))
      .join('')
      .trimEnd(),
  );
};
