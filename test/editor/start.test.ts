import { describe, expect, test } from 'vitest';
import { answersOf, beginStart, reduceStart, startProposals, type Start } from '../../src/editor/start.ts';

const NOW = Date.parse('2026-04-25T01:10Z');
const SURROUNDINGS = { owners: [], severities: ['SEV1', 'SEV2', 'SEV3'] };
const begun = (known: readonly string[] = []): Start => beginStart(known, null, SURROUNDINGS, NOW);

const press = (start: Start, ...keys: readonly string[]): Start => keys.reduce((state, key) => reduceStart(state, key, '', []), start);
const type = (start: Start, text: string): Start => reduceStart(start, '', text, []);

describe('the first screen of new', () => {
  test('asks three questions and gets out of the way', () => {
    const titled = press(type(begun(), 'Orders failed'), 'return');
    const graded = press(type(titled, '2'), 'tab', 'return');
    const done = press(type(graded, '20 minutes ago'), 'return');
    expect(done.outcome).toBe('answered');
    expect(answersOf(done)).toEqual({ title: 'Orders failed', severity: 'SEV2', started: '2026-04-25T00:50' });
  });

  test('takes no answer that does not fit, and says why', () => {
    expect(press(begun(), 'return').message).toContain('a few words');
    const titled = press(type(begun(), 'Orders failed'), 'return');
    expect(press(type(titled, 'bad'), 'return')).toMatchObject({ outcome: 'asking', message: 'one of: SEV1, SEV2, SEV3', prompt: { step: 1, field: { text: 'bad' } } });
    const graded = press(type(titled, 'sev1'), 'return');
    expect(press(type(graded, 'at noon'), 'return').message).toContain('this is no time');
    expect(press(graded, 'return').outcome).toBe('answered');
  });

  test('goes back with escape, and leaves from the first question', () => {
    const titled = press(type(begun(), 'Orders failed'), 'return');
    expect(press(titled, 'escape').prompt).toMatchObject({ step: 0, field: { text: 'Orders failed' } });
    expect(press(titled, 'escape', 'escape').outcome).toBe('left');
    expect(press(titled, 'ctrl-c').outcome).toBe('left');
  });

  test('proposes the levels of the scale, and knows what flags said', () => {
    const titled = press(begun(['Orders failed']), 'return');
    expect(titled.prompt.answers).toEqual(['Orders failed']);
    expect(startProposals(titled)).toEqual(['SEV1', 'SEV2', 'SEV3']);
    expect(press(titled, 'down', 'tab').prompt.field.text).toBe('SEV2');
  });

  test('goes on where an earlier one was cut off', () => {
    const start = beginStart([], { question: { kind: 'start' }, answers: ['Orders failed'], text: 'SE' }, SURROUNDINGS, NOW);
    expect(start.prompt).toMatchObject({ step: 1, answers: ['Orders failed'], field: { text: 'SE' } });
  });
});
