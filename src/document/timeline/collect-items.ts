import type { Heading, List, Nodes, Paragraph, RootContent } from 'mdast';
import type { MarkdownDocument } from '../document.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { findZone } from '../time/zones.ts';
import type { Item } from './item.ts';
import { labelledStamp, openingStamp, type OpeningStamp } from './scan-line.ts';
import { tableItems } from './table-items.ts';

interface Place {
  readonly document: MarkdownDocument;
  readonly inTimeline: boolean;
  /** Zone that the heading of the part states. */
  readonly zone: string | null;
}

const startOf = (node: Nodes): number => node.position?.start.offset ?? 0;
const endOf = (node: Nodes): number => node.position?.end.offset ?? 0;

const lineEnd = (text: string, start: number, end: number): number => {
  const at = text.indexOf('\n', start);
  return at < 0 || at > end ? end : text[at - 1] === '\r' ? at - 1 : at;
};

const item = (place: Place, found: OpeningStamp, rest: Pick<Item, 'form' | 'start' | 'end' | 'textEnd' | 'nodes' | 'body'>): Item => ({
  ...rest,
  stamp: found.stamp,
  inTimeline: place.inTimeline,
  textStart: found.textStart,
  label: found.label,
  form: found.label === null ? rest.form : 'key-event',
  cells: null,
  zone: place.zone,
  bare: found.bare,
});

const opens = (place: Place, start: number, end: number): OpeningStamp | null => {
  const { text } = place.document;
  const lineStop = lineEnd(text, start, end);
  return openingStamp(text, start, lineStop) ?? labelledStamp(text, start, lineStop);
};

const hardBreak = /(?: {2,}|\\|<br\s*\/?>[ \t]*)$/i;
const opensWithDigits = /^[\s>*_`[({~≈]*\d/;

/** A paragraph is one event, or several where its lines open with times. */
const paragraphItems = (place: Place, node: Paragraph, form: 'paragraph' | 'bullet' | 'numbered', after: readonly Nodes[]): Item[] => {
  const { text } = place.document;
  const end = endOf(node);
  const items: Item[] = [];
  let lineStart = startOf(node);
  let previous = '';
  let first = true;
  while (lineStart < end) {
    const stop = lineEnd(text, lineStart, end);
    const line = text.slice(lineStart, stop);
    const listed = first || hardBreak.test(previous) || (items.length > 0 && opensWithDigits.test(line));
    const found = listed ? opens(place, lineStart, stop) : null;
    if (found) items.push(item(place, found, { form, start: lineStart, end, textEnd: end, nodes: [node], body: after }));
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

const listItems = (place: Place, list: List): Item[] =>
  list.children.flatMap((child): Item[] => {
    const [first, ...rest] = child.children;
    const items: Item[] = [];
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
      return listItems(place, block);
    case 'table':
      return tableItems(place.document, block, place.inTimeline);
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
  const closing = /[\s#]*$/.exec(place.document.text.slice(found.stamp.end, endOf(last)))?.[0].length ?? 0;
  const textEnd = endOf(last);
  return [item(place, { ...found, bare: found.bare || found.textStart >= textEnd - closing }, { form: 'heading', start: startOf(heading), end, textEnd, nodes: [heading], body: blocks })];
};

/** Sections whose dates and times are about something else. */
const elsewhere: ReadonlySet<string> = new Set(['actions', 'signals', 'llm_variables', 'five_whys', 'decisions', 'supporting', 'lessons', 'went_well', 'went_poorly', 'lucky']);

const within = (reading: Reading, names: (name: string) => boolean): ((offset: number) => boolean) => {
  const spans = reading.sections.filter(({ section }) => names(section.name)).map(({ section }) => [section.source.start, section.contentSource.end] as const);
  return (offset) => spans.some(([start, end]) => offset >= start && offset < end);
};

/** Items outside a timeline count where they are an account of their own: several, most of them with a clock. */
const isAccount = (items: readonly Item[]): boolean => items.length >= 3 && items.filter(({ stamp }) => stamp.clock !== null).length * 3 >= items.length * 2;

const outsideItems = (items: readonly Item[], blocks: readonly RootContent[]): Item[] => {
  const labelled = items.filter(({ form, stamp }) => form === 'key-event' && stamp.clock !== null);
  const tables = blocks.some(({ type }) => type === 'table') ? items.filter(({ form }) => form === 'table') : [];
  const listed = items.filter(({ form }) => form === 'bullet' || form === 'numbered' || form === 'paragraph');
  const kept = new Set([...labelled, ...(isAccount(tables) ? tables : []), ...(isAccount(listed) ? listed : [])]);
  return items.filter((entry) => kept.has(entry));
};

/**
 * Every place of the document that opens with a time stamp and belongs to the chronological account: all of them in a timeline, and
 * outside it headings that are times, labelled key events, and lists or tables that are accounts themselves. In document order.
 */
export const collectItems = (reading: Reading): Item[] => {
  const inTimeline = within(reading, (name) => name === 'timeline');
  const foreign = within(reading, (name) => elsewhere.has(name));
  const { document } = reading;
  let zone: string | null = null;
  return reading.outline.flatMap((entry: OutlineEntry, index): Item[] => {
    const at = entry.heading ? startOf(entry.heading) : 0;
    const headed = inTimeline(at);
    if (entry.heading) zone = findZone(entry.title)?.zone ?? (headed ? zone : null);
    const items: Item[] = [];
    if (entry.heading && !(index <= 1 && entry.depth === 1) && !foreign(at)) {
      const place = { document, inTimeline: headed, zone };
      items.push(...headingItem(place, entry.heading, entry.blocks).filter(({ stamp, bare }) => headed || (bare && stamp.clock !== null)));
    }
    const timed = items.length > 0;
    let open: RootContent[] = [];
    const outside: Item[] = [];
    const outsideBlocks: RootContent[] = [];
    entry.blocks.forEach((block, position) => {
      const inside = inTimeline(startOf(block)) || timed;
      if (!inside && foreign(startOf(block))) return;
      const place = { document, inTimeline: inside, zone: inside ? zone : null };
      open = entry.blocks.slice(position + 1, position + 3);
      const found = blockItems(place, block, open);
      if (inside) items.push(...found);
      else {
        outside.push(...found);
        outsideBlocks.push(block);
      }
    });
    items.push(...outsideItems(outside, outsideBlocks));
    return items.sort((a, b) => a.stamp.start - b.stamp.start);
  });
};
