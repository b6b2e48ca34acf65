import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod/mini';
import { sharedFolder } from '../shared.ts';

/** One line for each error that a reader has looked at: path, line, rule, `right` or `wrong`, why; separated by tabs, with a header. */
const verdictsFile = join(import.meta.dirname, 'error-verdicts.tsv');
/** At least nine in ten errors must be real mistakes of the document. */
const SHARE_RIGHT = 0.9;

const corpus = sharedFolder('corpus');
const root = resolve(import.meta.dirname, '../..');
const report = z.object({ findings: z.array(z.object({ path: z.string(), rule: z.string(), severity: z.string(), range: z.object({ start: z.object({ line: z.number() }) }) })) });

/** Errors on all real documents, as `path line rule`. */
const errorsFound = (folder: string): string[] => {
  const paths = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trimEnd().split('\n').slice(1).map((line) => join(folder, line.split('\t')[0] ?? ''));
  const output = execFileSync('node', ['bin/postmortem.js', 'check', '--no-cache', '--fail-on', 'never', '--format', 'json', ...paths], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  return report
    .parse(JSON.parse(output))
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ path, rule, range }) => `${relative(folder, resolve(root, path))}\t${range.start.line}\t${rule}`);
};

describe.skipIf(corpus === null || !existsSync(verdictsFile))('errors on real documents', () => {
  const verdicts = existsSync(verdictsFile) ? readFileSync(verdictsFile, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t')) : [];
  const judged = new Map(verdicts.map(([path, line, rule, verdict]) => [`${path}\t${line}\t${rule}`, verdict]));
  const found = corpus === null || verdicts.length === 0 ? [] : errorsFound(corpus);

  test('every one was read by a person', () => {
    expect(found.filter((error) => !judged.has(error))).toEqual([]);
  });

  test('at least nine in ten are mistakes of the document', () => {
    const right = found.filter((error) => judged.get(error) === 'right').length;
    expect(right / Math.max(1, found.length)).toBeGreaterThanOrEqual(SHARE_RIGHT);
  });
});
