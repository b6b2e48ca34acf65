import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/promptfoo.ts';
import { conditionsIn, lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const config = (assertions: string, more = ''): Texts => ({
  'promptfooconfig.yaml': `prompts: ['{{question}}']\nproviders: [openai:gpt-4o-mini]\ntests:\n  - description: refunds\n    vars: {question: how}\n${more}    assert:\n${assertions}`,
});

test('each assertion with the side on which it fails', () => {
  expect(conditionsIn(adapter, config('      - {type: similar, value: x, threshold: 0.8}\n      - {type: latency, threshold: 900}\n      - {type: not-similar, value: y, threshold: 0.4}\n      - {type: llm-rubric, value: kind, threshold: 0.7}\n      - {type: contains, value: refund}\n', '    threshold: 0.5\n'))).toEqual([
    'refunds/threshold: weighted score of the assertions lt 0.5',
    'refunds/similar: similar score lt 0.8',
    'refunds/latency: latency gt 900',
    'refunds/not-similar: similar score gte 0.4',
    'refunds/llm-rubric: llm-rubric score lt 0.7',
  ]);
});

test.each([
  ['a threshold is lowered', '      - {type: similar, value: x, threshold: 0.8}\n', '      - {type: similar, value: x, threshold: 0.6}\n', ['threshold-loosened']],
  ['a limit is raised', '      - {type: latency, threshold: 900}\n', '      - {type: latency, threshold: 2000}\n', ['threshold-loosened']],
  ['an assertion weighs nothing', '      - {type: contains, value: x}\n', '      - {type: contains, value: x, weight: 0}\n', ['gate-disarmed', 'tolerance-raised']],
  ['another rubric', '      - {type: llm-rubric, value: be kind}\n', '      - {type: llm-rubric, value: be short}\n', ['query-changed']],
  ['an assertion goes', '      - {type: contains, value: x}\n      - {type: cost, threshold: 1}\n', '      - {type: contains, value: x}\n', ['gate-removed']],
])('%s', (_, before, after, expected) => {
  expect(rulesBetween(adapter, config(before), config(after)).toSorted()).toEqual(expected);
});

test('another model under test is told once', () => {
  const before = config('      - {type: contains, value: x}\n      - {type: contains, value: y}\n');
  const after = Object.fromEntries(Object.entries(before).map(([path, text]) => [path, text.replace('gpt-4o-mini', 'gpt-5')]));
  expect(rulesBetween(adapter, before, after)).toEqual(['setting-changed']);
});

test('what only a run tells is opaque and says why', () => {
  expect(unitOf(adapter, config('      - {type: javascript, value: output.length > 3}\n'), 'refunds/javascript').opaque).toContain('code');
  expect(unitOf(adapter, config('      - {type: llm-rubric, value: kind}\n'), 'refunds/llm-rubric').opaque).toContain('grades');
  expect(unitOf(adapter, { 'promptfooconfig.yaml': 'prompts: [a]\ntests: file://cases.csv\n' }).opaque).toContain('another file');
});

test('a test without an assertion is linted', () => {
  const texts = { 'promptfooconfig.yaml': 'prompts: [a]\ntests:\n  - description: nothing\n    vars: {q: 1}\n' };
  expect(unitsIn(adapter, texts).map(({ enforcement }) => enforcement)).toEqual(['observe']);
  expect(lintsIn(adapter, texts)).toEqual(['no-condition']);
});
