import { assert, constantFrom, option, property } from 'fast-check';
import { expect, test } from 'vitest';
import { merge } from '../../../src/trackers/sync/merge.ts';

const values = constantFrom('', 'a', 'b', 'c');
const bases = option(values, { nil: undefined });
const winners = constantFrom('document' as const, 'tracker' as const);
const same = (a: string, b: string): boolean => a === b;
const isEmpty = (value: string): boolean => value === '';

test('a merge takes one of the two values, and after it both agree', () => {
  assert(
    property(bases, values, values, winners, (base, document, tracker, winner) => {
      const { value, from } = merge({ base, document, tracker }, winner, same, isEmpty);
      expect(value).toBe(from === 'tracker' ? tracker : document);
      expect(merge({ base: value, document: value, tracker: value }, winner, same, isEmpty)).toEqual({ value, from: 'both', conflict: false });
    }),
  );
});

test('a value gives way silently only where its own side did not change it', () => {
  assert(
    property(bases, values, values, winners, (base, document, tracker, winner) => {
      const { from, conflict } = merge({ base, document, tracker }, winner, same, isEmpty);
      if (conflict || from === 'both') return;
      const lost = from === 'document' ? tracker : document;
      expect(base === undefined ? '' : base).toBe(lost);
    }),
  );
});

test('the rule decides conflicts and nothing else', () => {
  assert(
    property(bases, values, values, (base, document, tracker) => {
      const [one, other] = [merge({ base, document, tracker }, 'document', same, isEmpty), merge({ base, document, tracker }, 'tracker', same, isEmpty)];
      expect(one.conflict).toBe(other.conflict);
      expect([one, other]).toEqual(one.conflict ? [{ value: document, from: 'document', conflict: true }, { value: tracker, from: 'tracker', conflict: true }] : [one, one]);
    }),
  );
});
