import { describe, expect, test } from 'vitest';
import { readJavascript } from '../../../src/gates/formats/javascript-file.ts';
import { readJson } from '../../../src/gates/formats/json-file.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf } from '../../../src/gates/formats/node.ts';
import { readYaml, readYamlDocument } from '../../../src/gates/formats/yaml-file.ts';
import { filesOf } from '../adapters/reading.ts';

const yaml = (text: string) => readYaml({ path: 'a.yaml', text });
const values = (text: string): readonly string[] => yaml(text).documents.map(({ root }) => canonical(root));

/** Paths of all values that bear a mark. */
const marked = (node: ConfigNode | null, path = ''): readonly string[] => {
  if (node === null) return [];
  const own = node.mark === null || node.kind === 'scalar' ? [] : [`${path}: ${node.mark}`];
  return [...own, ...entriesOf(node).flatMap(({ key, node: inner }) => marked(inner, `${path}/${key}`)), ...itemsOf(node).flatMap((inner, index) => marked(inner, `${path}/${index}`))];
};

describe('YAML', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['several documents', 'a: 1\n---\nb: two\n', ['{"a":1}', '{"b":"two"}']],
    ['anchors and merge keys', 'x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\nz: {<<: [*x, {c: 4}]}\n', ['{"x":{"a":1,"b":2},"y":{"a":1,"b":3},"z":{"a":1,"b":2,"c":4}}']],
    ['YAML 1.2: on is a word', 'on: push\nyes: no\n', ['{"on":"push","yes":"no"}']],
    ['an alias to nothing', 'a: *none\n', ['{"a":<"*none">}']],
    ['the last of two equal keys', 'a: 1\na: 2\n', ['{"a":2}']],
    ['an empty file', '', []],
  ])('%s', (_, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test('every value has its place', () => {
    expect(at(readYamlDocument({ path: 'a', text: 'a:\n  - b: 10\n' }).root, 'a', 0, 'b')).toMatchObject({ value: 10, source: { line: 2, column: 8, start: 10, end: 12 } });
    expect(at(readYamlDocument({ path: 'a', text: 'v: 3.10\n' }).root, 'v')).toMatchObject({ value: 3.1, text: '3.10' });
  });

  test('marks name the entry or item that they stand at', () => {
    const text = 'jobs:\n  # gate: orders\n  # why it is here\n\n  test:\n    steps:\n      # gate: unit\n      - name: a\n      - name: b # gate: late\n        run: |\n          # gate: no comment\n          x\n      - "# gate: no"\n';
    expect(marked(yaml(text).documents[0]?.root ?? null)).toEqual(['/jobs/test: orders', '/jobs/test/steps/0: unit', '/jobs/test/steps/1: late']);
  });

  test.each([
    ['an unclosed list', 'a: [1\nb: 2\n', 'line 2'],
    ['a tab for indentation', 'a:\n\t- b\n', 'Tabs are not allowed'],
  ])('%s is a problem with its place, and what can be read is kept', (_, text, message) => {
    const { documents, problems } = yaml(text);
    expect(documents[0]?.opaque).toContain(message);
    expect(problems[0]?.source?.line).toBe(2);
    expect(canonical(documents[0]?.root ?? null)).toContain('"a"');
  });

  test('templates are read with what they fill in opaque', () => {
    const text = '{{- if .Values.alerts }}\nkind: Rule\nmetadata:\n  name: {{ include "name" . }}-api\n  labels:\n    {{- toYaml .Values.labels | nindent 4 }}\nspec:\n  message: "{{ $labels.job }} is down"\n{{- end }}\n';
    const { documents, problems } = yaml(text);
    expect(problems).toEqual([]);
    expect(documents[0]?.opaque).toContain('template');
    expect(at(documents[0]?.root ?? null, 'metadata', 'name')?.kind).toBe('opaque');
    expect(at(documents[0]?.root ?? null, 'kind')).toMatchObject({ value: 'Rule' });
  });

  test('what only looks like a template is text', () => {
    expect(yaml('a: "{{ $value }} of ${{ github.ref }}"\n').documents[0]?.opaque).toBeNull();
    expect(canonical(at(yaml('a: {{ .x }}\n').documents[0]?.root ?? null, 'a'))).toMatch(/^</);
  });

  test('aliases that multiply are bounded', () => {
    const letters = 'abcdefghijklmnopqrst';
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...letters].slice(1).map((letter, index) => `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${letters[index] ?? ''}`).join(', ')}]`)].join('\n');
    expect(yaml(bomb).documents[0]?.root?.size).toBeLessThan(10_000_000);
  });

  test.each([
    ['brackets', '['.repeat(5000)], ['dashes', '- '.repeat(5000)], ['indentation', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')], ['question marks', '? '.repeat(5000)],
  ])('%s that nest too deeply are refused', (_, text) => {
    expect(yaml(text).problems[0]?.message).toContain('nest more than');
  });
});

describe('JSON', () => {
  test('comments, trailing commas and marks', () => {
    const { root, problems } = readJson({ path: 'a.json', text: '{\n  // gate: cart\n  "cart": {"max": 1.5,},\n  name: \'x\', // JSON5\n}\n' });
    expect(problems).toEqual([]);
    expect(canonical(root)).toBe('{"cart":{"max":1.5},"name":"x"}');
    expect(at(root, 'cart')).toMatchObject({ mark: 'cart', source: { line: 3, column: 11 } });
  });
  test.each(['', '{"a":', '[1 2]', '{]', 'null null'])('%j is a problem, not a crash', (text) => {
    expect(readJson({ path: 'a.json', text })).toMatchObject({ root: null, opaque: expect.stringContaining('not valid JSON') as string });
  });
});

const exported = (text: string, others: Readonly<Record<string, string>> = {}, path = 'load/a.ts'): string =>
  [...readJavascript({ path, text }, filesOf(others)).exports].map(([name, node]) => `${name} = ${canonical(node)}`).join('; ');

describe('JavaScript and TypeScript', () => {
  test.each([
    ['export default { a: 1 }', 'default = {"a":1}'],
    ['module.exports = { a: [1, -2, null, `x`] }', 'default = {"a":[1,-2,null,"x"]}; a = [1,-2,null,"x"]'],
    ['export default defineConfig({ a: { b: 60 * 2 } } satisfies Config)', 'default = {"a":{"b":120}}'],
    ['export default defineConfig(({ mode }) => ({ a: 1, m: mode }))', 'default = {"a":1,"m":<"mode">}'],
    ['const base = { a: 1, b: 2 } as const; export default { ...base, b: base.a }', 'default = {"a":1,"b":1}'],
    ['export const options = { a: `p(95)<${5 * 100}` }', 'options = {"a":"p(95)<500"}'],
    ['export default { a: process.env.MIN || 5 }', 'default = {"a":<"process.env.MIN || 5">}'],
    ['export default { a: load() }', 'default = {"a":<"load()">}'],
    ['let a = 1; a = 2; export default { a }', 'default = {"a":<"a">}'],
    ['const a = b; const b = a; export default a', 'default = <"a">'],
    ['export default mergeConfig(base, { a: { b: 1 } }); const base = { a: { c: 2 } };', 'default = {"a":{"b":1,"c":2}}'],
    ['export default 2 > 1 ? { a: 1 } : { a: 2 }', 'default = {"a":1}'],
    ['import type { X } from "x"; enum E { A } export default <X>{ a: 1 }', 'default = {"a":1}'],
  ])('%s', (text, expected) => {
    expect(exported(text)).toBe(expected);
  });
  test('constants are followed into other files, and no further than the repository', () => {
    expect(exported("import { limits as l } from '../shared/limits.js'; export default l.p95", { 'shared/limits.js': 'export const limits = { p95: 300 };' })).toBe('default = 300');
    expect(exported("const { limits } = require('./limits'); module.exports = limits", { 'load/limits.ts': 'export const limits = [1];' }, 'load/a.js')).toBe('default = [1]');
    expect(exported("import x from '../../../etc/passwd'; export default x")).toBe('default = <"x">');
    expect(exported("import { a } from './b'; export default a", { 'load/b.ts': "export { a } from './a';" })).toBe('default = <"a">');
  });
  test.each(['export default {', 'const a = "\\', '('.repeat(20_000), `export default ${'1+'.repeat(20_000)}1`])('what cannot be read is a problem, not a crash', (text) => {
    expect(readJavascript({ path: 'a.js', text }, filesOf({})).opaque).toContain('not readable');
  });
});
