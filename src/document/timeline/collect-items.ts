import type { Heading, List, ListItem, Nodes, Paragraph, RootContent } from 'mdast';
import type { MarkdownDocument } from '../document.ts';
import type { Reading } from '../reading.ts';
import { findZone } from '../time/zones.ts';
import { isFieldBlock, type Item } from './item.ts';
import { labelledStamp, openingStamp, type OpeningStamp } from './scan-line.ts';
import { tableItems } from './table-items.ts';

interface Place {
  readonly document: MarkdownDocument;
  readonly inTimeline: (offset: number) => boolean;
  /** Zone that the heading of the part states. */
  readonly zone: string | null;
  readonly container: number;
}

const startOf = (node: Nodes): number => node.position?.start.offset ?? 0;
const endOf = (node: Nodes): number => node.position?.end.offset ?? 0;

const lineEnd = (text: string, start: number, end: number): number => {
  const at = text.indexOf('\n', start);
  return at < 0 || at > end ? end : text[at - 1] === '\r' ? at - 1 : at;
};

const item = (place: Place, found: OpeningStamp, { form, start, end, textEnd, nodes, body }: Pick<Item, 'form' | 'start' | 'end' | 'textEnd' | 'nodes' | 'body'>): Item => ({
  stamp: found.stamp,
  form: found.label === null ? form : 'key-event',
  inTimeline: place.inTimeline(start),
  start,
  end,
  container: form === 'heading' ? -1 : place.container,
  textStart: found.textStart,
  textEnd,
  nodes,
  body,
  label: found.label,
  cells: null,
  zone: place.zone,
  bare: found.bare,
});

const opens = (place: Place, start: number, end: number): OpeningStamp | null => {
  const { text } = place.document;
  const lineStop = lineEnd(text, start, end);
  return openingStamp(text, start, lineStop) ?? labelledStamp(text, start, lineStop, place.inTimeline(start));
};

