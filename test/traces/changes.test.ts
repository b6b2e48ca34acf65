import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeBeside, readChanges, weighChanges, type Change } from '../../src/traces/changes.ts';

const AT = Date.UTC(2026, 4, 3, 9, 5);

describe('a log of changes is told by its content', () => {
  test.each([
    ['git log', 'commit 3f2a1b9c0d4e5f60718293a4b5c6d7e8f9012345\nAuthor: Ada Example <ada@example.org>\nDate:   Sun May 3 11:05:00 2026 +0200\n\n    Shorten the system prompt\n\n    It was long.\n', 'commit', 'Shorten the system prompt', ['prompt'], 'Ada Example'],
    ['git log --date=iso', 'commit 3f2a1b9\nAuthor: Ada Example <ada@example.org>\nDate:   2026-05-03 11:05:00 +0200\n\n    Shorten the system prompt\n', 'commit', 'Shorten the system prompt', ['prompt'], 'Ada Example'],
    ['git log, a line each', '3f2a1b9 2026-05-03T11:05:00+02:00 Route a third to the new model\n', 'commit', 'Route a third to the new model', ['model'], null],
    ['git log, a line each, time first', '2026-05-03 11:05:00 +0200|3f2a1b9|Bump the reranker', 'commit', 'Bump the reranker', ['retrieval'], null],
    ['deploys in JSON Lines', '{"timestamp":"2026-05-03T09:05:00Z","service":"assistant","version":"1.42.0","environment":"production","deployed_by":"ada"}\n', 'deploy', 'assistant: version 1.42.0, environment production', [], 'ada'],
    ['a list of deploys', '[{"deployed_at":"2026-05-03T09:05:00Z","service":"search-index","message":"Rebuild with the new tokenizer"}]', 'deploy', 'search-index: Rebuild with the new tokenizer', ['retrieval'], null],
    ['an audit log of flags', `{"items":[{"date":${AT},"kind":"flag","name":"router-v2","title":"ada turned on router-v2","member":{"email":"ada@example.org"}}]}`, 'flag', 'router-v2: ada turned on router-v2', ['model'], 'ada@example.org'],
    ['events of flags', '{"events":[{"type":"feature-environment-enabled","createdAt":"2026-05-03T09:05:00.000Z","createdBy":"ada","featureName":"strict-guardrail","environment":"production"}]}', 'flag', 'strict-guardrail: environment production', ['guardrail'], 'ada'],
    ['a map of flags', '{"flags":{"low_temperature":{"updatedAt":"2026-05-03T09:05:00Z","variation":"on"}}}', 'flag', 'low_temperature: variation on', ['sampling'], null],
  ] as const)('%s', (_, text, kind, title, variables, who) => {
    expect(readChanges(text)).toEqual({ changes: [expect.objectContaining({ time: AT, kind, title, variables, who })], unread: 0 });
  });

  test('what has no time is counted', () => {
    expect(readChanges('{"service":"a"}\nhello\n{"at":"2026-05-03T09:05:00Z","service":"a"}\n')).toMatchObject({ changes: [{ time: AT }], unread: 2 });
  });

  test('whatever the text is, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((json) => `commit 1234567\n${json}`)), (text) => {
        expect(readChanges(text).unread).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});

const HOUR = 3_600_000;
const change = (time: number, variables: Change['variables'] = []): Change => ({ time, kind: 'deploy', title: 'a', reference: null, who: null, variables });

describe('coincidence in time', () => {
  test('is worth something where changes are few', () => {
    expect(weighChanges([change(AT - 4 * 60_000)], AT, 12 * HOUR)).toMatchObject({ count: 1, nearest: [{ lagMinutes: 4 }], coincidence: expect.closeTo(4 / 1440, 5) });
  });

  test('is worth little where there are many', () => {
    const many = Array.from({ length: 200 }, (_, index) => change(AT - 12 * HOUR + index * 0.12 * HOUR - 4 * 60_000));
    expect(weighChanges(many, AT, 12 * HOUR).coincidence).toBeGreaterThan(0.4);
  });

  test('is nothing where all came later, and what is outside the windows does not count', () => {
    expect(weighChanges([change(AT + HOUR), change(AT - 20 * HOUR)], AT, 12 * HOUR)).toMatchObject({ count: 1, coincidence: null });
  });
});

test('a change stands beside the variable it speaks of', () => {
  const weighed = weighChanges([change(AT - 60_000, ['prompt']), change(AT - 120_000, ['model']), change(AT - 3 * HOUR, ['tools'])], AT, 12 * HOUR);
  expect(changeBeside(weighed, 'model', AT)?.lagMinutes).toBe(2);
  expect(changeBeside(weighed, 'tools', AT)).toBeNull();
  expect(changeBeside(weighed, 'sampling', AT)).toBeNull();
});
