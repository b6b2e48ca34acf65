import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readFiles } from '../../src/cli/moved/read-files.ts';
import { failureOf, parseFailure } from '../../src/traces/failure.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';
import { makeIncident } from './scenarios.ts';
import { linesOf } from './spans.ts';

vi.mock('@duckdb/node-api', () => {
  throw new Error('Cannot find package');
});

const tracesFile = (): string => join(temporaryFolder({ 'traces.jsonl': [...linesOf(makeIncident('no-change', 1, 2))].join('\n') }), 'traces.jsonl');

test('without the package of DuckDB, asking for it says what to install', async () => {
  await expect(readFiles(fakeHost('/').host, [tracesFile()], failureOf(parseFailure('error')), 'duckdb')).rejects.toMatchObject({ message: 'DuckDB is not installed', hint: 'npm install @duckdb/node-api' });
});

test('and what fits stays in memory without a word', async () => {
  const { host, stderr } = fakeHost('/');
  const { conversations, close } = await readFiles(host, [tracesFile()], failureOf(parseFailure('error')), 'auto');
  await close();
  expect([conversations, stderr()]).toEqual([48, '']);
});
