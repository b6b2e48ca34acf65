import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { trackerSchema } from '../../src/trackers/formats/json.ts';
import { TRACKER_NAMES, TRACKERS } from '../../src/trackers/registry.ts';
import { ACTING, hostileTexts } from './hostile-texts.ts';
import { item, itemOf } from './item.ts';

const context = { output: 'ACTIONS.md', version: '0.0.0' };

describe.each(TRACKER_NAMES)('%s', (name) => {
  test.each(hostileTexts.map((text, index) => [index, text] as const))('is not led astray by hostile text %i', async (_, text) => {
    const tracker = await TRACKERS[name].load();
    const output = tracker([itemOf(text)], context);
    expect(output.replace(/\r\n|\n/g, '')).not.toMatch(ACTING);
  });

  test('says the same of the same items, whatever their order', async () => {
    const tracker = await TRACKERS[name].load();
    const items = [item(), item({ id: 'a#AI-1', status: 'done' }), item({ id: 'b#AI-1', due: null, owners: [] })];
    expect(tracker(items.toReversed(), context)).toBe(tracker(items, context));
  });

  test('changes one line when one status changes from open to in-progress', async () => {
    const tracker = await TRACKERS[name].load();
    const items = [item(), item({ id: 'a#AI-1' }), item({ id: 'b#AI-1' })];
    const before = tracker(items, context).split(/\r?\n/);
    const after = tracker(items.map((one) => (one.id === 'a#AI-1' ? { ...one, status: 'in-progress' as const } : one)), context).split(/\r?\n/);
    expect(after).toHaveLength(before.length);
    expect(after.filter((line, index) => line !== before[index]).length).toBeLessThanOrEqual(1);
  });
});

describe('csv', () => {
  test.each(hostileTexts.map((text, index) => [index, text] as const))('keeps its shape and runs no formula: %i', async (_, text) => {
    const csv = (await TRACKERS.csv.load())([itemOf(text, { id: text, due: text }), item()], context);
    const rows = parse(csv) as string[][];
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.flat().filter((cell) => /^\s*[=+\-@|%]/.test(cell))).toEqual([]);
  });
});

describe('ics', () => {
  test.each(hostileTexts.map((text, index) => [index, text] as const))('is read by a calendar as one event: %i', async (_, text) => {
    const calendar = (await TRACKERS.ics.load())([itemOf(text), itemOf(text, { due: text })], context);
    const component = new ICAL.Component(ICAL.parse(calendar) as [string, unknown[], unknown[]]);
    const events = component.getAllSubcomponents('vevent');
    expect(events).toHaveLength(1);
    expect(events[0]?.getAllProperties().map((property) => property.name).sort()).toEqual(['categories', 'description', 'dtend', 'dtstamp', 'dtstart', 'status', 'summary', 'transp', 'uid']);
    expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  test('cancels what is settled, and leaves out what has no date', async () => {
    const ics = await TRACKERS.ics.load();
    const statuses = (['open', 'in-progress', 'proposed', 'done', 'verified', 'dropped'] as const).map((status) => /STATUS:\w+/.exec(ics([item({ status })], context))?.[0]);
    expect(statuses).toEqual(['STATUS:CONFIRMED', 'STATUS:CONFIRMED', 'STATUS:CONFIRMED', 'STATUS:CANCELLED', 'STATUS:CANCELLED', 'STATUS:CANCELLED']);
    expect(ics([item({ due: null }), item({ due: '2026-02-31x' })], context)).not.toContain('VEVENT');
  });
});

const tags = (page: string): string[] => page.match(/<[^>]*>/g) ?? [];

describe('html', () => {
  test.each(hostileTexts.map((text, index) => [index, text] as const))('holds text, no markup, of %i', async (_, text) => {
    const html = await TRACKERS.html.load();
    const page = (value: string): string[] => tags(html([itemOf(value), itemOf(value, { status: 'done', due: value })], context)).map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(page(text)).toEqual(page('x'));
  });
});

/** Kinds of nodes that a Markdown text holds, but for words and code, and where its links lead. */
const nodesOf = (text: string): string[] => {
  const kinds: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'link') kinds.push(/^postmortems\/[^:?#()<>\s]*$/.test(node.url) ? 'link to a document' : `link to ${node.url}`);
    else if (node.type !== 'text' && node.type !== 'inlineCode') kinds.push(node.type);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(unified().use(remarkParse).use(remarkGfm).parse(text));
  return kinds;
};

describe('markdown', () => {
  test.each(hostileTexts.map((text, index) => [index, text] as const))('holds words, no markup, of %i', async (_, text) => {
    const markdown = await TRACKERS.markdown.load();
    const page = (value: string): string => markdown([itemOf(value), itemOf(value, { status: 'done' })], context);
    expect(nodesOf(page(text))).toEqual(nodesOf(page('x')));
  });
});

test('json is of the published shape', async () => {
  const json: unknown = JSON.parse((await TRACKERS.json.load())([item({ title: '\u001b[31m' })], context));
  expect(trackerSchema.parse(json).items[0]?.title).toBe('\u001b[31m');
});
