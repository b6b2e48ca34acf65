import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentHistory } from '../../src/workspace/document-history.ts';
import { nodeHost } from '../../src/workspace/node-host.ts';
import { commitOn, git, temporaryFolder, writeFiles } from '../temporary.ts';

const host = nodeHost();
const LONG = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');

const repository = (): string => {
  const folder = temporaryFolder();
  git(folder, 'init', '-q', '-b', 'main');
  return folder;
};

const read = async (folder: string, paths: readonly string[], since: string | null = null) =>
  Object.fromEntries([...(await documentHistory(host, folder, new Set(paths), since))].map(([path, versions]) => [path, versions.map(({ date, text }) => `${date} ${text.replace(LONG, '')}`)]));

test('the versions of a document, newest first, through a rename, odd names and other files', async () => {
  const folder = repository();
  writeFiles(folder, { 'docs/old name.md': `${LONG}one`, 'docs/ünïcode "q".md': 'a', 'other/x.md': 'x' });
  commitOn(folder, '2026-01-01');
  writeFiles(folder, { 'docs/old name.md': `${LONG}two` });
  commitOn(folder, '2026-02-01');
  renameSync(join(folder, 'docs/old name.md'), join(folder, 'docs/new.md'));
  writeFileSync(join(folder, 'docs/new.md'), `${LONG}three`);
  writeFiles(folder, { 'other/x.md': 'y' });
  commitOn(folder, '2026-03-01');
  expect(await read(folder, ['docs/new.md', 'docs/ünïcode "q".md', 'docs/never.md'])).toEqual({
    'docs/new.md': ['2026-03-01 three', '2026-02-01 two', '2026-01-01 one'],
    'docs/ünïcode "q".md': ['2026-01-01 a'],
    'docs/never.md': [],
  });
});

test('a document that was deleted and made anew starts anew, and one in the root is found', async () => {
  const folder = repository();
  writeFiles(folder, { 'a.md': 'one', 'keep.md': LONG });
  commitOn(folder, '2026-01-01');
  rmSync(join(folder, 'a.md'));
  commitOn(folder, '2026-02-01');
  writeFiles(folder, { 'a.md': 'two' });
  commitOn(folder, '2026-03-01');
  expect(await read(folder, ['a.md'])).toEqual({ 'a.md': ['2026-03-01 two'] });
});

test('a branch counts from its merge', async () => {
  const folder = repository();
  writeFiles(folder, { 'a.md': 'one' });
  commitOn(folder, '2026-01-01');
  git(folder, 'switch', '-q', '-c', 'work');
  writeFiles(folder, { 'a.md': 'two' });
  commitOn(folder, '2026-02-01');
  git(folder, 'switch', '-q', 'main');
  writeFiles(folder, { 'b.md': 'b' });
  commitOn(folder, '2026-02-15');
  commitOn(folder, '2026-03-01', 'merge', '-q', '--no-ff', '-m', 'Merge', 'work');
  expect(await read(folder, ['a.md'])).toEqual({ 'a.md': ['2026-03-01 two', '2026-01-01 one'] });
});

test('what lies before the day that is asked for is not read; the day itself is', async () => {
  const folder = repository();
  for (const month of ['01', '02', '03']) {
    writeFiles(folder, { 'a.md': month });
    commitOn(folder, `2026-${month}-01`);
  }
  expect(await read(folder, ['a.md'], '2026-02-01')).toEqual({ 'a.md': ['2026-03-01 03', '2026-02-01 02'] });
});

test('behind a version that is no text nothing is known', async () => {
  const folder = repository();
  for (const [index, content] of ['one', Buffer.from([0xff, 0x00]), 'three'].entries()) {
    writeFiles(folder, { 'a.md': content });
    commitOn(folder, `2026-0${index + 1}-01`);
  }
  expect(await read(folder, ['a.md'])).toEqual({ 'a.md': ['2026-03-01 three'] });
});

test('the number of programs that are started does not grow with the documents', async () => {
  const folder = repository();
  const names = Array.from({ length: 60 }, (_, index) => `docs/${index}.md`);
  writeFiles(folder, Object.fromEntries(names.map((name) => [name, name])));
  commitOn(folder, '2026-01-01');
  let started = 0;
  const counting = { ...host, run: (...args: Parameters<typeof host.run>) => { started++; return host.run(...args); } };
  const history = await documentHistory(counting, folder, new Set(names), null);
  expect([...history.values()].every((versions) => versions.length === 1)).toBe(true);
  expect(started).toBe(3);
});
