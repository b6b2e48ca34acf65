import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/document/engine.ts';
import { parseDocument } from '../../src/document/document.ts';
import { readRecord } from '../../src/document/read-record.ts';
import type { IncidentRecord } from '../../src/record/record.ts';
import { trackerSchema } from '../../src/trackers/formats/json.ts';
import { isOpen, trackedItems, type TrackedItem } from '../../src/trackers/item.ts';
import { TRACKER_NAMES, TRACKERS, type TrackerName } from '../../src/trackers/registry.ts';
import { decode } from '../../src/workspace/text-file.ts';
import { sharedFolder } from '../shared.ts';

const corpus = sharedFolder('corpus');
const TODAY = '2026-11-21';
const write = async (name: TrackerName, items: readonly TrackedItem[]): Promise<string> => (await TRACKERS[name].load())(items, { output: TRACKERS[name].file, version: '0.0.0' });

const facts = (path: string, line: number, title: string, owners: readonly string[], due: string | null): string => JSON.stringify([path, line, title, owners, due]);
const itemsOf = (list: readonly IncidentRecord[]): TrackedItem[] => trackedItems(list, TODAY, () => 'none');

describe.skipIf(corpus === null)('trackers of every real document', () => {
  const records: IncidentRecord[] = [];
  beforeAll(async () => {
    const engine = await loadEngine('satteri');
    const paths = readFileSync(join(corpus ?? '', 'INDEX.tsv'), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t')[0] ?? '');
    for (const path of paths) {
      const content = decode(readFileSync(join(corpus ?? '', path)));
      if (!('text' in content)) throw new Error(`${path} ${content.reason}`);
      records.push(readRecord(parseDocument(path, content.text, engine)));
    }
  });

  test('the items of the tracker are the items of the records', async () => {
    const written = trackerSchema.parse(JSON.parse(await write('json', itemsOf(records)))).items;
    const expected = records.flatMap((record) => record.actions.map((action) => facts(record.path, action.source.line, action.title, action.owners, action.due)));
    expect(expected.length).toBeGreaterThan(500);
    expect(written.map((item) => facts(item.incident.path, item.line, item.title, item.owners, item.due)).toSorted()).toEqual(expected.toSorted());
  });

  test.each(TRACKER_NAMES)('%s generated twice is the same', async (name) => {
    expect(await write(name, itemsOf(records))).toBe(await write(name, itemsOf(records.toReversed())));
  });

  // A calendar shows dates and no status.
  test.each(TRACKER_NAMES.filter((name) => name !== 'ics'))('%s differs in one line after one change of status', async (name) => {
    const items = itemsOf(records);
    const before = (await write(name, items)).split(/\r?\n/);
    const chosen = items.find((item) => isOpen(item) && item.owners.length > 0 && item.status === 'open');
    const after = (await write(name, items.map((item) => (item === chosen ? { ...item, status: 'in-progress' } : item)))).split(/\r?\n/);
    expect(after).toHaveLength(before.length);
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
  });
});
