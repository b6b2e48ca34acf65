import { mergeFrontMatter } from './merge-front-matter.ts';
import { ended, mergeLines, type MergedText, type Reconcile } from './merge-lines.ts';

/** The text's front matter with both its fences, and what follows it. */
const parted = (text: string): readonly [frontMatter: string, body: string] => {
  const front = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:[^\n]*\n)*?\1[ \t]*(?:\r?\n|$)/.exec(text)?.[0] ?? '';
  return [front, text.slice(front.length)];
};

const isRow = (line: string): boolean => line.startsWith('|');
const cellsOf = (row: string): string[] => row.split(/(?<!\\)\|/);

/** A row in which each changed other cells; null where both changed one cell, or the columns. */
const mergedRow = (own: string, other: string, base: string): string | null => {
  const [mine, theirs, before] = [cellsOf(own), cellsOf(other), cellsOf(base)];
  if (mine.length !== before.length || theirs.length !== before.length) return null;
  const cells = before.map((cell, index) => {
    const [one, two] = [mine[index] ?? '', theirs[index] ?? ''];
    return one === cell ? two : two === cell || one === two ? one : null;
  });
  return cells.includes(null) ? null : cells.join('|');
};

/** Rows of a table are merged cell by cell, and both kept where that cannot be: marks between them would end the table. */
const inTable: Reconcile = (own, other, base) => {
  const paired = own.length === other.length && own.length === base.length;
  const merged = own.map((row, index) => (paired ? mergedRow(row, other[index] ?? '', base[index] ?? '') : null));
  const kept = paired
    ? own.map((row, index) => merged[index] ?? ended([row]) + ended([other[index] ?? '']))
    : [ended(own), ended(other.filter((row) => !own.includes(row)))];
  return { text: kept.join(''), conflict: !paired || merged.includes(null) };
};

/** The blank line keeps the marks from making a heading of what stands above them. */
const inProse: Reconcile = (own, other) => ({ text: `<<<<<<< yours\n${ended(own)}\n=======\n${ended(other)}>>>>>>> the file's\n`, conflict: true });

const inBody: Reconcile = (own, other, base) => ([...own, ...other].every(isRow) ? inTable : inProse)(own, other, base);

/**
 * Two changes of one text, together. Where both changed the same lines both versions are kept: as a comment in the front matter, as rows of
 * a table, else between conflict marks. Nothing that either side wrote is lost, and front matter and tables stay what they are.
 */
export const mergeTexts = (base: string, mine: string, theirs: string): MergedText => {
  const [[baseFront, baseBody], [myFront, myBody], [theirFront, theirBody]] = [parted(base), parted(mine), parted(theirs)];
  // Where only one version has a front matter it is merged as a part of the text.
  if (baseFront === '' || myFront === '' || theirFront === '') return mergeLines(base, mine, theirs, inBody);
  const front = mergeFrontMatter(baseFront, myFront, theirFront);
  const body = mergeLines(baseBody, myBody, theirBody, inBody);
  return { text: front.text + body.text, conflicts: front.conflicts + body.conflicts };
};