const hardBreak = /(?: {2}|\\|<br\s{0,3}\/?>[ \t]?)$/i;
const opensWithDigits = /^[\s>*_`[({~≈]*\d/;

/** A sentence that a line of its paragraph breaks before a date: `restored on` and `2026-05-16 was lost again`. */
const runsFrom = (opening: Item | undefined, { stamp }: OpeningStamp, previous: string, words: string): boolean =>
  stamp.clock === null && opening !== undefined && opening.stamp.clock !== null && !/[.!?:;。)\]|*]\s*$/.test(previous) && /^\p{Ll}/u.test(words);

/** A paragraph is one event, or several where its lines open with times. */
const paragraphItems = (place: Place, node: Paragraph, form: 'paragraph' | 'bullet' | 'numbered', after: readonly Nodes[]): Item[] => {
  const { text } = place.document;
  const end = endOf(node);
  const items: Item[] = [];
  let lineStart = startOf(node);
  let previous = '';
  let first = true;
  const fields = isFieldBlock(text.slice(lineStart, end));
  while (lineStart < end) {
    const stop = lineEnd(text, lineStart, end);
    const line = text.slice(lineStart, stop);
    const soft = !first && !fields && !hardBreak.test(previous.slice(-12));
    const listed = !soft || (items.length > 0 && opensWithDigits.test(line));
    const found = listed ? opens(place, lineStart, stop) : null;
    if (found && !(soft && runsFrom(items[0], found, previous, text.slice(found.textStart, stop)))) items.push(item(place, found, { form, start: lineStart, end, textEnd: end, nodes: [node], body: after }));
    previous = line;
    lineStart = text.indexOf('\n', stop) + 1;
    if (lineStart === 0) break;
    first = false;
  }
  return items.map((entry, index) => {
    const next = items[index + 1];
    return next ? { ...entry, end: next.start, textEnd: next.start, body: [] } : entry;
  });
};

/** `3. März, 14:05` is no third item: Markdown takes the day for the number of a list. */
const dateWithNumber = (place: Place, child: ListItem): Item[] => {
  const [first] = child.children;
  if (first?.type !== 'paragraph') return [];
  const { text } = place.document;
  const stop = lineEnd(text, startOf(child), endOf(first));
  const found = openingStamp(text, startOf(child), stop);
  const inside = openingStamp(text, startOf(first), stop);
  if (!found || found.stamp.date?.day == null || found.stamp.start !== startOf(child) || inside?.stamp.date?.day != null) return [];
  return [item(place, found, { form: 'bullet', start: startOf(child), end: endOf(child), textEnd: endOf(first), nodes: [first], body: [] })];
};

const listItems = (place: Place, list: List): Item[] =>
  list.children.flatMap((child): Item[] => {
    const [first, ...rest] = child.children;
    const items: Item[] = [];
    const numberedDate = list.ordered ? dateWithNumber(place, child) : [];
    if (numberedDate.length > 0) return [...numberedDate, ...rest.flatMap((node) => blockItems(place, node as RootContent, []))];
    if (first?.type === 'paragraph') {
      const own = paragraphItems(place, first, list.ordered ? 'numbered' : 'bullet', rest.filter((node) => node.type !== 'list'));
      items.push(...own.map((entry, index) => (index === own.length - 1 ? { ...entry, start: index === 0 ? startOf(child) : entry.start, end: endOf(child) } : entry)));
    }
    const inner = first?.type === 'paragraph' ? rest : child.children;
    for (const node of inner) items.push(...blockItems(place, node as RootContent, []));
    return items;
  });

const blockItems = (place: Place, block: RootContent, after: readonly RootContent[]): Item[] => {
  switch (block.type) {
    case 'paragraph':
      return paragraphItems(place, block, 'paragraph', after);
    case 'list':
      return listItems({ ...place, container: startOf(block) }, block);
    case 'table':
      return tableItems(place.document, block, place.inTimeline(startOf(block)));
    case 'blockquote':
      return block.children.flatMap((child) => blockItems(place, child as RootContent, []));
    default:
      return [];
  }
};

const headingItem = (place: Place, heading: Heading, blocks: readonly RootContent[]): Item[] => {
  const first = heading.children[0];
  const last = heading.children.at(-1);
  if (!first || !last) return [];
  const found = openingStamp(place.document.text, startOf(first), endOf(last));
  if (!found) return [];
  const end = blocks.length > 0 ? endOf(blocks.at(-1) as RootContent) : endOf(heading);
  const textEnd = endOf(last);
  return [item(place, found, { form: 'heading', start: startOf(heading), end, textEnd, nodes: [heading], body: blocks })];
};

/** Sections whose dates and times are about something else. */
const elsewhere: ReadonlySet<string> = new Set(['actions', 'signals', 'llm_variables', 'five_whys', 'decisions', 'supporting', 'lessons', 'went_well', 'went_poorly', 'lucky']);

const within = (reading: Reading, names: (name: string) => boolean): ((offset: number) => boolean) => {
  const spans = reading.sections.filter(({ section }) => names(section.name)).map(({ section }) => [section.source.start, section.contentSource.end] as const);
  return (offset) => spans.some(([start, end]) => offset >= start && offset < end);
};

/** Items outside a timeline count where they are an account of their own: several, most of them with a clock. */
const isAccount = (items: readonly Item[]): boolean => items.length >= 3 && items.filter(({ stamp }) => stamp.clock !== null).length * 3 >= items.length * 2;

/** Labels of the incident's turns with their times; a lone date is one only beside others. */
const isKeyEvent = (item: Item, _index: number, items: readonly Item[]): boolean =>
  item.form === 'key-event' && (item.stamp.clock !== null || items.some((other) => other !== item && other.form === 'key-event' && other.stamp.clock !== null));

const outsideItems = (items: readonly Item[]): ReadonlySet<Item> => {
  const tables = items.filter(({ form }) => form === 'table');
  const listed = items.filter(({ form }) => form === 'bullet' || form === 'numbered' || form === 'paragraph');
  return new Set([...items.filter(isKeyEvent), ...(isAccount(tables) ? tables : []), ...(isAccount(listed) ? listed : [])]);
};

/**
 * Every place of the document that opens with a time stamp and belongs to the chronological account: all of them in a timeline, and
 * outside it headings that are times, labelled key events, and lists or tables that are accounts themselves. In document order.
 */
export const collectItems = (reading: Reading): Item[] => {
  const inTimeline = within(reading, (name) => name === 'timeline');
  const foreign = within(reading, (name) => elsewhere.has(name));
  let zone: string | null = null;
  return reading.outline.flatMap((entry, index): Item[] => {
    const at = entry.heading ? startOf(entry.heading) : 0;
    if (entry.heading) zone = findZone(entry.title)?.zone ?? (inTimeline(at) ? zone : null);
    const place: Place = { document: reading.document, inTimeline, zone, container: at };
    const isTitle = index <= 1 && entry.depth === 1;
    const headings = entry.heading && !isTitle && !foreign(at) ? headingItem(place, entry.heading, entry.blocks) : [];
    const timed = headings.filter((item) => item.inTimeline || (item.bare && item.stamp.clock !== null));
    const under: Place = timed.length > 0 ? { ...place, inTimeline: () => true } : place;
    const found = entry.blocks
      .flatMap((block, position) => (!under.inTimeline(startOf(block)) && foreign(startOf(block)) ? [] : blockItems(under, block, entry.blocks.slice(position + 1, position + 3))))
      .filter((item) => item.inTimeline || !foreign(item.start));
    const kept = outsideItems(found.filter((item) => !item.inTimeline));
    return [...timed, ...found.filter((item) => item.inTimeline || kept.has(item))];
  });
};
