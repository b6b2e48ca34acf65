import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaFiles } from '../../src/cli/schemas/registry.ts';
import { parseDocument } from '../../src/document/document.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { reportJson } from '../../src/reporters/json.ts';
import { context, everything } from '../reporters/sample.ts';

const folder = resolve(import.meta.dirname, '../../schemas');
const examples = resolve(import.meta.dirname, '../../examples');

const errorsOf = (name: string, value: unknown): unknown => {
  const validate = new Ajv.default({ strict: true, allowUnionTypes: true, formats: fullFormats }).compile(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8')));
  validate(value);
  return validate.errors;
};

describe('published schemas', () => {
  test('are what the code makes (npm run generate)', () => {
    const made = schemaFiles();
    expect(Object.fromEntries(readdirSync(folder).toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))).toEqual(made);
  });

  const documents = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md') && path.includes('postmortem'));

  test.each(documents)('the record of examples/%s is valid', (path) => {
    const text = readFileSync(join(examples, path), 'utf8');
    const record: unknown = JSON.parse(JSON.stringify(readRecord(parseDocument(path, text, remarkEngine))));
    expect(errorsOf('record', record)).toBeNull();
  });

  test('the JSON report is valid', () => {
    expect(errorsOf('report', JSON.parse(reportJson(everything, context)))).toBeNull();
  });

  test('the gate file of the examples is valid, and a percentage of stragglers is not', () => {
    const text = readFileSync(join(examples, 'gates.yaml'), 'utf8');
    expect(errorsOf('gates', parse(text))).toBeNull();
    expect(errorsOf('gates', parse(text.replace('maxStragglers: 0', 'maxStragglers: 5%')))).not.toBeNull();
    expect(errorsOf('gate-results', { promotion: { ndcg: 0.42 }, soak: { elapsed: '24h', requests: 10 } })).toBeNull();
  });

  test('a configuration with a rule that does not exist, or an unknown key, is not valid', () => {
    expect(errorsOf('configuration', { rules: { 'no/such-rule': 'off' } })).not.toBeNull();
    expect(errorsOf('configuration', { documentz: [] })).not.toBeNull();
    expect(errorsOf('configuration', { documents: ['docs/**'], overrides: [{ files: ['old/**'], rules: { 'suppressions/unused': { severity: { draft: 'off' } } } }] })).toBeNull();
  });
});
