import { expect, test } from 'vitest';
import { matchUnits } from '../../src/gates/compare/match.ts';
import { errors, gate } from './units.ts';

const waysOf = (before: Parameters<typeof matchUnits>[0], after: Parameters<typeof matchUnits>[1]): readonly string[] => {
  const { matches, removed, added } = matchUnits(before, after);
  return [...matches.map((match) => `${match.by}: ${match.before.key} → ${match.after.key}`), ...removed.map(({ key }) => `gone: ${key}`), ...added.map(({ key }) => `new: ${key}`)];
};

test('a mark is looked at first, whatever else agrees', () => {
  const marked = gate({ mark: 'errors', path: 'new.yml', selector: 'web/failures', body: 'rewritten' });
  expect(waysOf([gate({ mark: 'errors' })], [marked, gate()])).toEqual(['mark: gates.yml#api/errors → new.yml#web/failures', 'new: gates.yml#api/errors']);
});

test('then the key, the selector in another file, the body, and the name with the same measurement', () => {
  expect(waysOf([gate()], [gate({ body: 'x' })])).toEqual(['key: gates.yml#api/errors → gates.yml#api/errors']);
  expect(waysOf([gate()], [gate({ path: 'other.yml', body: 'x' })])).toEqual(['file: gates.yml#api/errors → other.yml#api/errors']);
  expect(waysOf([gate()], [gate({ selector: 'web/failures' })])).toEqual(['body: gates.yml#api/errors → gates.yml#web/failures']);
  expect(waysOf([gate()], [gate({ selector: 'web/errors', body: 'x' })])).toEqual(['name: gates.yml#api/errors → gates.yml#web/errors']);
});

test('what could be two things is neither', () => {
  expect(waysOf([gate()], [gate({ path: 'a.yml', body: 'x' }), gate({ path: 'b.yml', body: 'y' })])).toEqual(['gone: gates.yml#api/errors', 'new: a.yml#api/errors', 'new: b.yml#api/errors']);
});

test('another measurement under the same name is another gate', () => {
  const other = gate({ selector: 'web/errors', body: 'x', conditions: [errors({ metric: 'latency' })] });
  expect(waysOf([gate()], [other])).toEqual(['gone: gates.yml#api/errors', 'new: gates.yml#web/errors']);
});
