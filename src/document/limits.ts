import type { Nodes, Root } from 'mdast';

/** Why a document was not read. */
export type DocumentLimit = 'too-large' | 'too-deep' | 'not-text';

/** Bounds within which reading takes bounded time and stack on any text. The largest of 868 real post-mortems surveyed has 120 kB. */
export const LIMITS = {
  characters: 2_000_000,
  /** Nested containers; real documents have at most nine. */
  depth: 100,
} as const;

/** Characters that open or close something inline; engines keep a stack of them for each block. */
const openersInBlock = 20_000;

/** Container marks (`>`, list bullets and numbers) at the start of a line, each one level of nesting. */
const nestingMark = /[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

const opensTooMuch = (text: string, start: number, end: number): boolean => {
  let marks = 0;
  nestingMark.lastIndex = start;
  while (nestingMark.test(text) && nestingMark.lastIndex <= end) if (++marks > LIMITS.depth) return true;
  return false;
};

/** True where one block holds so many brackets or emphasis marks that an engine could take quadratic time over them. */
const isDelimiter = (code: number): boolean => code === 0x5b || code === 0x5d || code === 0x2a || code === 0x5f || code === 0x60 || code === 0x7e || code === 0x3c;

/** Decides from the characters alone whether an engine may be given the text. Linear in its length. */
export const reasonNotToParse = (text: string): DocumentLimit | null => {
  if (text.length > LIMITS.characters) return 'too-large';
  if (text.includes('\0')) return 'not-text';
  let lineStart = 0;
  let delimiters = 0;
  while (lineStart < text.length) {
    const newline = text.indexOf('\n', lineStart);
    const end = newline < 0 ? text.length : newline;
    if (opensTooMuch(text, lineStart, end)) return 'too-deep';
    if (text.slice(lineStart, Math.min(end, lineStart + 8)).trim() === '') delimiters = 0;
    for (let at = lineStart; at < end; at++) if (isDelimiter(text.charCodeAt(at)) && ++delimiters > openersInBlock) return 'too-deep';
    lineStart = end + 1;
  }
  return null;
};

/** True where the tree nests deeper than the limit; iterative, so that no tree overflows the stack here. */
export const treeIsTooDeep = (root: Root): boolean => {
  const pending: { node: Nodes; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.depth > LIMITS.depth) return true;
    if ('children' in next.node) for (const child of next.node.children) pending.push({ node: child, depth: next.depth + 1 });
  }
  return false;
};
