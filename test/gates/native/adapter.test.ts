import { assert, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/native.ts';
import { adapterSet } from '../../../src/gates/adapters/load.ts';
import { lintUnits } from '../../../src/gates/collect.ts';
import { CHANGE_RULES } from '../../../src/gates/changes.ts';
import { classifyChange } from '../../../src/gates/diff/classify.ts';
import type { GateFiles } from '../../../src/gates/adapter.ts';
import { gateSet } from './gate-set.ts';

const read = (text: string) => adapter.read({ path: 'gates.yaml', text }, { text: () => null, paths: [] });

test('every gate is a unit, with what it fires on and what it stops', () => {
  const { units, problems } = read(gateSet());
  expect(problems).toEqual([]);
  expect(units.map(({ selector, enforcement, conditions }) => `${selector} ${enforcement}${conditions.map(({ comparator, threshold }) => ` ${comparator} ${threshold}`).join('')}`)).toEqual([
    'promotion/ndcg block lt 0.412', 'promotion/p99 block gt 180', 'promotion/rss block gt 6144', 'promotion/drift block gte 0.2',
    'canary/top1 revert gt 0.25', 'canary/analysis revert', 'rollback/err revert gt 0.02', 'rollback/empty revert gt 0.005', 'rollback/recovery revert',
    'rollout/coverage block lt 0.75', 'rollout/batches block', 'soak block', 'override block',
  ]);
  expect(units[0]).toMatchObject({ mark: 'ranking-quality', paidFor: ['INC-14'], paidFigures: [{ incident: 'INC-14', action: 'AI-3', value: 0.388 }], source: { line: 9 } });
});

describe('what is wrong in the file is said with its place, and its gates are opaque rather than absent', () => {
  test.each([
    ['stragglers in percent', gateSet(['maxStragglers: 1', 'maxStragglers: 5%']), /spec\.rollout\.maxStragglers/],
    ['an unknown key', gateSet(['onBreach: rollback', 'onBreach: rollback\n    onbreach: alert']), /onbreach/],
    ['no duration', gateSet(['bakeTime: 24h', 'bakeTime: soon']), /expected a duration/],
    ['a canary that may fail', gateSet(['maxStragglers: 1', 'maxStragglers: 1\n    canaryFailure: tolerated']), /canaryFailure/],
    ['one id twice', gateSet(['id: p99', 'id: ndcg']), /two gates have the id "ndcg"/],
    ['a template', gateSet(['threshold: 180', 'threshold: {{ .Values.limit }}']), /template|expected number/],
    ['broken YAML', gateSet(['op: gte,', 'op: [gte,']), /./],
  ])('%s', (_, text, message) => {
    const { units, problems } = read(text);
    expect(problems[0]?.message).toMatch(message);
    expect(units.every(({ opaque, enforcement }) => opaque !== null && enforcement === 'unverified')).toBe(true);
  });

  test('an absolute number of stragglers is asked for', () => {
    expect(read(gateSet(['maxStragglers: 1', 'maxStragglers: 5%'])).problems[0]?.hint).toContain('absolute number');
  });
});

test('no text makes it throw', () => {
  const text = gateSet();
  assert(
    property(integer({ min: 0, max: text.length }), integer({ min: 0, max: 40 }), string(), (from, length, inserted) => {
      expect(() => read(text.slice(0, from) + inserted + text.slice(from + length))).not.toThrow();
    }),
    { numRuns: 60 },
  );
});

describe('what weakens a gate file', () => {
  test.each([
    ['a lower threshold', 'threshold: 0.412', 'threshold: 0.4', ['threshold-loosened promotion/ndcg']],
    ['a higher one', 'threshold: 0.412', 'threshold: 0.42', ['threshold-tightened promotion/ndcg']],
    ['another side', 'op: lt, threshold: 0.2', 'op: gt, threshold: 0.2', ['comparator-flipped promotion/drift']],
    ['a wider baseline', 'minAbsoluteChange: -0.002', 'minAbsoluteChange: -0.02', ['threshold-loosened promotion/ndcg']],
    ['fewer samples', 'minSampleSize: 20000', 'minSampleSize: 200', ['sampling-reduced promotion/ndcg']],
    ['no data passes', 'threshold: 180 }', 'threshold: 180, onNoData: pass }', ['nodata-permissive promotion/p99']],
    ['only a warning', 'threshold: 180 }', 'threshold: 180, enforcement: warn }', ['gate-disarmed promotion/p99']],
    ['a gate gone', '    - { id: p99, metric: latency_p99, unit: ms, op: lte, threshold: 180 }\n', '', ['gate-removed promotion/p99']],
    ['different inputs', 'inputs: overlapping', 'inputs: none', ['gate-disarmed canary/top1']],
    ['a slice less', 'slices: [locale]', 'slices: []', ['scope-narrowed canary/top1']],
    ['fewer pairs', 'minOverlap: 4', 'minOverlap: 1', ['sampling-reduced canary/top1']],
    ['more failures', 'failureLimit: 0', 'failureLimit: 1', ['tolerance-raised canary/top1']],
    ['a larger step', 'stepWeights: [1, 5, 25]', 'stepWeights: [1, 15, 25]', ['exposure-increased canary/analysis']],
    ['fewer steps', 'stepWeights: [1, 5, 25]', 'stepWeights: [5, 25]', ['exposure-increased canary/analysis']],
    ['the rollback becomes an alert', 'onBreach: rollback', 'onBreach: alert', ['gate-disarmed canary/analysis', 'gate-disarmed canary/top1']],
    ['a person rolls back', 'automatic: true', 'automatic: false', ['consequence-downgraded rollback/empty', 'consequence-downgraded rollback/err', 'consequence-downgraded rollback/recovery']],
    ['a longer hold', 'for: 2m', 'for: 20m', ['hold-lengthened rollback/err']],
    ['a slower recovery', 'maxRecoveryTime: 5m', 'maxRecoveryTime: 15m', ['recovery-slackened rollback/recovery']],
    ['rarer rehearsals', 'cadence: 30d', 'cadence: 90d', ['recovery-slackened rollback/recovery']],
    ['a rehearsal taken back', 'lastRehearsed: 2026-11-02', 'lastRehearsed: 2026-10-02', ['recovery-slackened rollback/recovery']],
    ['a larger first batch', 'batches: [1, 2, rest]', 'batches: [2, 2, rest]', ['exposure-increased rollout/batches']],
    ['fewer batches', 'batches: [1, 2, rest]', 'batches: [1, rest]', ['exposure-increased rollout/batches']],
    ['more stragglers', 'maxStragglers: 1', 'maxStragglers: 3', ['tolerance-raised rollout/coverage']],
    ['less coverage', 'require: 0.75', 'require: 0.5', ['threshold-loosened rollout/coverage']],
    ["the tool's own word", 'declared: targets.txt', 'declared: targets.txt, from: tool-exit-status', ['gate-disarmed rollout/coverage']],
    ['a shorter bake', 'bakeTime: 24h', 'bakeTime: 1h', ['bake-shortened soak']],
    ['an approver less', 'minApprovers: 2', 'minApprovers: 1', ['bypass-added override']],
    ['one more who may', '"@cleo"]', '"@cleo", "@dan"]', ['bypass-added override']],
    ['a longer override', 'expiresAfter: 4h', 'expiresAfter: 40h', ['bypass-added override']],
    ['an audited fact less', 'require: [who, when, reason, gate]', 'require: [who, when, gate]', ['bypass-added override']],
    ['the incident forgotten', '  - { incident: INC-14, action: AI-3, unit: promotion/ndcg, replay: { value: 0.388, sampleSize: 21000 } }\n', '  []\n', ['provenance-dropped promotion/ndcg']],
    ['a comment', '# gate: ranking-quality', '# gate: ranking-quality\n    # kept since spring', []],
    ['the owner', 'owner: "team:search"', 'owner: "team:ads"', []],
  ] as const)('%s', async (_, from, to, expected) => {
    const adapters = adapterSet();
    const [before, after] = [{ path: 'gates.yaml', text: gateSet() }, { path: 'gates.yaml', text: gateSet([from, to]) }];
    const { changes } = await classifyChange(before, after, { adapters, today: '2026-11-21' });
    expect(changes.flatMap(({ rule, unit, covers }) => [unit, ...covers].map((key) => `${rule} ${key.slice('gates.yaml#'.length)}`)).toSorted()).toEqual([...expected].toSorted());
    const back = await classifyChange(after, before, { adapters, today: '2026-11-21' });
    expect(back.changes.map(({ rule }) => rule).toSorted()).toEqual(changes.map(({ rule }) => CHANGE_RULES[rule].mirror).toSorted());
  });
});

describe('lint', () => {
  const files: Readonly<Record<string, string>> = { 'targets.txt': 'a\nb\nc\nd\n', 'drills/2026-11-02.md': 'It took 3m40s.\n' };
  const lint = (text: string, today = '2026-11-21'): readonly string[] => {
    const all = { ...files, 'gates.yaml': text };
    const around: GateFiles = { text: (path) => all[path as keyof typeof all] ?? null, paths: Object.keys(all) };
    return lintUnits(read(text).units, [adapter], around, today).map(({ id, unit }) => `${id} ${unit.slice('gates.yaml#'.length)}`);
  };

  test('a sound file has no finding', () => expect(lint(gateSet(['maxStragglers: 1', 'maxStragglers: 1']))).toEqual([]));

  test.each([
    ['a canary that compares nothing', ['inputs: overlapping', 'inputs: none'], 'compares-nothing canary/analysis'],
    ['a canary content with no pair', ['minOverlap: 4', 'minOverlap: 0'], 'compares-nothing canary/analysis'],
    ['a canary that cannot fail', ['failureLimit: 0', 'failureLimit: 2'], 'cannot-fail canary/top1'],
    ['a rollback that needs a person', ['automatic: true', 'automatic: false'], 'rollback-needs-a-person rollback/recovery'],
    ['never rehearsed', [', lastRehearsed: 2026-11-02, measuredRecoveryTime: 3m40s, evidence: drills/2026-11-02.md', ''], 'never-rehearsed rollback/recovery'],
    ['rehearsed too long ago', ['lastRehearsed: 2026-11-02', 'lastRehearsed: 2026-09-02'], 'rehearsal-stale rollback/recovery'],
    ['too slow', ['measuredRecoveryTime: 3m40s', 'measuredRecoveryTime: 5m'], 'recovery-too-slow rollback/recovery'],
    ['evidence that is not there', ['evidence: drills/2026-11-02.md', 'evidence: drills/none.md'], 'evidence-missing rollback/recovery'],
    ['an override without audit', [', audit: { log: overrides.jsonl, require: [who, when, reason, gate], reviewWithin: 72h }', ''], 'override-without-audit override'],
    ['an override by anybody', ['approvers: ["@ada", "@ben", "@cleo"]', 'approvers: []'], 'override-by-anybody override'],
    ['an override for ever', [', expiresAfter: 4h', ''], 'override-for-ever override'],
    ["the tool's own word", ['declared: targets.txt', 'declared: targets.txt, from: tool-exit-status'], 'trusts-the-tool rollout/coverage'],
    ['no data passes', ['threshold: 180 }', 'threshold: 180, onNoData: pass }'], 'no-data-passes promotion/p99'],
    ['a gate that was paid for and is gone', ['unit: promotion/ndcg', 'unit: promotion/ndgc'], 'dangling promotion/ndgc'],
  ] as const)('%s', (_, replacement, expected) => expect(lint(gateSet(replacement))).toContain(expected));
});
