import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { WITH_ERROR, WITHOUT_ERROR } from './documents.ts';

const program = join(import.meta.dirname, '../../bin/postmortem.js');

test('--watch checks again when a document changes, and ends with Ctrl-C as exit code 130', async () => {
  const folder = temporaryFolder({ 'a.md': WITHOUT_ERROR });
  const child = spawn('node', [program, 'check', '--watch', '--no-cache', '--only', 'timeline/impossible-time', 'a.md'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output, { timeout: 20_000 }).toContain('watching 1 folder');
  expect(output).toContain('no findings in 1 document');
  writeFiles(folder, { 'a.md': WITH_ERROR });
  await expect.poll(() => output, { timeout: 20_000 }).toContain('1 error in 1 document');
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});
