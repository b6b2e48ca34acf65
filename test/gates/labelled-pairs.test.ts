import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { adapterSet } from '../../src/gates/adapters/load.ts';
import type { ChangeKind } from '../../src/gates/changes.ts';
import { classifyChange } from '../../src/gates/diff/classify.ts';

const verdict = z.enum(['weaker', 'disarmed', 'unranked', 'stronger', 'same']);
const files = z
  .array(z.object({
    path: z.string(), format: z.string(), text: z.string(),
    changes: z.array(z.object({ verdict, why: z.string(), replace: z.array(z.tuple([z.string(), z.string()])), adjudicated: z.optional(z.object({ verdict, reason: z.string() })) })),
  }))
  .parse(parse(readFileSync(join(import.meta.dirname, 'labelled-pairs.yaml'), 'utf8')));

const VERDICT_OF: Readonly<Record<ChangeKind, z.infer<typeof verdict>>> = {
  removed: 'disarmed', disarmed: 'disarmed', weakened: 'weaker', superseded: 'weaker', incomparable: 'unranked', moved: 'same', renamed: 'same', strengthened: 'stronger', added: 'stronger', cosmetic: 'same',
};

const adapters = adapterSet();

const edited = (text: string, replace: readonly (readonly [string, string])[]): string => {
  let after = text;
  for (const [old, fresh] of replace) {
    if (!after.includes(old)) throw new Error(`the file does not hold "${old}"`);
    after = after.replace(old, () => fresh);
  }
  return after;
};

describe.each(files.map((file) => [file.format, file.path, file] as const))('%s: %s', (format, path, { text, changes }) => {
  test('is of the format', async () => {
    expect((await adapters.forFile({ path, text })).map(({ id }) => id)).toContain(format);
  });

  test.each(changes.map((change) => [change.why, change.adjudicated?.verdict ?? change.verdict, change] as const))('%s: %s', async (_, expected, { replace }) => {
    const { kind, changes: found } = await classifyChange({ path, text }, { path, text: edited(text, replace) }, { adapters, today: '2026-11-21' });
    expect([kind === null ? 'same' : VERDICT_OF[kind], ...found.map(({ rule, unit }) => `${rule} ${unit}`)][0]).toBe(expected);
  });
});
