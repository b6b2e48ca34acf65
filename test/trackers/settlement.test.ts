import { array, assert, boolean, constantFrom, option, property } from 'fast-check';
import { expect, test } from 'vitest';
import { settlements, type StatedDay } from '../../src/trackers/settlement.ts';

const known = { earliest: '2026-01-10', today: '2026-06-01' };
const day = (date: string, settled: Readonly<Record<string, boolean>>): StatedDay => ({ date, settled: new Map(Object.entries(settled)) });
const of = (days: Iterable<StatedDay>, names: readonly string[] = ['AI-1']) => Object.fromEntries(settlements(names, days, known));

test('an item was settled by the commit behind which it was not', () => {
  const days = [day('2026-05-03', { 'AI-1': true }), day('2026-04-02', { 'AI-1': true }), day('2026-03-01', { 'AI-1': false })];
  expect(of(days)).toEqual({ 'AI-1': { from: '2026-04-02', to: '2026-04-02', basis: 'history' } });
});

test('of an item that was opened again the last time counts', () => {
  const days = [day('2026-05-03', { 'AI-1': true }), day('2026-04-02', { 'AI-1': false }), day('2026-03-01', { 'AI-1': true })];
  expect(of(days)).toEqual({ 'AI-1': { from: '2026-05-03', to: '2026-05-03', basis: 'history' } });
});

test('what is settled in the work tree alone is settled today', () => {
  expect(of([day('2026-05-03', { 'AI-1': false })])).toEqual({ 'AI-1': { from: '2026-06-01', to: '2026-06-01', basis: 'history' } });
});

test.each([
  ['it was settled in the first version', [day('2026-05-03', { 'AI-1': true })], '2026-05-03'],
  ['the version before did not list it', [day('2026-05-03', { 'AI-1': true }), day('2026-04-02', {})], '2026-05-03'],
  ['there is no history', [], '2026-06-01'],
])('only a span is known where %s', (_, days, to) => {
  expect(of(days)).toEqual({ 'AI-1': { from: '2026-01-10', to, basis: 'span' } });
});

test('an incident that is dated after the commit bounds nothing', () => {
  expect(Object.fromEntries(settlements(['AI-1'], [day('2025-12-01', { 'AI-1': true })], known))).toEqual({ 'AI-1': { from: null, to: '2025-12-01', basis: 'span' } });
});

test('versions are read no further back than is needed', () => {
  let read = 0;
  const days = (function* () {
    for (const settled of [true, false, false, false]) {
      read++;
      yield day('2026-05-03', { 'AI-1': settled });
    }
  })();
  of(days);
  expect(read).toBe(2);
  of((function* () { read++; yield day('2026-05-03', {}); })(), []);
  expect(read).toBe(2);
});

test('every named item gets one span of days that lies before today and covers the truth', () => {
  const dates = ['2026-05-04', '2026-05-03', '2026-04-02', '2026-03-01', '2026-02-01'];
  const history = array(option(boolean(), { nil: undefined }), { maxLength: dates.length });
  assert(
    property(history, constantFrom('AI-1', 'AI-2'), (states, name) => {
      const days = states.map((state, index) => day(dates[index] ?? '', state === undefined ? {} : { [name]: state }));
      const found = settlements([name], days, known).get(name);
      expect(found).toBeDefined();
      if (found === undefined) return;
      expect((found.from ?? '') <= found.to && found.to <= known.today).toBe(true);
      // Every version from its last day on calls it settled.
      const after = days.filter(({ date }) => date >= found.to);
      expect(after.every(({ settled }) => settled.get(name) === true)).toBe(true);
    }),
  );
});
