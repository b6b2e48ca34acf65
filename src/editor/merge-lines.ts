import { diffArrays } from 'diff';

/** Lines of the base, by their indexes, that one side replaced. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
  readonly side: 'mine' | 'theirs';
}

export interface MergedText {
  readonly text: string;
  /** Places where both changed the same lines; both versions stand there, marked. */
  readonly conflicts: number;
}

/** Each line with its ending. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const hunksOf = (base: readonly string[], changed: readonly string[], side: Hunk['side']): Hunk[] => {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: Hunk | null = null;
  for (const { added, removed, value } of diffArrays([...base], [...changed])) {
    if (!added && !removed) {
      if (open) hunks.push(open);
      open = null;
    } else {
      open ??= { start: at, end: at, lines: [], side };
      open = removed ? { ...open, end: open.end + value.length } : { ...open, lines: [...open.lines, ...value] };
    }
    if (!added) at += value.length;
  }
  return open ? [...hunks, open] : hunks;
};

/** What one side made of the lines from `start` to `end`. */
const versionOf = (base: readonly string[], group: readonly Hunk[], side: Hunk['side'], start: number, end: number): string[] => {
  const lines: string[] = [];
  let at = start;
  for (const hunk of group) {
    if (hunk.side !== side) continue;
    lines.push(...base.slice(at, hunk.start), ...hunk.lines);
    at = hunk.end;
  }
  return [...lines, ...base.slice(at, end)];
};

/** Lines with a line break at their end. */
export const ended = (lines: readonly string[]): string => {
  const text = lines.join('');
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
};

/** How both versions of the same lines are kept. */
export type Reconcile = (own: readonly string[], other: readonly string[], base: readonly string[]) => { readonly text: string; readonly conflict: boolean };

/**
 * Two changes of one text, together, line by line (Khanna, Kunal and Pierce, A formal investigation of diff3, 2007). Lines that both inserted
 * at one place follow each other; what stands where both changed the same lines is for `reconcile` to say.
 */
export const mergeLines = (baseText: string, mine: string, theirs: string, reconcile: Reconcile): MergedText => {
  if (mine === baseText || mine === theirs) return { text: theirs, conflicts: 0 };
  if (theirs === baseText) return { text: mine, conflicts: 0 };
  const base = linesOf(baseText);
  const hunks = [...hunksOf(base, linesOf(theirs), 'theirs'), ...hunksOf(base, linesOf(mine), 'mine')].sort((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  let conflicts = 0;
  let at = 0;
  for (let index = 0; index < hunks.length; ) {
    const group: Hunk[] = [];
    const start = hunks[index]?.start ?? at;
    let end = start;
    for (let hunk = hunks[index]; hunk && (group.length === 0 || hunk.start < end || (hunk.start === end && start === end && hunk.end === end)); hunk = hunks[++index]) {
      group.push(hunk);
      end = Math.max(end, hunk.end);
    }
    const [own, other] = [versionOf(base, group, 'mine', start, end), versionOf(base, group, 'theirs', start, end)];
    text += base.slice(at, start).join('');
    at = end;
    const sides = new Set(group.map(({ side }) => side));
    if (sides.size === 1) text += (sides.has('mine') ? own : other).join('');
    else if (own.join('') === other.join('')) text += own.join('');
    else if (start === end) text += ended(other) + own.join('');
    else {
      const both = reconcile(own, other, base.slice(start, end));
      text += both.text;
      if (both.conflict) conflicts += 1;
    }
  }
  return { text: text + base.slice(at).join(''), conflicts };
};
