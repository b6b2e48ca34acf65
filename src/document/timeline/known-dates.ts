import type { RootContent } from 'mdast';
import { matchesOf } from '../../record/matches.ts';
import type { Reading } from '../reading.ts';
import { parseDateOf } from '../time/parse-date.ts';
import type { Item } from './item.ts';

/** A date that the text around the items states, and where; items behind it that write no date belong to it. */
export interface DateMark {
  readonly offset: number;
  readonly date: string;
}

const statesDate = /\d{4}|\d(?:st|nd|rd|th)\b|\p{L}{3,9}\.? \d{1,2}\b|\d{1,2}\.? \p{L}{3,9}|[月年]/u;

const markIn = (text: string, start: number, end: number, near: string | null): DateMark[] => {
  const words = text.slice(start, Math.min(end, start + 300));
  if (!statesDate.test(words)) return [];
  const found = parseDateOf(text, words, { near });
  return found && found.problem === null && /\p{L}|\d{4}/u.test(words.slice(found.from, found.to)) ? [{ offset: start + found.from, date: found.iso }] : [];
};

const span = (node: RootContent): readonly [number, number] => [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];

/** Dates in headings and in the prose between items, in document order: `### Day 2: March 6, 2025`, "On 6 March the following happened:". */
export const readDateMarks = (reading: Reading, items: readonly Item[], near: string | null): DateMark[] => {
  const last = items.at(-1);
  if (!last || !items.some(({ stamp }) => stamp.date === null)) return [];
  const starts = items.map(({ start }) => start).sort((a, b) => a - b);
  const holdsItem = ([start, end]: readonly [number, number]): boolean => {
    const at = firstAtLeast(starts, start);
    return at < starts.length && (starts[at] ?? end) < end;
  };
  const { text } = reading.document;
  return reading.outline.flatMap((entry): DateMark[] => {
    const own = entry.heading ? span(entry.heading) : ([0, 0] as const);
    if (own[0] > last.start) return [];
    const heading = entry.heading && !holdsItem(own) ? markIn(text, ...own, near) : [];
    if (!entry.blocks.some((block) => block.type !== 'paragraph' && holdsItem(span(block)))) return heading;
    const prose = entry.blocks.flatMap((block) => [block, ...leadsOf(block)]).filter((block) => block.type === 'paragraph' && !holdsItem(span(block)));
    return [...heading, ...prose.flatMap((block) => markIn(text, ...span(block), near))];
  });
};

/** The words of list items over lists of their own: `- Second day, 6 March` and its times below. */
const leadsOf = (block: RootContent): RootContent[] =>
  block.type !== 'list'
    ? []
    : block.children.flatMap(({ children: [first, ...rest] }): RootContent[] => {
        const lists = rest.filter(({ type }) => type === 'list');
        return first && lists.length > 0 ? [first, ...lists.flatMap(leadsOf)] : [];
      });

/** Index of the first number that is at least the wanted one, in a sorted list. */
const firstAtLeast = (sorted: readonly number[], wanted: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

const fullMoment = /(\d{4}-\d\d-\d\d)[ T]{1,3}(\d{1,2}:\d\d)/g;

/** Dates that the document gives elsewhere to a clock, by clock: the summary dates what the timeline only times. */
export const readDatedClocks = (text: string): ReadonlyMap<string, string> => {
  const dates = new Map<string, string>();
  for (const [, date = '', clock = ''] of matchesOf(fullMoment, text)) if (!dates.has(clock.padStart(5, '0'))) dates.set(clock.padStart(5, '0'), date);
  return dates;
};
