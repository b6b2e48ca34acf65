import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/record/errors.ts';
import { createBaseline, markKnown, parseBaseline, printBaseline, tightenBaseline } from '../../src/rules/baseline.ts';
import { check } from './check.ts';

const two = '# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 10:20 Stops\n- 10:10 Restarted\n- 25:10 Runs\n';
const one = two.replace('10:10', '10:30');
const rules = (findings: readonly { readonly rule: string }[]): string[] => findings.map(({ rule }) => rule);
const only = ['timeline/*'];

describe('a baseline', () => {
  const baseline = createBaseline(check(two, { only }));

  test('knows the findings of yesterday, wherever they have moved', () => {
    const moved = markKnown(check(two.replace('## Timeline', 'Some words.\n\n## Timeline'), { only }), baseline);
    expect(moved.map(({ known }) => known)).toEqual([true, true]);
  });

  test('does not know a new one of the same rule', () => {
    const worse = markKnown(check(`${two}- 26:00 Closed\n`, { only }), baseline);
    expect(rules(worse.filter(({ known }) => !known))).toEqual(['timeline/impossible-time']);
  });

  test('only tightens: what is mended leaves it, what is new does not enter', () => {
    const found = check(`${one}- 26:00 Closed\n`, { only });
    expect(rules(tightenBaseline(baseline, found, ['postmortem.md']).findings)).toEqual(['timeline/impossible-time']);
  });

  test('keeps what was not checked, and drops what is gone', () => {
    expect(tightenBaseline(baseline, [], []).findings).toHaveLength(2);
    expect(tightenBaseline(baseline, [], [], () => false).findings).toEqual([]);
  });

  test('is printed sorted and read back the same', () => {
    const text = printBaseline({ ...baseline, findings: baseline.findings.toReversed() });
    expect(text).toBe(printBaseline(baseline));
    expect(printBaseline(parseBaseline(text, 'baseline.json'))).toBe(text);
  });

  test.each([
    ['not json', '{', 'the baseline is not JSON'],
    ['another file', '{"version":2,"findings":[]}', 'the baseline is not valid at "version"'],
    ['a finding without its rule', '{"version":1,"findings":[{"path":"a","message":"b","fingerprint":"c"}]}', 'the baseline is not valid at "findings.0.rule"'],
  ])('that is none is a user error: %s', (_name, text, message) => {
    expect(() => parseBaseline(text, 'baseline.json')).toThrow(new UserError(message, { place: 'baseline.json', hint: 'write it with --baseline FILE --update-baseline' }));
  });
});

test('the same finding twice has two fingerprints, stable between runs', () => {
  const text = '# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 25:10 Stops\n- 25:10 Runs\n';
  const first = check(text, { only: ['timeline/impossible-time'] }).map(({ fingerprint }) => fingerprint);
  expect(new Set(first).size).toBe(2);
  expect(check(`\n${text}`, { only: ['timeline/impossible-time'] }).map(({ fingerprint }) => fingerprint)).toEqual(first);
});
