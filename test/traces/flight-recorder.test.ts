import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { LLM_VARIABLES } from '../../src/record/vocabulary.ts';
import { FACETS } from '../../src/traces/aliases.ts';
import { flightRecorderPage } from '../../src/traces/flight-recorder.ts';

test('the page about what to log is what the code makes (npm run generate)', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../../docs/flight-recorder.md'), 'utf8')).toBe(flightRecorderPage());
});

test('every variable has an attribute that tells it', () => {
  expect(LLM_VARIABLES.filter((key) => !FACETS.some(({ id, aliases }) => id.startsWith(`${key}.`) && aliases.length > 0))).toEqual([]);
});
