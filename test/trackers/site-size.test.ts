import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

// The benchmark has the limits; time is given twice here, because other tests run beside it.
test.skipIf(!existsSync('/usr/bin/chromium'))('the site of 1,000 records is built in time, small, quick, quiet and accessible', { timeout: 300_000 }, () => {
  const { status, stdout, stderr } = spawnSync('node', ['test/bench/report.js', '--runs', '1', '--slack', '2'], { cwd: root, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toContain('findings of the accessibility checker');
  expect({ status, missed: stdout.split('\n').filter((line) => line.startsWith('OVER')) }).toEqual({ status: 0, missed: [] });
});
