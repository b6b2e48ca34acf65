import { describe, expect, test } from 'vitest';
import { evaluateHcl, type HclResolve, type HclValue, partialText } from '../../../src/gates/formats/hcl/evaluate.ts';
import { parseHcl } from '../../../src/gates/formats/hcl/tree.ts';

const VARIABLES: Readonly<Record<string, HclValue>> = { 'var.limit': 5, 'var.env': 'prod', 'local.map': { a: 1, b: [2, 3] } };
const resolve: HclResolve = (path) => {
  const value = VARIABLES[path.slice(0, 2).join('.')];
  return value === undefined ? { unknown: path.join('.') } : { value };
};

const attribute = (text: string) => {
  const value = parseHcl(`x = ${text}\n`).attributes.get('x')?.value;
  if (value === undefined) throw new Error('no attribute was read');
  return value;
};

describe('expressions', () => {
  test.each([
    ['15 * 60', 900],
    ['1e-3', 0.001],
    ['-var.limit + 1', -4],
    ['(1 + 2) * 3', 9],
    ['var.limit > 3 && !false', true],
    ['var.env == "prod" ? 1 : 2', 1],
    ['"a ${var.env} $${b} \\"c\\""', 'a prod ${b} "c"'],
    ['"${var.limit}"', 5],
    ['[1, "b", true, null]', [1, 'b', true, null]],
    ['{ a = 1, "b" : [2] }', { a: 1, b: [2] }],
    ['upper(format("%s-%d", var.env, 3))', 'PROD-3'],
    ['max(1, var.limit, 3)', 5],
    ['lookup({ a = 1 }, "z", 9)', 9],
    ['join(",", concat(["a"], ["b"]))', 'a,b'],
    ['coalesce("", var.env)', 'prod'],
    ['<<-EOT\n    one\n      two ${var.env}\n  EOT', '\n    one\n      two prod'.replaceAll('\n    ', '\n')],
  ])('%s', (text, expected) => {
    expect(evaluateHcl(attribute(text), resolve)).toEqual({ value: expected });
  });

  test.each([
    ['var.free', 'var.free'],
    ['[for x in var.list : x]', 'for x in var.list'],
    ['module.a.out + 1', 'module.a.out'],
    ['unknown(1)', 'unknown()'],
  ])('%s depends on %s', (text, unknown) => {
    expect(evaluateHcl(attribute(text), resolve)).toEqual({ unknown: expect.stringContaining(unknown) });
  });

  test('a text keeps what is unknown in it', () => {
    expect(partialText(attribute('"env:${var.env} > ${var.free}"'), resolve)).toBe('env:prod > ${var.free}');
  });
});

describe('files', () => {
  test('blocks, labels, nested blocks and comments with their places', () => {
    const text = '# first\nresource "kind" "name" {\n  a = 1 // why\n  inner "x" {\n    b = 2\n  }\n}\n';
    const file = parseHcl(text);
    const [block] = file.blocks;
    expect(file.brokenAt).toBeNull();
    expect(block).toMatchObject({ type: 'resource', labels: ['kind', 'name'], broken: false, blocks: [{ type: 'inner', labels: ['x'] }] });
    expect(text.slice(block?.from, block?.to)).toBe(text.slice(text.indexOf('resource'), -1));
    expect(file.comments.map((one) => one.text)).toEqual(['# first', '// why']);
  });

  test('a broken file is read block by block', () => {
    const file = parseHcl('a "x" {\n  b = = 1\n}\nc "y" {\n  d = 2\n}\n');
    expect(file.brokenAt).not.toBeNull();
    expect(file.blocks.map((one) => [one.type, one.broken])).toEqual([['a', true], ['c', false]]);
  });
});
