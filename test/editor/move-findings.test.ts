import { assert, constantFrom, nat, property, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { indexLines } from '../../src/document/lines.ts';
import { stepBetween } from '../../src/editor/history.ts';
import { moveFindings } from '../../src/editor/move-findings.ts';
import type { Finding } from '../../src/record/finding.ts';
import { applyFixes } from '../../src/rules/fixes.ts';

const TEXT = '# Orders failed\n\nSev: SEV2\r\n\n## Timeline\n\n- 23:50 deploy 数据库\n- 00:37 pager\n';

const finding = (text: string, words: string): Finding => {
  const at = text.indexOf(words);
  const { position } = indexLines(text);
  const range = { start: position(at), end: position(at + words.length) };
  return {
    rule: 'timeline/order', severity: 'warning', message: words, suggestion: null, path: 'a.md', range, fingerprint: words, suppressed: null, known: false,
    related: [{ path: 'a.md', line: range.start.line, range, message: 'here' }, { path: 'b.md', line: 3, range, message: 'there' }],
    fix: { description: 'shout', edits: [{ start: at, end: at + words.length, text: words.toUpperCase() }] },
  };
};

const changes = tuple(nat(TEXT.length), nat(12), string({ unit: constantFrom(...'ab\n\r 数'), maxLength: 12 }));

test('a finding stands where its words stand, on the right line, after any change beside them', () => {
  assert(
    property(changes, constantFrom('SEV2', 'deploy', 'pager'), ([start, length, inserted], words) => {
      const after = TEXT.slice(0, start) + inserted + TEXT.slice(start + length);
      const step = stepBetween(TEXT, after, '');
      const [at, end] = [TEXT.indexOf(words), TEXT.indexOf(words) + words.length];
      if (step === null || (step.start < end && at < step.start + Math.max(1, step.removed.length))) return;
      const [moved] = moveFindings([finding(TEXT, words)], step, after);
      expect(after.slice(moved?.range.start.offset, moved?.range.end.offset)).toBe(words);
      expect(moved?.range.start).toEqual(indexLines(after).position(moved?.range.start.offset ?? -1));
      expect(moved?.related).toMatchObject([{ line: moved?.range.start.line }, { path: 'b.md', line: 3 }]);
      const shouted = after.slice(0, moved?.range.start.offset) + words.toUpperCase() + after.slice(moved?.range.end.offset);
      expect([after, shouted]).toContain(applyFixes(after, moved === undefined ? [] : [moved]).text);
      expect(moved?.fix === null && applyFixes(after, [moved]).text !== after).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('where the words themselves were changed the finding stays until the next check, and its fix is gone', () => {
  const after = TEXT.replace('deploy', 'dep');
  const step = stepBetween(TEXT, after, '');
  if (step === null) throw new Error('a change');
  const [moved] = moveFindings([finding(TEXT, 'deploy')], step, after);
  expect(moved).toMatchObject({ message: 'deploy', fix: null });
  expect(moved?.range.end.offset).toBeLessThanOrEqual(after.length);
});
