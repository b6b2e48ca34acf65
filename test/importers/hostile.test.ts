import { assert, asyncProperty, constantFrom, nat, string, uint8Array } from 'fast-check';
import type { Nodes } from 'mdast';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tableOf } from '../../src/cli/imports/print.ts';
import { parseDocument } from '../../src/document/document.ts';
import { ENGINES, loadEngine } from '../../src/document/engine.ts';
import { readText } from '../../src/document/read-record.ts';
import { cleanEntries, cleanEntry } from '../../src/editor/import/clean.ts';
import { fold } from '../../src/importers/fold.ts';
import { entryOf, type SourceFile } from '../../src/importers/importer.ts';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { UserError } from '../../src/record/errors.ts';
import { lettersOf } from '../../src/record/letters.ts';
import { HOSTILE } from './hostile.ts';
import { FIXTURES, fileOf, readFiles } from './read.ts';

const engine = await loadEngine();

/** Text that a person wrote: it has a blank between words. Times, ids and addresses have none that matters. */
const isProse = (value: string): boolean => / /.test(value) && !/^\d{4}-\d\d-\d\d /.test(value);

const poisoned = (value: unknown): unknown => {
  if (typeof value === 'string') return isProse(value) ? `${value} ${HOSTILE}` : value;
  if (Array.isArray(value)) return value.map(poisoned);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poisoned(item)])) : value;
};

const oneLine = HOSTILE.replaceAll('\u0000', '').replace(/[\r\n]/g, ' ');

const read = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');

const json = (name: string): string => JSON.stringify(poisoned(JSON.parse(read(name))));
const lines = (name: string): string => read(name).split('\n').map((line) => (line.trim() === '' ? line : JSON.stringify(poisoned(JSON.parse(line))))).join('\n');

/** The fixture of an importer in which every text of a person is hostile. */
const hostileFixture = (importer: string): SourceFile[] => {
  switch (importer) {
    case 'slack':
      return [fileOf('users.json', json('slack/users.json')), fileOf('channels.json', read('slack/channels.json')), fileOf('inc-2041/2026-04-25.json', json('slack/inc-2041/2026-04-25.json'))];
    case 'incident-io':
    case 'alertmanager':
      return [fileOf('x', lines(`${importer}.json`))];
    case 'firehydrant':
      return [fileOf('x', JSON.stringify(poisoned(JSON.parse(`[${read('firehydrant.json').replace(/\}\n\{"id": "inc/, '},{"id": "inc')}]`))))];
    case 'journald':
      return [fileOf('x', lines('journald.jsonl'))];
    case 'git-log':
      return [fileOf('x', read('git-log.tsv').replaceAll('\tJon Iversen\t', `\tJon ${oneLine}\t${oneLine} `))];
    case 'logs':
      return [fileOf('app|`@x.log', read('app.log').replaceAll('\n', ` ${oneLine}\n`))];
    case 'csv':
      return [fileOf('x.csv', read('events.csv').replaceAll('Pager fires', `"Pager ${HOSTILE.replaceAll('"', '""').replaceAll('\u0000', '')}"`))];
    default:
      return [fileOf('x', json(`${importer}.json`))];
  }
};

const nodesIn = (node: Nodes): Nodes[] => [node, ...('children' in node ? (node.children as Nodes[]).flatMap(nodesIn) : [])];

const HARMLESS = new Set(['root', 'table', 'tableRow', 'tableCell', 'text', 'inlineCode', 'link']);

