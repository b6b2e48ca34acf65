import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { threadsFor } from '../../src/cli/check/threads.ts';
import { main } from '../../src/cli/main.ts';
import { RULES } from '../../src/rules/registry.ts';
import { nodeHost } from '../../src/workspace/node-host.ts';
import type { Host } from '../../src/workspace/host.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';

const program = join(import.meta.dirname, '../../bin/postmortem.js');

/** Documents of every kind that a rule looks for, some of them twice: enough for two threads. */
const documents: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 2 }, () => RULES.flatMap(({ examples }) => examples.flatMap(({ document, others = {} }) => [...Object.values(others), document])))
    .flat()
    .map((text, index) => [`${String(index).padStart(4, '0')}.md`, text]),
);

const check = async (folder: string, argv: readonly string[], startThread: Host['startThread']) => {
  const { host, stdout, stderr } = fakeHost(folder, { startThread, env: { XDG_CACHE_HOME: join(folder, '.cache') } });
  const exit = await main(host, ['check', '--format', 'json', '--format', 'sarif', '--jobs', '2', ...argv, '.']);
  return { exit, stdout: stdout(), stderr: stderr() };
};

/** Starts threads; counts them, and the documents that they examine. */
const counting = (start: NonNullable<Host['startThread']>) => {
  let [threads, examined] = [0, 0];
  const startThread: NonNullable<Host['startThread']> = (args, data) => {
    threads++;
    return start(args, data).on('message', (answer: readonly unknown[]) => (examined += answer.length));
  };
  return { startThread, threads: () => threads, examined: () => examined };
};

const real = (): NonNullable<Host['startThread']> => {
  const { startThread } = nodeHost(program);
  if (startThread === null) throw new Error('a host of the built program starts threads');
  return startThread;
};

const running = (code: string) => () => new Worker(code, { eval: true });

describe('documents are checked in several threads', () => {
  test('with the same output to the byte', async () => {
    const folder = temporaryFolder(documents);
    const alone = await check(folder, ['--no-cache'], null);
    const { startThread, threads, examined } = counting(real());
    expect(await check(folder, ['--no-cache'], startThread)).toEqual(alone);
    expect(threads()).toBe(1);
    expect(examined()).toBeGreaterThan(0);
    expect(alone.stdout.length).toBeGreaterThan(100_000);
  });

  test('and the cache that they fill serves a run without them', async () => {
    const folder = temporaryFolder(documents);
    const filling = await check(folder, [], real());
    const { startThread, threads } = counting(real());
    expect(await check(folder, [], startThread)).toEqual(filling);
    expect(threads()).toBe(0);
  });

  test.each([
    ['cannot start', 'throw new Error("no memory")'],
    ['ends at once', 'process.exit(3)'],
    ['fails at its third batch', 'let n = 0; const { parentPort } = require("node:worker_threads"); parentPort.on("message", (batch) => { if (++n === 3) throw new Error("out of memory"); parentPort.postMessage([]); });'],
  ])('where a thread %s, its documents are checked here', async (_name, code) => {
    const folder = temporaryFolder(documents);
    const { startThread, threads } = counting(running(code));
    expect(await check(folder, ['--no-cache'], startThread)).toEqual(await check(folder, ['--no-cache'], null));
    expect(threads()).toBe(1);
  });

  test('a setting that does not exist is told as ever', async () => {
    const folder = temporaryFolder({ ...documents, 'postmortem.config.yaml': 'overrides:\n  - files: ["0500.md"]\n    rules: { timeline/ordr: off }\n' });
    const alone = await check(folder, ['--no-cache'], null);
    expect(await check(folder, ['--no-cache'], real())).toEqual(alone);
    expect(alone).toMatchObject({ exit: 2, stdout: '' });
    expect(alone.stderr).toContain('there is no rule "timeline/ordr"');
  });
});

test.each([[1, 8, 1], [499, 8, 1], [500, 8, 2], [500, 1, 1], [20_000, 2, 2], [1_000, 64, 4]])('%s documents with at most %s threads: %s', (count, most, expected) => {
  expect(threadsFor(count, most)).toBe(expected);
});

test('--jobs wants a number from one on', async () => {
  expect(await check(temporaryFolder({ 'a.md': '# A\n' }), ['--jobs', '0'], null)).toMatchObject({ exit: 2, stderr: expect.stringContaining('--jobs cannot be "0"') });
});
