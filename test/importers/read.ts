import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ImportedEntry, Sample, SourceFile } from '../../src/importers/importer.ts';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { EVERYTHING, readSource, type Selection, type SourceReading } from '../../src/importers/select.ts';

export const FIXTURES = join(import.meta.dirname, 'fixtures');

/** The time at which the tests are run, after the incident of the fixtures. */
const now = Date.parse('2026-05-01T00:00Z');

export const fileOf = (path: string, content: string | Uint8Array): SourceFile => ({
  path,
  // In small pieces, as a slow pipe gives them.
  bytes: async function* () {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
  },
});

const pathsIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());

export const fixtureFiles = (name: string): SourceFile[] => {
  const path = join(FIXTURES, name);
  return statSync(path).isDirectory() ? pathsIn(path).map((one) => fileOf(one, readFileSync(join(path, one)))) : [fileOf(basename(path), readFileSync(path))];
};

export const sampleOf = (name: string): Sample => {
  const files = fixtureFiles(name);
  return { paths: files.map(({ path }) => path), head: files.length > 1 ? '' : readFileSync(join(FIXTURES, name), 'utf8').slice(0, 65_536) };
};

export const importerNamed = async (name: string) => {
  const importer = await IMPORTERS.find((one) => one.name === name)?.load();
  if (importer === undefined) throw new Error(`no importer ${name}`);
  return importer;
};

export const readFiles = async (name: string, files: readonly SourceFile[], selection: Selection = EVERYTHING, baseUrl: string | null = null, zone = 'UTC'): Promise<SourceReading> =>
  readSource(await importerNamed(name), files, selection, { zone, now, baseUrl });

/** An entry as one line: time, actor, text, what it is, where it is shown. */
export const lineOf = ({ at, actor, text, kind, milestone, noise, channel, evidence }: ImportedEntry): string =>
  [new Date(at).toISOString().replace('.000Z', 'Z'), actor ?? '-', text, [kind, milestone, noise ? 'noise' : null].filter((word) => word !== null).join(' '), channel ?? '-', evidence.map(({ label, url }) => url ?? label).join(' ') || '-'].join(' · ');

export const linesOf = ({ entries }: SourceReading): string[] => entries.map(lineOf);
