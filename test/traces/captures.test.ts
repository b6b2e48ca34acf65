import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTraces } from '../../src/traces/read.ts';
import { facetsOf } from './spans.ts';
import { sharedFolder } from '../shared.ts';

/**
 * Spans of each real capture, and how many of them tell a variable, with the attributes and columns that tell it: found by searching the files
 * for the names of the conventions, without this reader.
 */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, number | readonly [spans: number, from: string]>>>> = JSON.parse(readFileSync(join(import.meta.dirname, 'captures.json'), 'utf8'));

const expectedCounts = Object.fromEntries(
  Object.entries(EXPECTED).map(([file, row]) => [file, Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? value : value[0]]))]),
);

const countsOf = async (file: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  const reading = await readTraces(createReadStream(file), (span) => {
    for (const variable of new Set(Object.keys(facetsOf(span)).map((facet) => facet.replace(/\..*/, '')))) counts[variable] = (counts[variable] ?? 0) + 1;
  });
  return { spans: reading.spans, ...counts };
};

const folder = sharedFolder('traces');

describe.skipIf(folder === null)('real captures', () => {
  test('tell the variables that reading them tells', async () => {
    const path = folder ?? '';
    const files = readdirSync(path).filter((name) => name.endsWith('.json'));
    const found = await Promise.all(files.map(async (name) => [name, await countsOf(join(path, name))] as const));
    expect(Object.fromEntries(found)).toEqual(expectedCounts);
  });
});
