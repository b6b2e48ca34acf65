import { describe, expect, test } from 'vitest';
import { strengthOf } from '../../src/record/strength.ts';

const of = (title: string): string | null => strengthOf({ title, gates: [] }).strength;

describe('strength of an action item', () => {
  test.each([
    ['strong', 'Reject direct image updates in production at the API server'],
    ['strong', 'Add a regression test for empty batches'],
    ['strong', 'Automate the certificate renewal'],
    ['strong', 'Remove the legacy write path'],
    ['strong', 'Rate limit the export endpoint'],
    ['intermediate', 'Alert when the queue is older than five minutes'],
    ['intermediate', 'Add a checklist for schema changes'],
    ['intermediate', 'Run a second replica in another zone'],
    ['intermediate', 'Fix the off-by-one in the paginator'],
    ['weak', 'Train new engineers on the deploy tool'],
    ['weak', 'Document how to automate the roll-back'],
    ['weak', 'Update the runbook for alerts'],
    ['weak', 'Be more careful with migrations'],
    ['weak', 'Investigate why the canary stayed green'],
    ['weak', 'Remind everyone of the freeze'],
  ])('%s: %s', (strength, title) => {
    expect(of(title)).toBe(strength);
  });

  test('a gate makes every item strong', () => {
    const source = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };
    expect(strengthOf({ title: 'Remember the migration', gates: [{ path: 'ci.yml', selector: 'job', replay: null, condition: null, source }] }).strength).toBe('strong');
  });

  test('words that say nothing have no class', () => {
    expect(of('Database')).toBeNull();
  });

  test('every class gives its reason', () => {
    expect(strengthOf({ title: 'Train new engineers', gates: [] }).reason).toMatch(/told/);
  });
});
