import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GateFile } from '../../../src/gates/adapter.ts';
import { ADAPTERS } from '../../../src/gates/adapters/registry.ts';
import { filesOf } from './reading.ts';
import { sharedFolder } from '../../shared.ts';

const samples = sharedFolder('gate-samples');

/** Folder of real files, the format that must recognise all of them, and what is read: files, units, conditions, opaque units. */
const FOLDERS = [
  ['alembic', 'alembic', '2 files, 2 units, 0 conditions, 2 opaque'],
  ['circleci', 'circleci', '2 files, 101 units, 1 conditions, 0 opaque'],
  ['codecov', 'codecov', '3 files, 8 units, 7 conditions, 0 opaque'],
  ['coverage-thresholds', 'coverage-thresholds', '1 files, 1 units, 3 conditions, 0 opaque'],
  ['deepeval', 'deepeval', '8 files, 22 units, 16 conditions, 0 opaque'],
  ['github-actions', 'github-actions', '21 files, 142 units, 0 conditions, 0 opaque'],
  ['github-actions-advisory', 'github-actions', '15 files, 224 units, 0 conditions, 0 opaque'],
  ['github-repo-settings', 'github-rulesets', '4 files, 21 units, 2 conditions, 3 opaque'],
  ['gitlab-ci', 'gitlab-ci', '1 files, 4 units, 0 conditions, 0 opaque'],
  ['k6', 'k6', '6 files, 40 units, 35 conditions, 5 opaque'],
  ['lighthouse-ci', 'lighthouse-ci', '4 files, 7 units, 7 conditions, 0 opaque'],
  ['mergify', 'mergify', '1 files, 6 units, 0 conditions, 0 opaque'],
  ['pre-commit', 'pre-commit', '8 files, 45 units, 0 conditions, 0 opaque'],
  ['promptfoo', 'promptfoo', '5 files, 95 units, 30 conditions, 16 opaque'],
  ['renovate-dependabot', 'dependency-updates', '18 files, 91 units, 68 conditions, 0 opaque'],
] as const;

describe.skipIf(samples === null)('real files', () => {
  test.each(FOLDERS)('%s', async (folder, format, expected) => {
    const files: GateFile[] = readdirSync(join(samples ?? '', folder)).toSorted().map((name) => ({ path: name, text: readFileSync(join(samples ?? '', folder, name), 'utf8') }));
    const registration = ADAPTERS.find(({ id }) => id === format);
    if (registration === undefined) throw new Error(`no adapter ${format}`);
    const { adapter } = await registration.load();
    const around = filesOf(Object.fromEntries(files.map(({ path, text }) => [path, text])));
    expect(files.filter((file) => !adapter.recognises(file)).map(({ path }) => path)).toEqual([]);
    // The names of a format's own words must let every file through to its adapter.
    const { words } = registration;
    expect(files.filter(({ text }) => words !== undefined && !words.some((word) => text.includes(word))).map(({ path }) => path)).toEqual([]);
    const read = files.flatMap((file) => adapter.read(file, around).units);
    const linked = new Map((adapter.link?.(read, read) ?? []).map((unit) => [unit.key, unit]));
    const units = read.map((unit) => linked.get(unit.key) ?? unit);
    expect(new Set(units.map(({ key }) => key)).size).toBe(units.length);
    for (const unit of units) {
      expect(unit.chain.length).toBeGreaterThan(0);
      expect(unit.chain.every(({ reason }) => reason !== '')).toBe(true);
      expect(unit.opaque).not.toBe('');
      for (const one of unit.conditions) expect(one.threshold !== null || one.opaque !== null).toBe(true);
    }
    const opaque = units.filter((unit) => unit.opaque !== null).length;
    expect(`${files.length} files, ${units.length} units, ${units.reduce((sum, unit) => sum + unit.conditions.length, 0)} conditions, ${opaque} opaque`).toBe(expected);
  });
});
