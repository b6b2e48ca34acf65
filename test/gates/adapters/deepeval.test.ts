import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/deepeval.ts';
import { conditionsIn, rulesBetween, unitOf } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const python = (call: string): Texts => ({ 'tests/test_answers.py': `from deepeval import assert_test\nfrom deepeval import metrics as m\n\n\ndef test_refunds():\n    # gate: refund-answers\n    metric = ${call}\n    assert_test(case, [metric])\n` });

test.each([
  ['m.AnswerRelevancyMetric(threshold=0.7)', 'AnswerRelevancyMetric score lt 0.7'],
  ['m.HallucinationMetric(threshold=0.3)', 'HallucinationMetric score gt 0.3'],
  ['m.FaithfulnessMetric()', 'FaithfulnessMetric score lt 0.5'],
  ['m.BiasMetric(strict_mode=True)', 'BiasMetric score gt 0'],
  ['GEval(name="Tone", threshold=0.9)', 'GEval Tone score lt 0.9'],
  ['m.ToolMetric(threshold=LIMIT)', 'ToolMetric score lt a variable gives the threshold'],
])('%s', (call, expected) => {
  expect(conditionsIn(adapter, python(call)).map((one) => one.slice(one.indexOf(': ') + 2))).toEqual([expected]);
});

test('the test around it and the mark name it', () => {
  expect(unitOf(adapter, python('m.BiasMetric()'))).toMatchObject({ selector: 'test_refunds/BiasMetric', mark: 'refund-answers' });
});

test('a metric without a threshold only scores', () => {
  expect(unitOf(adapter, python('m.BiasMetric(threshold=None)'))).toMatchObject({ enforcement: 'observe', conditions: [] });
  expect(rulesBetween(adapter, python('m.BiasMetric(threshold=0.2)'), python('m.BiasMetric(threshold=0.4)'))).toEqual(['threshold-loosened']);
});

test('metrics made elsewhere are opaque', () => {
  expect(unitOf(adapter, python('make_metric()')).opaque).toContain('only running the file tells');
});
