import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANGE_RULES, type ChangeRuleId } from '../../src/gates/changes.ts';
import type { SettingRule } from '../../src/gates/adapter.ts';
import { compareUnits } from '../../src/gates/compare/unit.ts';
import { bareContext, diffUnits } from '../../src/gates/diff/diff-units.ts';
import { ENFORCEMENT_LADDER, type GateUnit } from '../../src/gates/model.ts';
import { errors, gate } from './units.ts';

const setting = (weaker: ChangeRuleId, stronger: ChangeRuleId, direction: SettingRule['direction'] = 'more-is-weaker'): SettingRule => ({ direction, weaker, stronger, title: weaker });

const SETTINGS: Readonly<Record<string, SettingRule>> = {
  weight: setting('exposure-increased', 'exposure-decreased'),
  bake: setting('bake-shortened', 'bake-lengthened', 'more-is-stronger'),
  bypass: setting('bypass-added', 'bypass-removed'),
  contexts: setting('required-context-dropped', 'required-context-added', 'more-is-stronger'),
  recovery: setting('recovery-slackened', 'recovery-tightened'),
  verbs: setting('permission-granted', 'permission-revoked'),
  run: setting('command-changed', 'command-changed', 'unordered'),
};

const rulesOf = (before: GateUnit, after: GateUnit): readonly ChangeRuleId[] => diffUnits([before], [after], bareContext(() => SETTINGS, '2026-11-21')).map(({ rule }) => rule);

/** For each rule two versions of a unit of which the first becoming the second is that change. */
const PAIRS: Readonly<Partial<Record<ChangeRuleId, readonly [GateUnit, GateUnit]>>> = {
  'gate-disarmed': [gate(), gate({ enforcement: 'observe' })],
  'consequence-downgraded': [gate({ enforcement: 'revert' }), gate()],
  'consequence-unranked': [gate({ enforcement: 'unverified' }), gate({ enforcement: 'notify' })],
  'condition-removed': [gate({ conditions: [errors(), errors({ metric: 'latency' })] }), gate()],
  'threshold-loosened': [gate(), gate({ conditions: [errors({ threshold: 9 })] })],
  'comparator-loosened': [gate({ conditions: [errors({ comparator: 'gte' })] }), gate()],
  'comparator-flipped': [gate(), gate({ conditions: [errors({ comparator: 'lt' })] })],
  'hold-lengthened': [gate({ conditions: [errors({ holdSeconds: 60 })] }), gate({ conditions: [errors({ holdSeconds: 120 })] })],
  'tolerance-raised': [gate(), gate({ conditions: [errors({ tolerance: 2 })] })],
  'sampling-reduced': [gate({ conditions: [errors({ count: 9 })] }), gate({ conditions: [errors({ count: 3 })] })],
  'nodata-permissive': [gate({ conditions: [errors({ onNoData: 'fire' })] }), gate({ conditions: [errors({ onNoData: 'pass' })] })],
  'scope-narrowed': [gate({ scope: ['main', 'release'] }), gate({ scope: ['main'] })],
  'exposure-increased': [gate({ settings: { weight: 5 } }), gate({ settings: { weight: 50 } })],
  'bake-shortened': [gate({ settings: { bake: 60 } }), gate({ settings: { bake: 30 } })],
  'bypass-added': [gate({ settings: { bypass: [] } }), gate({ settings: { bypass: ['admin'] } })],
  'required-context-dropped': [gate({ settings: { contexts: ['test', 'lint'] } }), gate({ settings: { contexts: ['lint'] } })],
  'recovery-slackened': [gate({ settings: { recovery: 60 } }), gate({ settings: { recovery: 90 } })],
  'permission-granted': [gate({ settings: { verbs: ['get'] } }), gate({ settings: { verbs: ['delete', 'get'] } })],
  'provenance-dropped': [gate({ paidFor: ['INC-1'] }), gate()],
  'opaque-became': [gate(), gate({ opaque: 'templated' })],
  'query-changed': [gate(), gate({ conditions: [errors({ metric: 'rate(errors)' })] })],
  'window-changed': [gate({ conditions: [errors({ windowSeconds: 60 })] }), gate({ conditions: [errors({ windowSeconds: 300 })] })],
  'command-changed': [gate({ settings: { run: 'make test' } }), gate({ settings: { run: 'make' } })],
  'setting-changed': [gate({ settings: { unknown: 'a' } }), gate({ settings: { unknown: 'b' } })],
  'gate-moved': [gate(), gate({ path: 'other.yml' })],
  'gate-renamed': [gate(), gate({ selector: 'api/failures', title: 'errors' })],
  reworded: [gate({ title: 'errors' }), gate({ title: 'failures' })],
};

