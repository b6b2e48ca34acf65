import type { RootContent } from 'mdast';
import type { Reading } from '../reading.ts';
import { parseDate } from '../time/parse-date.ts';
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
  const found = parseDate(words, { near });
  return found && found.problem === null && /\p{L}|\d{4}/u.test(words.slice(found.from, found.to)) ? [{ offset: start + found.from, date: found.iso }] : [];
};

const span = (node: RootContent): readonly [number, number] => [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];

/** Dates in headings and in the prose between items, in document order: `### Day 2: March 6, 2025`, "On 6 March the following happened:". */
export const readDateMarks = (reading: Reading, items: readonly Item[], near: string | null): DateMark[] => {
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last || !items.some(({ stamp }) => stamp.date === null)) return [];
  const owned = new Set(items.flatMap(({ nodes }) => nodes.map((node) => node.position?.start.offset)));
  const { text } = reading.document;
  return reading.outline.flatMap((entry): DateMark[] => {
    const [start, end] = entry.heading ? span(entry.heading) : [0, 0];
    if (start > last.start) return [];
    const heading = entry.heading && !owned.has(start) ? markIn(text, start, end, near) : [];
    if (!items.some((item) => item.start > end && entry.blocks.some((block) => span(block)[1] >= item.start && span(block)[0] <= item.start))) return heading;
    const prose = entry.blocks.flatMap((block) => (block.type === 'paragraph' && !owned.has(span(block)[0]) ? markIn(text, ...span(block), near) : []));
    return [...heading, ...prose];
  });
};

const fullMoment = /(\d{4}-\d\d-\d\d)[ T]{1,3}(\d{1,2}:\d\d)/g;

/** Dates that the document gives elsewhere to a clock, by clock: the summary dates what the timeline only times. */
export const readDatedClocks = (text: string): ReadonlyMap<string, string> => {
  const dates = new Map<string, string>();
  for (const [, date = '', clock = ''] of text.matchAll(fullMoment)) if (!dates.has(clock.padStart(5, '0'))) dates.set(clock.padStart(5, '0'), date);
  return dates;
};
