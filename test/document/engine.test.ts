import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { satteriEngine } from '../../src/document/engines/satteri.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { sharedFolder } from '../shared.ts';
import { EDGE_DOCUMENTS } from './edge-documents.ts';

const native = satteriEngine;

/** Plain data: the native engine's nodes are class instances with accessors. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const bothTrees = (text: string): readonly [unknown, unknown] => [plain(native.parse(text)), plain(remarkEngine.parse(text))];
const bothRecords = (text: string): readonly [unknown, unknown] => [
  readRecord(parseDocument('document.md', text, native)),
  readRecord(parseDocument('document.md', text, remarkEngine)),
];

describe('both engines give equal trees and equal records', () => {
  it.each(Object.entries(EDGE_DOCUMENTS))('%s', (_, text) => {
    const [tree, reference] = bothTrees(text);
    expect(tree).toEqual(reference);
    const [record, referenceRecord] = bothRecords(text);
    expect(record).toEqual(referenceRecord);
  });

  const corpus = sharedFolder('corpus');
  it.skipIf(corpus === null)('for every real document', { timeout: 120_000 }, () => {
    const files = globSync('*/*.{md,qmd,mdx,erb}', { cwd: corpus ?? '.' }).sort();
    expect(files.length).toBeGreaterThan(200);
    const different = files.filter((file) => {
      const text = readFileSync(join(corpus ?? '.', file), 'utf8');
      return !isDeepStrictEqual(...bothTrees(text)) || !isDeepStrictEqual(...bothRecords(text));
    });
    expect(different).toEqual([]);
  });
});
