import { expect, test } from 'vitest';
import { printItems, summaryOf } from '../../src/cli/actions/print.ts';
import type { TrackedItem } from '../../src/trackers/item.ts';

const item = (over: Partial<TrackedItem>): TrackedItem => ({
  id: '2026-05-03-assistant-model-alias-rolled-forward#AI-1',
  incident: { id: '2026-05-03', title: null, path: 'postmortems/one.md', severity: null, date: null, status: null },
  line: 1, title: 'Pin the model by its dated name', owners: [], due: null, overdueDays: null, ageDays: null, priority: null, type: null, status: 'open', reopened: false, strength: null, strengthReason: '', gates: [], gateState: 'none', tickets: [],
  ...over,
});
const narrow = { colour: false, unicode: true, width: 60 };

test('a column in which no item says anything is left out, and the action stays readable on a narrow terminal', () => {
  expect(printItems([item({}), item({ id: 'x#2', owners: ['@mira'] })], narrow)).toBe(
    [
      'OWNER  STATUS  ITEM                                                  ACTION',
      '-      open    2026-05-03-assistant-model-alias-rolled-forward#AI-1  Pin the model by its dated name',
      '@mira  open    x#2                                                   Pin the model by its dated name',
      '',
    ].join('\n'),
  );
});

test('a very long action is cut', () => {
  const [, line = ''] = printItems([item({ id: 'x#1', title: 'a'.repeat(500) })], narrow).split('\n');
  expect(line).toMatch(/a…$/);
  expect(line.length).toBe(60);
});

test('says how old an item is, what came back, and counts it', () => {
  const items = [item({ id: 'x#1', ageDays: 8, gateState: 'refuted', reopened: true, gates: ['ci.yml#lint'] }), item({ id: 'x#2' })];
  expect(printItems(items, { ...narrow, width: 100 }).split('\n').slice(0, 3)).toEqual([
    'AGE  STATUS      GATE     ITEM  ACTION',
    '8d   open again  refuted  x#1   Pin the model by its dated name',
    '-    open        -        x#2   Pin the model by its dated name',
  ]);
  expect(summaryOf(items)).toBe('2 items, 2 open, 0 overdue, 2 without an owner, 1 open again because a gate is gone or would not fire\n');
});
