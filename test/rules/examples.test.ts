import { describe, expect, test } from 'vitest';
import type { Nodes, Root } from 'mdast';
import { loadEngine, type MarkdownEngine } from '../../src/document/engine.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import type { Finding } from '../../src/record/finding.ts';
import { applyFixes } from '../../src/rules/fixes.ts';
import { RULES } from '../../src/rules/registry.ts';
import { check, exampleOptions, shown } from './check.ts';

/** Removes every position, as of a tree that a plugin made. */
const withoutPositions = (node: Nodes): void => {
  delete node.position;
  if ('children' in node) for (const child of node.children) withoutPositions(child);
};

const placeless: MarkdownEngine = {
  name: 'remark',
  parse: (text): Root => {
    const tree = remarkEngine.parse(text);
    withoutPositions(tree);
    return tree;
  },
};

/** The native engine where it is installed. */
const other = await loadEngine();

test('ids are unique and of the form area/check', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has a bad and a good example, and says what, why and how', () => {
    expect(rule.examples.some(({ findings }) => findings.length > 0)).toBe(true);
    expect(rule.examples.some(({ findings }) => findings.length === 0)).toBe(true);
    for (const words of [rule.docs.summary, rule.docs.why, rule.docs.fix]) expect(words.length).toBeGreaterThan(20);
  });

  test('its options have defaults', () => {
    expect(rule.options.safeParse({}).success).toBe(true);
  });

  test.each(rule.examples.map((example) => [example.name, example] as const))('example: %s', (_name, example) => {
    const options = exampleOptions(id, example);
    const own = (text: string, engine: MarkdownEngine): Finding[] => check(text, { ...options, engine }).filter((finding) => finding.rule === id && finding.suppressed === null);
    const found = own(example.document, remarkEngine);
    expect(found.map(shown)).toEqual(example.findings);
    expect(own(example.document, other)).toEqual(found);
    const fixed = applyFixes(example.document, found).text;
    expect(fixed).toBe(example.fixed ?? example.document);
    expect(applyFixes(fixed, own(fixed, remarkEngine)).text).toBe(fixed);
  });

  test.each(rule.examples.map((example) => [example.name, example] as const))('without positions it does not throw: %s', (_name, example) => {
    expect(() => check(example.document, { ...exampleOptions(id, example), engine: placeless })).not.toThrow();
  });
});