describe('hostile texts', () => {
  test.each(IMPORTERS.map(({ name }) => name))('%s: nothing in them acts in the table that is printed', async (name) => {
    const { entries } = await readFiles(name, hostileFixture(name));
    const clean = await cleanEntries(fold(entries).entries);
    expect(clean.some(({ text }) => text.includes('red <U+202E>live') || text.includes('red <U+FFFD>'))).toBe(true);
    const table = tableOf(clean, 'UTC');
    expect(table).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}](?<!\n)/u);
    const addresses = new Set(clean.flatMap(({ evidence }) => evidence.flatMap(({ url }) => (url === null ? [] : [url]))));
    for (const known of ENGINES) {
      const { tree } = parseDocument('x.md', table, await loadEngine(known));
      const nodes = nodesIn(tree);
      expect([...new Set(nodes.map(({ type }) => type))].filter((type) => !HARMLESS.has(type))).toEqual([]);
      expect(nodes.filter((node) => node.type === 'link').map((node) => node.url).filter((url) => !addresses.has(url))).toEqual([]);
      expect(nodes.filter(({ type }) => type === 'tableRow')).toHaveLength(clean.length + 1);
    }
    const { record } = readText('x.md', `## Timeline\n\n${table}`, engine);
    expect(record.timeline.map(({ text }) => lettersOf(text))).toEqual(clean.map(({ text }) => lettersOf(text)));
  });

  test('a text that is very long is cut between words, and a secret in it is gone', async () => {
    const token = `ghp_${'aB3dE6gH1jK4mN7pQ0sT2vW5yZ8bC1dF3gH5'}`;
    const entry = entryOf({ at: 0, text: `POST /repos token=${token} ${'word '.repeat(50_000)}`, kind: 'log', source: 'logs', id: '1', evidence: [{ label: 'log', url: `https://logs.example/?t=${token}` }] });
    const clean = await cleanEntry({ ...entry, folded: [] });
    expect(clean.text).toMatch(/^POST \/repos token=\[REDACTED\] word .*word…$/);
    expect(clean.text.length).toBeLessThanOrEqual(280);
    expect(clean.secrets).toHaveLength(1);
    expect(clean.evidence).toEqual([]);
    expect(JSON.stringify({ ...clean, source: null })).not.toContain(token);
  });

  test('an address that is none, runs code or holds a password is no link', async () => {
    const urls = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', 'https://me:pw@host.example/x', 'https://host.example/a b|c(d)`e`<f>[g]'];
    const entry = entryOf({ at: 0, text: 'x', kind: 'log', source: 'logs', id: '1', evidence: urls.map((url) => ({ label: 'it', url })) });
    expect((await cleanEntry({ ...entry, folded: [] })).evidence.map(({ url }) => url)).toEqual(['https://host.example/x', 'https://host.example/a%20b%7Cc%28d%29%60e%60%3Cf%3E%5Bg%5D']);
  });
});

/** Reads what may be nothing; a complaint that is meant for a user is an answer. */
const consume = async (name: string, content: Uint8Array | string): Promise<void> => {
  try {
    await readFiles(name, [fileOf('x', content)]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
};

describe('any bytes', () => {
  const names = constantFrom(...IMPORTERS.map(({ name }) => name));

  test('are read without a crash', async () => {
    for (const { name } of IMPORTERS) for (const content of ['', '\u0000', '[', '{}', '[[[]]]', '{"a":', 'null', '"', '[{"ts":"1","type":{}}]', '{"items":[null,1,[]]}', '\uFEFF[]']) await consume(name, content);
    await assert(asyncProperty(names, uint8Array({ maxLength: 400 }), async (name, bytes) => consume(name, bytes)), { numRuns: 200 });
  });

  test('and so are exports in which bytes were changed', async () => {
    const contents = new Map(IMPORTERS.map(({ name }) => [name, fixtureOf(name)]));
    await assert(
      asyncProperty(names, nat(), nat(), string({ maxLength: 6 }), async (name, at, length, put) => {
        const content = contents.get(name) ?? '';
        const start = at % Math.max(1, content.length);
        await consume(name, content.slice(0, start) + put + content.slice(start + (length % 40)));
      }),
      { numRuns: 300 },
    );
  });

  test('any text is shown by the Markdown that is made of it, and does nothing else', async () => {
    await assert(
      asyncProperty(string({ unit: 'binary', maxLength: 60 }), string({ unit: constantFrom(...'ab1 @#:/.<>[]()!*_~`|\\&-=+{}$\n'), maxLength: 40 }), async (any, marks) => {
        const clean = await cleanEntry({ ...entryOf({ at: 0, text: `${marks}${any}${marks}`, kind: 'log', source: 'logs', id: '1' }), folded: [] });
        const nodes = nodesIn(parseDocument('x.md', tableOf([clean], 'UTC'), engine).tree);
        expect(nodes.map(({ type }) => type).filter((type) => !HARMLESS.has(type) || type === 'link')).toEqual([]);
        expect(nodes.filter(({ type }) => type === 'tableRow')).toHaveLength(2);
        const cell = nodes.filter((node) => node.type === 'tableCell')[7];
        expect(lettersOf(cell === undefined ? '' : nodesIn(cell).map((node) => ('value' in node ? node.value : '')).join(''))).toBe(lettersOf(clean.text));
      }),
      { numRuns: 200 },
    );
  });
});

const fixtureOf = (name: string): string => {
  for (const ending of ['.json', '.jsonl', '.tsv', '.csv']) {
    const path = join(FIXTURES, `${name}${ending}`);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return readFileSync(path, 'utf8');
  }
  return readFileSync(join(FIXTURES, name === 'logs' ? 'app.log' : name === 'csv' ? 'events.csv' : 'slack/inc-2041/2026-04-25.json'), 'utf8');
};
