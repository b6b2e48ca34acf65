import type { Nodes, Root } from 'mdast';

/** Why a document was not read. */
export type DocumentLimit = 'too-large' | 'too-deep' | 'not-text';

/** Bounds within which reading takes bounded time and stack on any text. The largest of 868 real post-mortems surveyed has 120 kB. */
export const LIMITS = {
  characters: 500_000,
  /** Nested containers; real documents have at most nine. */
  depth: 100,
} as const;

/**
 * Most lines, and most characters that may open or close something inline, between two blank lines: engines are quadratic in both. A table of five thousand entries with a
 * link each fits.
 */
const BLOCK = { lines: 5_100, delimiters: 12_000 } as const;

/** Container marks (`>`, list bullets and numbers) at the start of a line, each one level of nesting. */
const nestingMark = /[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;
const fence = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const delimiters = new Set([...'[]*_`~<'].map((character) => character.charCodeAt(0)));

const nestsTooDeep = (line: string): boolean => {
  let marks = 0;
  nestingMark.lastIndex = 0;
  while (nestingMark.test(line)) if (++marks > LIMITS.depth) return true;
  return false;
};

const countDelimiters = (line: string): number => {
  let count = 0;
  for (let at = 0; at < line.length; at++) if (delimiters.has(line.charCodeAt(at))) count++;
  return count;
};

const lineEnding = /\r\n|\n|\r/;

/** Whether some block outside fences of code exceeds its bounds. */
const blockIsTooLarge = (text: string): boolean => {
  let open: string | null = null;
  let block = { lines: 0, delimiters: 0 };
  for (const line of text.split(lineEnding)) {
    const mark = fence.exec(line);
    if (open !== null) {
      if (mark?.[1]?.startsWith(open) && mark[2]?.trim() === '') open = null;
      continue;
    }
    open = mark?.[1] ?? null;
    block = mark || line.trim() === '' ? { lines: 0, delimiters: 0 } : { lines: block.lines + 1, delimiters: block.delimiters + countDelimiters(line) };
    if (block.lines > BLOCK.lines || block.delimiters > BLOCK.delimiters) return true;
  }
  return false;
};

/** Lines that begin with a container mark and have room for more of them than the depth; no other line can exceed it. */
const mayNestTooDeep = new RegExp(`^[ \\t]*[>*+\\-\\d][^\\r\\n]{${LIMITS.depth},}`, 'gm');

/** Decides from the characters alone whether an engine may be given the text. Linear in its length. */
export const reasonNotToParse = (text: string): DocumentLimit | null => {
  if (text.length > LIMITS.characters) return 'too-large';
  if (text.includes('\0')) return 'not-text';
  if (text.match(mayNestTooDeep)?.some(nestsTooDeep)) return 'too-deep';
  return text.length > Math.min(BLOCK.lines, BLOCK.delimiters) && blockIsTooLarge(text) ? 'too-deep' : null;
};

const exceeds = (node: Nodes, left: number): boolean => left < 0 || ('children' in node && node.children.some((child) => exceeds(child, left - 1)));

/** True where the tree nests deeper than the limit; looks no deeper than that. */
export const treeIsTooDeep = (root: Root): boolean => exceeds(root, LIMITS.depth);
