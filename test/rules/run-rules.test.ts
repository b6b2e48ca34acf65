import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { applyFixes } from '../../src/rules/fixes.ts';
import { RULES } from '../../src/rules/registry.ts';
import { check } from './check.ts';

const FACTS = ['record/*', 'sections/*', 'timeline/*', 'durations/*', 'links/*', 'collection/*', 'change/*', 'suppressions/*'];

const pieces = [
  '---\npostmortem: 1\nstatus: final\n---\n', '# SEV1 Incident on 2026-03-01\n', '\n## Timeline (UTC)\n\n', '- 10:00 Stopped\n', '- 2026-02-31 25:99 PM Restarted\n', '- ~09:00–08:00 JST (4:00 PST) Sunday\n',
  '| Time | Milestone | Event |\n|---|---|---|\n| 22026-01-01 | started | x |\n', '**Duration:** 5 min (23:50 → 00:10)\n', 'Time to detection: 3h\n', '[x](#y) ![](z.png) [w](../../../a.md#b)\n',
  '<!-- postmortem-ignore', ' timeline/order until=never: why -->\n', '{{ 06:10 }} {source}\n', '\u0000\u202e', '```\n', '- **Key events**\n  - Resolved: 2025-03-01 09:00\n',
];

test('no text makes a rule throw, and every finding lies in the text', () => {
  assert(
    property(array(oneof(constantFrom(...pieces), string({ unit: 'binary', maxLength: 12 })), { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      for (const { range } of check(text, { only: FACTS })) {
        expect(range.start.offset).toBeLessThanOrEqual(range.end.offset);
        expect(range.end.offset).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 150 },
  );
});

test('the same text gives the same findings, in the order of the text', () => {
  const text = '# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 25:10 Stops\n- 10:20 Runs {source}\n- 10:10 Closed\n';
  const found = check(text, { only: FACTS });
  expect(check(text, { only: FACTS })).toEqual(found);
  const offsets = found.map(({ range }) => range.start.offset);
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect(found.length).toBeGreaterThan(2);
});

test('control characters of the document are shown, not printed', () => {
  const [finding] = check('# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 10:00 Stops\n\n[x](\u202egnp.png)\n', { only: ['links/broken'], repository: { exists: () => false } });
  expect(finding?.message).toBe('"<U+202E>gnp.png" does not exist');
});

test('fixes that touch one another wait for the next run; suppressed and known ones are left alone', () => {
  const text = '# Queue stopped\n\n<!-- postmortem-ignore timeline/order: one -->\n<!-- postmortem-ignore timeline/zone: two -->\nText\n';
  const found = check(text);
  const { text: fixed, applied, skipped } = applyFixes(text, found);
  expect(applied.length).toBeGreaterThan(0);
  expect(skipped).toEqual([]);
  expect(applyFixes(fixed, check(fixed)).text).not.toContain('postmortem-ignore timeline/order');
  expect(applyFixes(text, found.map((finding) => ({ ...finding, known: true })))).toEqual({ text, applied: [], skipped: [] });
});

test('a rule that is off in every state is off by mistake', () => {
  expect(RULES.filter(({ severity }) => Object.values(severity).every((setting) => setting === 'off')).map(({ id }) => id)).toEqual([]);
});
