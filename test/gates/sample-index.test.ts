import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { RecognisedFile } from '../../src/gates/adapter.ts';
import { fakeHost } from '../fake-host.ts';
import { sharedFolder } from '../shared.ts';
import { temporaryFolder } from '../temporary.ts';

// The samples lie flat in one folder a format, far from where their tools look for them: their names and content must tell.
const samples = sharedFolder('gate-samples');

/** Folders that are called otherwise than the format. */
const FORMAT_OF: Readonly<Record<string, string>> = {
  'github-actions-advisory': 'github-actions', 'github-repo-settings': 'github-rulesets', 'k8s-pdb': 'kubernetes-pdb', 'k8s-rbac': 'kubernetes-rbac',
  'prometheus-rules': 'prometheus', 'renovate-dependabot': 'dependency-updates',
};

interface Listing {
  readonly files: readonly RecognisedFile[];
  readonly units: readonly { readonly path: string; readonly conditions: readonly unknown[]; readonly opaque: string | null }[];
}

const list = async (place: string): Promise<Listing> => {
  const { host, stdout } = fakeHost(temporaryFolder());
  expect(await main(host, ['gates', 'list', '--json', place])).toBe(0);
  return JSON.parse(stdout());
};

describe.skipIf(samples === null)('every sample of the index', () => {
  const rows = samples === null ? [] : readFileSync(join(samples, 'INDEX.tsv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t'));
  const expected = rows.map(([folder = '', name = '']) => `${folder}/${name}: ${FORMAT_OF[folder] ?? folder}`);

  test('is recognised as its format, and lists its gates or says why it holds none', async () => {
    const { files, units } = await list(samples ?? '');
    expect(files.map(({ path, format }) => `${path}: ${format}`).toSorted()).toEqual(expected.toSorted());
    const holders = new Set(units.map(({ path }) => path));
    expect(files.filter(({ path, none }) => (none === null) !== holders.has(path))).toEqual([]);
    expect(files.filter(({ none }) => none !== null && !/^it holds no .{4}/.test(none))).toEqual([]);
    for (const { conditions, opaque } of units) expect(opaque ?? `${conditions.length} conditions`).toMatch(/.{8}/);
  });

  test.each(rows.map(([folder = '', name = '']) => [folder, name] as const))('named by itself: %s/%s', async (folder, name) => {
    const { files } = await list(join(samples ?? '', folder, name));
    expect(files).toMatchObject([{ path: name, format: FORMAT_OF[folder] ?? folder }]);
  });
});
