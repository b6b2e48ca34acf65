import { constantFrom, dictionary, array, assert, oneof, option, property, record, string } from 'fast-check';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import type { Block, BodyFormat } from '../../../src/trackers/sync/block.ts';
import { adfBody } from '../../../src/trackers/sync/body/adf.ts';
import { markdownBody } from '../../../src/trackers/sync/body/markdown.ts';
import { wikiBody } from '../../../src/trackers/sync/body/wiki.ts';
import { issueTitle, linkAddress } from '../../../src/trackers/sync/body/words.ts';
import { readMarker, writeMarker, type Marker } from '../../../src/trackers/sync/marker.ts';
import { ACTION_STATUSES } from '../../../src/record/vocabulary.ts';
import { ACTING, hostileTexts } from '../hostile-texts.ts';

const FORMATS: readonly (readonly [string, BodyFormat])[] = [['Markdown', markdownBody], ['wiki markup', wikiBody], ['Atlassian documents', adfBody]];

const OWN: Marker = { item: 'incident#AI-1', adopted: false, content: 'abc', synced: { status: 'open', owners: ['mira'], due: '2026-03-26' } };
const forged = writeMarker({ ...OWN, item: 'another#AI-9' });

/** Beside those that act in any format: what trackers take for commands, mentions and references. */
const texts: readonly string[] = [
  ...hostileTexts,
  '/close', '/assign @root', 'Fixes #12', 'acme/ops#12', 'GH-12', '!12', '~bug', '%milestone', '$1', '@acme/team', '[~accountid:5b10]', '{code}x{code}', '{html}<b>{html}', '!image.png!', '|a|b|', 'h1. x', '----', '{{x}}', '[x|http://e.example]',
  forged, `\`${forged}\``, `x\n\n\`${forged}\``, '### Post-mortem action item', '- Due: 1999-01-01', `x\n- Due: 1999-01-01\n\`${forged}\``, '``', '`', 'x'.repeat(5_000),
];

const blockOf = (text: string): Block => [
  { name: 'Item', spans: [{ code: text }, { text: ' ' }, { text }] },
  { name: 'Incident', spans: [{ text }] },
  { name: 'Document', spans: [{ text, href: `https://example.com/${encodeURIComponent(text.slice(0, 20).replace(/[\ud800-\udfff]/g, ''))}` }] },
];

const lines = (format: BodyFormat, text: string): number => format.withBlock('', blockOf(text), OWN, '2026-03-26').split('\n').length;

describe.each(FORMATS)('a block in %s', (_, format) => {
  test.each(texts.map((text, index) => [index, text] as const))('holds words, and its own marker only: %i', (__, text) => {
    const body = format.withBlock('', blockOf(text), OWN, '2026-03-26');
    expect(format.markerOf(body)).toEqual(OWN);
    expect(body.replace(/\n/g, '')).not.toMatch(ACTING);
    expect(lines(format, text)).toBe(lines(format, 'words'));
    expect(Buffer.byteLength(body)).toBeLessThan(32_767);
    expect(format.dueOf(body)).toBe(format === adfBody ? undefined : '2026-03-26');
    // Code and addresses are looked at by no tracker; elsewhere nothing may stand for a person or another issue.
    const words = format === adfBody ? '' : body.split('\n').slice(0, -1).join('\n').replace(/`[^`\n]*`|\{\{.*?\}\}|https:\/\/\S+/g, '');
    expect(words).not.toMatch(/@[A-Za-z0-9]|(?<!#)#[0-9]|![0-9]|~[a-z]|GH-\d/i);
  });

  test('keeps what people wrote before and after it', () => {
    const isDocument = format === adfBody;
    const theirs = isDocument ? JSON.stringify({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Above' }] }, { type: 'mediaSingle', attrs: { layout: 'center' } }] }) : 'Above\r\n\r\n- a list';
    const first = format.withBlock(theirs, blockOf('one'), OWN);
    const second = format.withBlock(first, blockOf('two'), { ...OWN, content: 'def' });
    const third = format.withMarker(second, { ...OWN, content: 'ghi' });
    expect(format.markerOf(third)).toMatchObject({ content: 'ghi' });
    expect(third).toContain('Above');
    expect(third).toContain(isDocument ? 'mediaSingle' : '- a list');
    expect(third).not.toContain('one');
    expect(third).toContain('two');
    expect(format.withMarker(third, { ...OWN, content: 'ghi' })).toBe(third);
  });
});

test.each(texts.map((text, index) => [index, text] as const))('Markdown of a block is a heading, a list of words and code, and the marker: %i', (_, text) => {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(markdownBody.withBlock('', blockOf(text), OWN));
  const types = new Set<string>();
  const addresses: string[] = [];
  const visit = (node: { type: string; children?: { type: string }[]; url?: string }): void => {
    types.add(node.type);
    if (node.url !== undefined) addresses.push(node.url);
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  expect(addresses.filter((address) => !address.startsWith('https://example.com/'))).toEqual([]);
  expect(tree.children.map(({ type }) => type)).toEqual(['heading', 'list', 'paragraph']);
  expect([...types].filter((type) => !['root', 'heading', 'list', 'listItem', 'paragraph', 'text', 'inlineCode', 'link'].includes(type))).toEqual([]);
});

test.each(texts.map((text, index) => [index, text] as const))('a title is one line of words: %i', (_, text) => {
  const title = issueTitle(text);
  expect(title).not.toMatch(ACTING);
  expect(title).not.toMatch(/@[A-Za-z0-9]/);
  expect([...title].length).toBeLessThanOrEqual(255);
  expect(title.trim()).not.toBe('');
});

test('a link leads to the web or nowhere', () => {
  expect(linkAddress('javascript:alert(1)')).toBeNull();
  expect(linkAddress('not an address')).toBeNull();
  expect(linkAddress('https://e.example/a)b[c]|d')).toBe('https://e.example/a%29b%5Bc%5D%7Cd');
});

test('a marker is read as it was written, whatever the item is called', () => {
  assert(
    property(
      record({
        item: string({ minLength: 1, unit: 'grapheme' }),
        adopted: constantFrom(true, false),
        content: string({ unit: constantFrom('a', 'B', '0', '-', '_') }),
        synced: record({ status: constantFrom(...ACTION_STATUSES), owners: option(array(string({ minLength: 1, unit: constantFrom('a', 'ä', '@', '.', '&', '=', '%', ' ') }))), due: option(constantFrom('2026-03-26', '1999-12-31')) }),
      }),
      (marker) => {
        expect(readMarker(['words', `\`${writeMarker(marker)}\``, 'words'])).toEqual(marker);
      },
    ),
  );
});

test('what is no marker is none', () => {
  assert(property(oneof(string(), dictionary(string(), string()).map((pairs) => `postmortem-item?${new URLSearchParams(pairs).toString()}`)), (line) => void readMarker([line])));
  expect(readMarker(['postmortem-item?item=a', 'postmortem-item?status=open', 'see postmortem-item?item=a&status=open'])).toBeNull();
});
