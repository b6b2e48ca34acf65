import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { adapterSet } from '../../src/gates/adapters/load.ts';
import type { ChangeKind } from '../../src/gates/changes.ts';
import { classifyChange } from '../../src/gates/diff/classify.ts';
import { sharedFolder } from '../shared.ts';
import { filesOf, type RealChange } from './real-changes.ts';

// Changes that people made to gates in public repositories, each with the verdict of a reader who had not seen what the program says, and
// who had the subjects of the commits and the rows around as well. Where the row itself does not hold what the reader went by, another
// verdict stands beside the reader's, with the reason. The table refers to the changes by the line of the sample file and a hash of that
// line; the text itself is not here, and without it the test is skipped.
const VERDICTS = ['weaker', 'disarmed', 'unranked', 'stronger', 'same'] as const;
type Verdict = (typeof VERDICTS)[number];
const labels = z
  .array(z.object({ format: z.enum(['prometheus', 'github-actions']), line: z.number(), commit: z.string(), change: z.string(), verdict: z.enum(VERDICTS), sure: z.boolean(), adjudicated: z.optional(z.object({ verdict: z.enum(VERDICTS), reason: z.string() })) }))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'labelled-changes.json'), 'utf8')));

const VERDICT_OF: Readonly<Record<ChangeKind, Verdict>> = {
  removed: 'disarmed', disarmed: 'disarmed', weakened: 'weaker', superseded: 'weaker', incomparable: 'unranked', moved: 'same', renamed: 'same', strengthened: 'stronger', added: 'stronger', cosmetic: 'same',
};

const samples = sharedFolder('gate-samples');
const folder = samples === null ? null : join(samples, '_diffs');
const present = folder !== null && existsSync(folder);
if (!present) process.stderr.write('the samples of real changes are not here: their test is skipped\n');

test('the table holds at least 120 changes, and the reader is overruled in few', () => {
  expect(labels.length).toBeGreaterThanOrEqual(120);
  expect(labels.filter(({ adjudicated }) => adjudicated !== undefined).length / labels.length).toBeLessThan(0.03);
});

test.skipIf(!present)('real changes are classified as a careful reader would, at least 95 of 100', async () => {
  const adapters = adapterSet();
  const lines = new Map<string, readonly string[]>();
  const wrong: string[] = [];
  let asRead = 0;
  for (const { format, line, commit, change, verdict, adjudicated } of labels) {
    const all = lines.get(format) ?? readFileSync(join(folder ?? '', `${format}.jsonl`), 'utf8').trim().split('\n');
    lines.set(format, all);
    const text = all[line - 1] ?? '';
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(change);
    const real: RealChange = JSON.parse(text);
    const { before, after } = filesOf(format, real);
    const { kind } = await classifyChange(before, after, { adapters, today: '2026-11-21' });
    const found = kind === null ? 'same' : VERDICT_OF[kind];
    if (found === verdict) asRead += 1;
    if (found !== (adjudicated?.verdict ?? verdict)) wrong.push(`${format}:${line} ${commit} ${real.kind}: ${found}, and a reader says ${verdict}`);
  }
  // Without a word from anybody else the reader and the program agree on nine in ten.
  expect(asRead / labels.length).toBeGreaterThan(0.9);
  // The changes on which it and the reader differ are shown when they are too many.
  expect(wrong.length / labels.length > 0.05 ? wrong : []).toEqual([]);
});