describe('every change rule', () => {
  const ids = Object.keys(CHANGE_RULES).filter((id): id is ChangeRuleId => id in CHANGE_RULES);

  test.each(ids)('%s has a mirror whose mirror it is', (id) => {
    const mirror: ChangeRuleId = CHANGE_RULES[id].mirror;
    expect(CHANGE_RULES[mirror].mirror).toBe(id);
  });

  test('gate-removed and gate-added are each other the other way round', () => {
    const context = bareContext(() => ({}), '2026-11-21');
    expect(diffUnits([gate()], [], context).map(({ rule }) => rule)).toEqual(['gate-removed']);
    expect(diffUnits([], [gate()], context).map(({ rule }) => rule)).toEqual(['gate-added']);
  });

  test('what only does something comes and goes without a word of protection, unless an incident paid for it', () => {
    const task = gate({ acts: true, title: 'deploy' });
    const context = bareContext(() => SETTINGS, '2026-11-21');
    const paid = { ...context, paidFor: () => [{ incident: 'INC-1', action: null, title: null, record: null }] };
    expect(diffUnits([task], [], context).map(({ level, rule }) => [level, rule])).toEqual([['INFO', 'task-removed']]);
    expect(diffUnits([], [task], context).map(({ level, rule }) => [level, rule])).toEqual([['INFO', 'task-added']]);
    expect(diffUnits([task], [], paid).map(({ level, rule }) => [level, rule])).toEqual([['ERR', 'gate-removed']]);
    expect(rulesOf(gate({ acts: true, scope: ['push'] }), gate({ acts: true, scope: [] }))).toEqual([]);
    expect(rulesOf(gate({ scope: ['push'] }), gate({ scope: [] }))).toEqual(['scope-narrowed']);
  });

  test('gate-superseded is its own mirror, and graver where the successor reaches less', () => {
    const strong = gate({ selector: 'api/errors', body: 'one' });
    const weak = gate({ selector: 'web/failures', body: 'two', enforcement: 'notify', conditions: [errors({ metric: 'failures' })] });
    const context = { ...bareContext(() => SETTINGS, '2026-11-21'), successor: (_: GateUnit, [candidate]: readonly GateUnit[]) => candidate ?? null, replay: () => ({ verdict: 'fires' as const, reason: '9 is > 5', settledBy: null }) };
    const told = (before: GateUnit, after: GateUnit): readonly string[] => diffUnits([before], [after], context).map(({ level, rule, unit }) => `${level} ${rule} ${unit}`);
    expect(told(strong, weak)).toEqual(['ERR gate-superseded gates.yml#web/failures', 'INFO gate-added gates.yml#web/failures']);
    expect(told(weak, strong)).toEqual(['WARN gate-superseded gates.yml#api/errors', 'INFO gate-added gates.yml#api/errors']);
  });

  test.each(ids.filter((id) => !['gate-removed', 'gate-added', 'task-removed', 'task-added', 'gate-superseded'].includes(id)))('%s: comparing the other way round gives its mirror', (id) => {
    const forward = PAIRS[id];
    const backward = PAIRS[CHANGE_RULES[id].mirror];
    const [before, after] = forward ?? [backward?.[1], backward?.[0]];
    if (before === undefined || after === undefined) throw new Error(`no pair of units for ${id}`);
    expect(rulesOf(before, after)).toEqual([id]);
    expect(rulesOf(after, before)).toEqual([CHANGE_RULES[id].mirror]);
  });
});

describe('the enforcement ladder', () => {
  test.each([
    ['block', 'notify', 'gate-disarmed'], ['block', 'dormant', 'gate-disarmed'], ['notify', 'observe', 'gate-disarmed'], ['observe', 'dormant', 'consequence-downgraded'],
    ['revert', 'halt', 'consequence-downgraded'], ['block', 'unverified', 'opaque-became'], ['unverified', 'observe', 'gate-disarmed'], ['observe', 'unverified', 'gate-armed'],
    ['unverified', 'block', 'opaque-resolved'], ['unverified', 'notify', 'consequence-unranked'], ['notify', 'unverified', 'consequence-unranked'],
  ] as const)('%s to %s is %s', (before, after, rule) => expect(rulesOf(gate({ enforcement: before }), gate({ enforcement: after }))).toEqual([rule]));

  test('every step has its mirror', () => {
    const rung = constantFrom(...ENFORCEMENT_LADDER, 'unverified' as const);
    assert(
      property(rung, rung, (one, other) => {
        const forward = rulesOf(gate({ enforcement: one }), gate({ enforcement: other }));
        const backward = rulesOf(gate({ enforcement: other }), gate({ enforcement: one }));
        expect(backward).toEqual(forward.map((rule) => CHANGE_RULES[rule].mirror));
      }),
    );
  });
});

