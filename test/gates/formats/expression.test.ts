import { describe, expect, test } from 'vitest';
import { evaluateExpression, type Value } from '../../../src/gates/formats/expression/evaluate.ts';
import { parseExpression } from '../../../src/gates/formats/expression/parse.ts';
import { printExpression } from '../../../src/gates/formats/expression/print.ts';

const evaluate = (text: string, result: Value = null): unknown => {
  const parsed = parseExpression(text);
  if ('error' in parsed) return parsed.error;
  const answer = evaluateExpression(parsed.expression, { result });
  return 'value' in answer ? answer.value : answer;
};

describe('values', () => {
  test.each([
    ['1 + 2 * 3', null, 7],
    ['(1 + 2) * 3', null, 9],
    ['-2 ** 2', null, -4],
    ['2 ** 3 ** 2', null, 512],
    ['7 % 4 - 1', null, 2],
    ['1_000 + 0x10 + 1e2 + .5', null, 1116.5],
    ['not true or true', null, true],
    ['!(1 > 2) && "a" == \'a\'', null, true],
    ['result[0] >= 0.95', [0.96], true],
    ['result[-1]', [1, 2, 3], 3],
    ['result.data["a-b"].c', { data: { 'a-b': { c: 5 } } }, 5],
    ['result?.missing', null, null],
    ['result ?? 4', null, 4],
    ['len(result) == 0 || result[0] < 1', [], true],
    ['default(result, 0) < 1', null, true],
    ['isNaN(result[0]) or isInf(result[0])', [Number.NaN], true],
    ['asFloat("1.5") + asInt("2.9")', null, 3.5],
    ['all(result, {# < 3}) and any(result, # > 1)', [1, 2], true],
    ['count(result, {.code == 500}) ', [{ code: 500 }, { code: 200 }], 1],
    ['result | len()', [1, 2], 2],
    ['"b" in ["a", "b"] and "x" not in ["a"]', null, true],
    ['"prefix-a" startsWith "prefix" ? 1 : 2', null, 1],
  ])('%s', (text, result, expected) => {
    expect(evaluate(text, result)).toEqual(expected);
  });
});

describe('what the controller would call an error', () => {
  test.each([
    ['result[0] < 1', [], 'index out of range: 0 (the result has 0)'],
    ['result < 1', [1], 'expected a number, found object'],
    ['result < 1', null, 'expected a number, found nil'],
    ['results[0] < 1', [1], 'unknown name results'],
    ['result && true', 1, 'expected true or false, found number'],
  ])('%s of %j', (text, result, error) => {
    expect(evaluate(text, result)).toEqual({ error });
  });

  test('what is not evaluated here is said, never guessed', () => {
    expect(evaluate('result matches "^5.."', '500')).toEqual({ undecidable: expect.stringContaining('matches') });
    expect(evaluate('fromJSON(result)', '1')).toEqual({ undecidable: expect.stringContaining('fromJSON') });
  });
});

test.each([
  ['result[0] <', 'ends too early'],
  ['(result > 1', 'expected ")"'],
  ['result > 1 2', 'expected the end'],
  ['"open', 'not closed'],
  ['a ; b', 'expected the end'],
  ['€', 'unexpected character'],
  ['!'.repeat(500), 'nests deeper'],
])('%j is no expression', (text, reason) => {
  expect(parseExpression(text)).toEqual({ error: expect.stringContaining(reason) });
});

test.each([
  ['result[0]<0.02&&len(result)>0', '(result[0] < 0.02) and (len(result) > 0)'],
  ['not (a || b)', 'not (a or b)'],
  ["result['code']", 'result.code'],
  ['a ? b : c', 'a ? b : c'],
])('%s in normal form', (text, expected) => {
  const parsed = parseExpression(text);
  expect('error' in parsed ? parsed.error : printExpression(parsed.expression)).toBe(expected);
});
