import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decode } from '../../../src/workspace/text-file.ts';
import { sharedFolder } from '../../shared.ts';
import { temporaryFolder } from '../../temporary.ts';
import { github } from './servers/github.ts';
import { sync, type Circumstances, type World } from './world.ts';

const corpus = sharedFolder('corpus');
const paths = corpus === null ? [] : readFileSync(join(corpus, 'INDEX.tsv'), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t')[0] ?? '');

/** The documents that are text, under their own names, which the keys of their items hold. */
const documents = (): Record<string, string> =>
  Object.fromEntries(
    paths.flatMap((path) => {
      const content = decode(readFileSync(join(corpus ?? '', path)));
      return 'text' in content ? [[path, content.text]] : [];
    }),
  );

test.skipIf(corpus === null)('every item of the real documents gets its issue once, and its ticket into its document', { timeout: 600_000 }, async () => {
  const files = documents();
  const world: World = { vendor: github, running: await github.start(), folder: temporaryFolder(files), paths: Object.keys(files) };
  const circumstances: Circumstances = { configuration: { create: ['proposed', 'open', 'in-progress', 'done', 'dropped'] } };
  const first = await sync(world, circumstances);
  expect(first.stopped).toBeNull();
  expect(first.items.length).toBeGreaterThan(800);
  expect(first.items.every(({ create, done }) => create && done)).toBe(true);
  expect(world.running.issues()).toHaveLength(first.items.length);
  for (const { path, issue } of first.items) expect(readFileSync(join(world.folder, path), 'utf8')).toContain(`[${github.project}#${issue ?? ''}](`);
  // Two items that mention one ticket in their words are all that is left alone.
  expect(first.problems.filter(({ message }) => !message.includes('is the ticket of more than one item'))).toEqual([]);

  const writes = world.running.server.writes();
  const second = await sync(world, circumstances);
  expect(second.items).toEqual([]);
  expect(world.running.server.writes()).toBe(writes);
  expect(world.running.violations()).toEqual([]);
});
