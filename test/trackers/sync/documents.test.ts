import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/document/document.ts';
import { remarkEngine } from '../../../src/document/engines/remark.ts';
import { readRecord } from '../../../src/document/read-record.ts';
import { trackedItems } from '../../../src/trackers/item.ts';
import { fileStore, type DocumentEdit, type FailedEdit } from '../../../src/trackers/sync/documents.ts';
import { itemKeys, syncItems, type SyncItem } from '../../../src/trackers/sync/item.ts';
import { temporaryFolder } from '../../temporary.ts';

const recordOf = (text: string) => readRecord(parseDocument('one.md', text, remarkEngine));

const itemsOf = (text: string): SyncItem[] => {
  const record = recordOf(text);
  return syncItems([record], trackedItems([record], '2026-11-21', () => 'none'), (path) => path);
};

const TICKET: DocumentEdit = { field: 'ticket', from: '', to: '[acme/ops#12](https://github.com/acme/ops/issues/12)' };

/** Makes edits in the first item of a document, and gives the text and what could not be made. */
const written = (text: string, edits: readonly DocumentEdit[], item: SyncItem | undefined = itemsOf(text)[0]): { readonly text: string; readonly failed: readonly FailedEdit[] } => {
  if (item === undefined) throw new Error('no item');
  const folder = temporaryFolder({ 'one.md': text });
  const failed = fileStore(folder, remarkEngine, {}).write(item, edits);
  return { text: readFileSync(join(folder, 'one.md'), 'utf8'), failed };
};

const FORMS = {
  'a table': '## Action items\n\n| ID | Action | Ticket | Status |\n|---|:--|---|---|\n| AI-1 | Do it  |   | open |\n',
  'a table with Windows line ends': '## Action items\r\n\r\n| ID | Action | Ticket | Status |\r\n|---|---|---|---|\r\n| AI-1 | Do it | | open |\r\n\r\nMore\r\n',
  'a table without a Ticket column': '## Action items\n\n| Action | Owner |\n|---|---|\n| Do it | @mira |\n',
  'a task list': '## Action items\n\n- [ ] Do it (owner: @mira)\n- [ ] Do more\n',
  bullets: '## Action items\n\n* Do it\n* Do more\n',
  headings: '## Action items\n\n### Do it\n\n**Owner:** @mira\n\n### Do more\n',
} as const;

test.each(Object.entries(FORMS))('a ticket is written into %s, and is read back as the ticket', (_, text) => {
  const { text: after, failed } = written(text, [TICKET]);
  expect(failed).toEqual([]);
  const [item, ...others] = itemsOf(after);
  expect(item?.tickets).toEqual([{ text: 'acme/ops#12', url: 'https://github.com/acme/ops/issues/12' }]);
  expect(others.flatMap(({ tickets }) => tickets)).toEqual([]);
  expect(itemKeys(recordOf(after))).toEqual(itemKeys(recordOf(text)));
  expect(after.split(/\r?\n/).filter((line) => !text.split(/\r?\n/).includes(line)).length).toBeLessThanOrEqual(1);
});

test('a ticket stands beside the pull request that is there', () => {
  const { text } = written('## Action items\n\n| ID | Action | Ticket |\n|---|---|---|\n| AI-1 | Do it | [#7](https://github.com/acme/app/pull/7) |\n', [TICKET]);
  expect(text).toContain('| [#7](https://github.com/acme/app/pull/7), [acme/ops#12](https://github.com/acme/ops/issues/12) |');
});

test('what was changed or removed meanwhile is left alone, and the rest is written', () => {
  const text = '## Action items\n\n| ID | Action | Due | Status | Ticket |\n|---|---|---|---|---|\n| AI-1 | Do it | 2026-08-01 | open | |\n';
  const edits: readonly DocumentEdit[] = [{ field: 'due', from: '2026-03-26', to: '2026-05-01' }, { field: 'status', from: 'open', to: 'done' }];
  const { text: after, failed } = written(text, edits);
  expect(failed).toEqual([{ field: 'due', reason: 'the document says "2026-08-01" by now: run again' }]);
  expect(after).toContain('| 2026-08-01 | done |');
  const gone = written(text.replace('AI-1', 'AI-2'), edits, itemsOf(text)[0]);
  expect(gone.failed.map(({ reason }) => reason)).toEqual(Array(2).fill('the item is no longer in the document'));
});

test('an item without an id keeps its name when others come before it, and items of the same words have names of their own', () => {
  const before = itemKeys(recordOf('## Action items\n\n- Do it\n- Do more\n'));
  expect(itemKeys(recordOf('## Action items\n\n- New\n- Do it\n- do  MORE!\n')).slice(1)).toEqual(before);
  expect(new Set(itemKeys(recordOf('## Action items\n\n- Do it\n- Do it\n'))).size).toBe(2);
});
