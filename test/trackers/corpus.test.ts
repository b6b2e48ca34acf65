import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/document/engine.ts';
import { subjectOf } from '../../src/document/edit/open.ts';
import { planEdit } from '../../src/document/edit/plan-edit.ts';
import type { EditSubject } from '../../src/document/edit/subject.ts';
import type { IncidentRecord } from '../../src/record/record.ts';
import { trackerSchema } from '../../src/trackers/formats/json.ts';
import { trackedItems, type TrackedItem } from '../../src/trackers/item.ts';
import { TRACKER_NAMES, TRACKERS, type TrackerName } from '../../src/trackers/registry.ts';
import { decode } from '../../src/workspace/text-file.ts';
import { sharedFolder } from '../shared.ts';

const corpus = sharedFolder('corpus');
const TODAY = '2026-11-21';
const write = async (name: TrackerName, items: readonly TrackedItem[]): Promise<string> => (await TRACKERS[name].load())(items, { output: TRACKERS[name].file, version: '0.0.0' });

const facts = (path: string, line: number, title: string, owners: readonly string[], due: string | null): string => JSON.stringify([path, line, title, owners, due]);
const itemsOf = (list: readonly IncidentRecord[]): TrackedItem[] => trackedItems(list, TODAY, () => 'none');

/** How many lines of a file differ, where it keeps their number. */
const changedLines = async (name: TrackerName, before: readonly IncidentRecord[], after: readonly IncidentRecord[]): Promise<number> => {
  const [old, fresh] = [(await write(name, itemsOf(before))).split(/\r?\n/), (await write(name, itemsOf(after))).split(/\r?\n/)];
  expect(fresh).toHaveLength(old.length);
  return fresh.filter((line, index) => line !== old[index]).length;
};

describe.skipIf(corpus === null)('trackers of every real document', () => {
  const subjects: EditSubject[] = [];
  const records: IncidentRecord[] = [];
  beforeAll(async () => {
    const engine = await loadEngine('satteri');
    const paths = readFileSync(join(corpus ?? '', 'INDEX.tsv'), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t')[0] ?? '');
    for (const path of paths) {
      const content = decode(readFileSync(join(corpus ?? '', path)));
      if (!('text' in content)) throw new Error(`${path} ${content.reason}`);
      subjects.push(subjectOf(path, content.text, engine, {}));
    }
    records.push(...subjects.map(({ record }) => record));
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

  test('each file differs in one line after one status is changed in a document, whatever it becomes and in which form it stands', { timeout: 300_000 }, async () => {
    const statuses = ['done', 'in-progress', 'dropped'] as const;
    const open = subjects.flatMap((subject, at) => subject.record.actions.flatMap(({ status }, index) => (status === null || status === 'open' ? [{ subject, at, index }] : [])));
    const forms = new Map<string, number>();
    for (const [number, { subject, at, index }] of open.entries()) {
      if (number % 12 !== 0) continue;
      const status = statuses[number % statuses.length] ?? 'done';
      const { after } = planEdit(subject, { kind: 'set-action', index, field: 'status', value: status });
      const changed = records.with(at, after.record);
      const { due, form } = subject.record.actions[index] ?? {};
      expect(await changedLines('markdown', records, changed)).toBe(1);
      expect(await changedLines('ics', records, changed)).toBe(due === null || status === 'in-progress' ? 0 : 1);
      // These two give the line of each item in its document, which moves where the status needed a line of its own.
      if (after.document.lines.count !== subject.document.lines.count) continue;
      expect(await changedLines('csv', records, changed)).toBe(1);
      expect(await changedLines('json', records, changed)).toBe(1);
      forms.set(form ?? '', (forms.get(form ?? '') ?? 0) + 1);
    }
    expect([...forms.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(40);
    expect([...forms.keys()]).toEqual(expect.arrayContaining(['table', 'bullet', 'numbered', 'task']));
  });
});
