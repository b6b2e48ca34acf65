import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod/mini';
import { adapter } from '../../../src/gates/adapters/prometheus.ts';
import { CHANGE_RULES } from '../../../src/gates/changes.ts';
import { sharedFolder } from '../../shared.ts';
import { rulesBetween } from './reading.ts';

const samples = sharedFolder('gate-samples');
const written = z.nullish(z.pipe(z.union([z.string(), z.number()]), z.transform(String)));
const rowSchema = z.object({ kind: z.string(), unit: z.object({ group: z.string(), alert: z.string() }), before: written, after: written });
const rows = samples === null ? [] : readFileSync(resolve(samples, '_diffs/prometheus.jsonl'), 'utf8').split('\n').filter((line) => line !== '').map((line) => z.parse(rowSchema, JSON.parse(line)));

const rulesFile = (expression: string, hold: string | null | undefined, group = 'g'): Readonly<Record<string, string>> => ({
  'a.yml': `groups:\n  - name: ${group}\n    rules:\n      - alert: A\n        expr: ${JSON.stringify(expression)}\n${hold === null || hold === undefined ? '' : `        for: ${hold}\n`}`,
});

/** What a careful reader calls each kind of real change. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  threshold_weaker: ['threshold-loosened'],
  threshold_stronger: ['threshold-tightened'],
  for_longer: ['hold-lengthened'],
  for_shorter: ['hold-shortened'],
  moved_group: ['gate-renamed'],
  expr_operator: ['comparator-flipped'],
};

describe.skipIf(rows.length === 0)('real changes of alerts', () => {
  test.each(rows.filter((row) => EXPECTED[row.kind] !== undefined).map((row, index) => [`${index} ${row.kind} ${row.unit.alert}`, row] as const))('%s', (_, row) => {
    const expected = EXPECTED[row.kind] ?? [];
    const [before, after] = row.kind.startsWith('for_')
      ? [rulesFile('a > 1', row.before), rulesFile('a > 1', row.after)]
      : [rulesFile(row.before ?? 'a > 1', null), row.kind === 'moved_group' ? rulesFile(row.before ?? 'a > 1', null, 'other') : rulesFile(row.after ?? 'a > 1', null)];
    const found = rulesBetween(adapter, before, after);
    expect(found).toEqual(expect.arrayContaining([...expected]));
    const kind = expected[0] !== undefined && Object.hasOwn(CHANGE_RULES, expected[0]) ? expected[0] : null;
    expect(found.filter((one) => one !== kind)).toEqual([]);
  });
});