describe('conditions', () => {
  test.each([
    ['another unit, the same bound', { threshold: 500, unit: 'ms' }, { threshold: 0.5, unit: 's' }, []],
    ['95 % and 0.95', { threshold: 95, unit: '%' }, { threshold: 0.95, unit: 'ratio' }, []],
    ['looser in another unit', { threshold: 500, unit: 'ms' }, { threshold: 2, unit: 's' }, ['threshold-loosened']],
    ['a floor falls', { comparator: 'lt', threshold: 9 }, { comparator: 'lt', threshold: 3 }, ['threshold-loosened']],
    ['equal becomes at most', { comparator: 'eq', threshold: 0 }, { comparator: 'lte', threshold: 0 }, ['comparator-tightened']],
    ['fires on the other side', { comparator: 'eq', threshold: 200 }, { comparator: 'ne', threshold: 200 }, ['comparator-flipped']],
    ['a number becomes an expression', {}, { threshold: null, expression: 'limit' }, ['opaque-became']],
    ['looser and longer', { holdSeconds: 60 }, { threshold: 9, holdSeconds: 300 }, ['threshold-loosened', 'hold-lengthened']],
    ['another query with another number is not ranked', {}, { metric: 'increase(errors)', threshold: 300 }, ['query-changed']],
  ] as const)('%s', (_, before, after, rules) => {
    expect(compareUnits(gate({ conditions: [errors(before)] }), gate({ conditions: [errors(after)] }), {}).map(({ rule }) => rule)).toEqual(rules);
  });

  const latency = errors({ metric: 'latency' });

  test('a further condition that must hold too narrows the gate', () => {
    expect(rulesOf(gate(), gate({ conditions: [errors({ conjunct: 'a' }), { ...latency, conjunct: 'a' }] }))).toEqual(['scope-narrowed']);
  });

  test('a further alternative widens it', () => {
    expect(rulesOf(gate(), gate({ conditions: [errors(), latency] }))).toEqual(['condition-added']);
  });
});

test('a list that exchanges one element is weaker in one way and stronger in another', () => {
  expect(rulesOf(gate({ scope: ['pull_request'] }), gate({ scope: ['push'] }))).toEqual(['scope-narrowed', 'scope-widened']);
});

test('a body that changed without anything that is modelled: reworded with conditions, unranked without', () => {
  expect(rulesOf(gate(), gate({ body: 'other' }))).toEqual(['reworded']);
  expect(rulesOf(gate({ conditions: [] }), gate({ conditions: [], body: 'other' }))).toEqual(['command-changed']);
});

test('a unit equals itself', () => {
  for (const pair of Object.values(PAIRS)) for (const unit of pair) expect(rulesOf(unit, unit)).toEqual([]);
});

const units = (selectors: readonly string[], facts: Partial<GateUnit> = {}): readonly GateUnit[] => selectors.map((selector) => gate({ selector, body: selector, ...facts }));

describe('findings that repeat', () => {
  const context = bareContext(() => SETTINGS, '2026-11-21');

  test('are one, on the outermost unit, with the others by name', () => {
    const selectors = ['job/a', 'job/b', 'job'];
    const changes = diffUnits(units(selectors, { scope: ['main', 'release'] }), units(selectors, { scope: ['main'] }), context);
    expect(changes.map(({ level, unit, covers }) => [level, unit, covers])).toEqual([['ERR', 'gates.yml#job', ['gates.yml#job/a', 'gates.yml#job/b']]]);
  });

  test('what goes takes its parts with it, but gates side by side go one by one', () => {
    const changes = diffUnits(units(['job', 'job/a', 'other', 'job-b']), [], context);
    expect(changes.map(({ unit, covers }) => [unit, covers])).toEqual([['gates.yml#job', ['gates.yml#job/a']], ['gates.yml#job-b', []], ['gates.yml#other', []]]);
  });

  test('an acceptance of one takes it out of the others, and never covers more than it named', () => {
    const [before, after] = [units(['a', 'b', 'c'], { scope: ['main', 'release'] }), units(['a', 'b', 'c'], { scope: ['main'] })];
    const of = (count: number, fingerprints: readonly string[]): ReturnType<typeof diffUnits> =>
      diffUnits(before.slice(0, count), after.slice(0, count), { ...context, accepted: fingerprints.map((fingerprint) => ({ fingerprint, reason: 'r', by: '@a', until: '2099-01-01' })) });
    const [two] = of(2, []);
    expect(of(2, [two?.fingerprint ?? '']).map(({ level }) => level)).toEqual(['WARN']);
    expect(of(3, [two?.fingerprint ?? '']).map(({ level }) => level)).toEqual(['ERR']);
    const [one] = of(1, []);
    expect(of(3, [one?.fingerprint ?? '']).map(({ level, unit, covers }) => [level, unit, covers.length])).toEqual([['ERR', 'gates.yml#b', 1], ['WARN', 'gates.yml#a', 0]]);
  });
});
