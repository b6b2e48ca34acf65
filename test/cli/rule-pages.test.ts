import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { rulePages } from '../../src/cli/explain/rule-markdown.ts';

const folder = resolve(import.meta.dirname, '../../docs/rules');

test('the pages of the rules are what the code makes (npm run generate)', () => {
  expect(Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))).toEqual(rulePages());
});
