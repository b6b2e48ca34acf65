import { expect, test } from 'vitest';
import { adapter as anchor } from '../../../src/gates/adapters/anchor.ts';
import { filesOf, rulesBetween, unitOf } from './reading.ts';

const anchors = (fields: string): string => `apiVersion: gates/v1alpha1\nkind: AnchorSet\nanchors:\n  - { id: pool, ${fields} }\n`;
const files = (fields: string, config = 'db:\n  pool: { timeout: 500ms }\n', code = 'const MAX_RETRIES = 3;\n'): Readonly<Record<string, string>> => ({ 'gates.yaml': anchors(fields), 'config/db.yaml': config, 'src/retry.ts': code });

test.each([
  ['file: config/db.yaml, pointer: /db/pool/timeout, op: gt, enforcement: block', { key: 'config/db.yaml#anchor/pool', enforcement: 'block', conditions: [{ comparator: 'gt', threshold: 0.5, unit: 's' }] }],
  ['file: src/retry.ts, after: "MAX_RETRIES", direction: more-is-weaker', { key: 'src/retry.ts#anchor/pool', enforcement: 'unverified', conditions: [{ comparator: 'gt', threshold: 3 }] }],
  ['file: config/db.yaml, pointer: /db/pool/size, op: gt', { enforcement: 'absent' }],
  ['file: ../../etc/passwd, after: root, op: gt', { opaque: expect.stringContaining('cannot be read') }],
])('%s', (fields, expected) => {
  expect(unitOf(anchor, files(fields))).toMatchObject(expected);
});

test('the value stands where the unit points', () => {
  const texts = files('file: src/retry.ts, after: "MAX_RETRIES", op: gt');
  const { source } = unitOf(anchor, texts);
  expect(texts['src/retry.ts']?.slice(source.start, source.end)).toBe('3');
});

test('changes by the declared direction, words by their order', () => {
  const fields = 'file: src/retry.ts, after: "MAX_RETRIES", direction: more-is-weaker';
  expect(rulesBetween(anchor, files(fields), files(fields, undefined, 'const MAX_RETRIES = 5;\n'))).toEqual(['threshold-loosened']);
  const words = 'file: config/db.yaml, pointer: /mode, order: [off, warn, strict]';
  expect(rulesBetween(anchor, files(words, 'mode: strict\n'), files(words, 'mode: warn\n'))).toEqual(['consequence-downgraded']);
  expect(rulesBetween(anchor, files(fields), files(fields, undefined, '// gone\n'))).toContain('gate-disarmed');
});

test.each(['op: gt', 'file: a.yaml, pointer: /a', 'file: a.yaml, op: gt'])('a declaration that is not enough is a problem: %s', (fields) => {
  const texts = files(fields);
  expect(anchor.read({ path: 'gates.yaml', text: texts['gates.yaml'] ?? '' }, filesOf(texts)).problems).toHaveLength(1);
});
