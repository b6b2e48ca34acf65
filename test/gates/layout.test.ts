import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { adapterSet } from '../../src/gates/adapters/load.ts';
import { ADAPTERS } from '../../src/gates/adapters/registry.ts';
import { classifyChange } from '../../src/gates/diff/classify.ts';
import { sharedFolder } from '../shared.ts';

const samples = sharedFolder('gate-samples');
const adapters = adapterSet(ADAPTERS, () => true);

/** The same YAML with other indentation, quotes and line breaks, without its comments; null where the library cannot write it again. */
const rewritten = (text: string): string | null => {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return null;
  return documents.map((one) => stringify(one.toJS({ maxAliasCount: -1 }), { indent: 4, lineWidth: 60, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN', aliasDuplicateObjects: false })).join('---\n');
};

/** Texts that say the same as a file. */
const spellings = (name: string, text: string): readonly string[] => {
  if (/\.ya?ml$/.test(name)) return [`# a comment\n${text}\n# the end\n`, rewritten(text)].filter((one) => one !== null);
  if (name.endsWith('.json')) return [JSON.stringify(JSON.parse(text))];
  if (/\.[jt]s$/.test(name)) return [`// a comment\n${text}\n// the end\n`];
  return /\.(?:py|rego|sh)$/.test(name) ? [`${text}\n# the end\n`] : [];
};

// Formatters and people who tidy up must not set off the ratchet.
describe.skipIf(samples === null)('another layout changes no gate', () => {
  const folders = samples === null ? [] : readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('_')).map(({ name }) => name);

  test.each(folders)('%s', async (folder) => {
    const changed: string[] = [];
    for (const path of readdirSync(join(samples ?? '', folder))) {
      const text = readFileSync(join(samples ?? '', folder, path), 'utf8');
      for (const after of spellings(path, text)) {
        const { kind, changes } = await classifyChange({ path, text }, { path, text: after }, { adapters, today: '2026-11-21' });
        if (kind !== null && kind !== 'cosmetic') changed.push(`${path}: ${changes.map(({ message }) => message).join('; ')}`);
      }
    }
    expect(changed).toEqual([]);
  });
});
