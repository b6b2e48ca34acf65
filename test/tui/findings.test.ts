import { expect, test } from 'vitest';
import type { Finding } from '../../src/record/finding.ts';
import { TEXT } from '../editor/orders-failed.ts';
import { openApp } from './app.ts';

const at = (text: string, words: string): Finding['range'] => {
  const offset = text.indexOf(words);
  const before = text.slice(0, offset).split('\n');
  const start = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset };
  return { start, end: { ...start, column: start.column + words.length, offset: offset + words.length } };
};

const finding = (text: string, words: string): Finding => ({
  rule: 'actions/weak', severity: 'warning', message: words, suggestion: null, path: 'a.md', range: at(text, words), related: [], fix: null, fingerprint: words, suppressed: null, known: false,
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('typing asks for no check, and a change for one', async () => {
  const checked: string[] = [];
  const app = openApp(TEXT, { check: async (text) => (checked.push(text), []) });
  await pause(200);
  expect(checked).toEqual([TEXT]);
  await app.press('a');
  await app.type('0037 pager fires on the 5xx ratio of the checkout service');
  await app.press('left', 'right', 'escape', 'j', 'k', 'a');
  await pause(200);
  expect(checked).toEqual([TEXT]);
  await app.press('return');
  await app.type('0048 rolled back');
  await app.press('return');
  await pause(200);
  // Two changes within the pause are one check.
  expect(checked).toEqual([TEXT, app.state().session.text]);
});

test('findings stay on the screen through a change, each at its words', async () => {
  const app = openApp(TEXT, { check: async (text) => [finding(text, 'Alert on the pool')] });
  await pause(200);
  const before = app.state().findings;
  expect(before[0]?.range).toEqual(at(TEXT, 'Alert on the pool'));
  await app.press('a');
  await app.type('0037 pager fires');
  await app.press('return');
  expect(app.state().findings).toHaveLength(1);
  expect(app.state().findings[0]?.range).toEqual(at(app.file(), 'Alert on the pool'));
  app.write(app.file().replace('Orders failed.\n', 'Orders failed.\nFor long.\n'));
  app.runner.look();
  await app.press('');
  expect(app.state().findings[0]?.range).toEqual(at(app.file(), 'Alert on the pool'));
  await pause(200);
  expect(app.state().findings[0]?.range).toEqual(at(app.file(), 'Alert on the pool'));
});

test('what a check says of an older text is not shown', async () => {
  const app = openApp(TEXT, { check: async (text) => (await pause(text === TEXT ? 60 : 0), [finding(text, 'Orders failed')]) });
  await pause(170);
  await app.press('a');
  await app.type('0037 pager fires');
  await app.press('return');
  await pause(80);
  expect(app.state().findings).toEqual([]);
  await pause(150);
  expect(app.state().findings).toHaveLength(1);
});
