import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/document/document.ts';
import { loadEngine } from '../../../src/document/engine.ts';
import { parseFrontMatter, type FrontMatterNode } from '../../../src/document/front-matter.ts';

const engine = await loadEngine();
const parse = (text: string) => parseFrontMatter(parseDocument('incident.md', text, engine));

/** A node as plain data. */
const plain = ({ value }: FrontMatterNode): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [key, plain(entry.node)]));
  return Array.isArray(value) ? value.map(plain) : value;
};
const values = (text: string): unknown => Object.fromEntries([...(parse(text).frontMatter?.entries ?? [])].map(([key, { node }]) => [key, plain(node)]));

describe('parseFrontMatter', () => {
  it.each([
    ['YAML', '---\ntitle: "A: b" # why\nservices: [api, db]\ntrigger:\n  change: deploy\n  ref: 04729cef\nwhen: 2026-04-24\nempty:\n---\n', { title: 'A: b', services: ['api', 'db'], trigger: { change: 'deploy', ref: '04729cef' }, when: '2026-04-24', empty: null }],
    ['YAML with Windows line endings', '---\r\ntitle: x\r\ntags:\r\n  - a\r\n---\r\n', { title: 'x', tags: ['a'] }],
    ['YAML behind a byte order mark', '\uFEFF---\ntitle: x\n---\n', { title: 'x' }],
    ['an alias', '---\na: &x [1]\nb: *x\n---\n', { a: [1], b: [1] }],
    ['TOML', '+++\ntitle = "x"\ndate = 2026-04-24\ntags = ["a"]\nextra.team = "b"\n[extra.more]\nn = 1.5\n+++\n', { title: 'x', date: '2026-04-24', tags: ['a'], extra: { team: 'b', more: { n: 1.5 } } }],
    ['an empty block', '---\n---\n', {}],
  ])('reads %s', (_, text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(parse(text).problems).toEqual([]);
  });

  it.each(['# Title\n', '---\n\n# A thematic break\n', 'text\n---\na: b\n---\n'])('finds none in %j', (text) => {
    expect(parse(text)).toEqual({ frontMatter: null, problems: [] });
  });

  it('places every key and value', () => {
    const text = '---\ntitle: "A b"  # c\nlist:\n  - x\n---\nbody\n';
    const { frontMatter } = parse(text);
    const at = (source: { start: number; end: number } | undefined) => text.slice(source?.start, source?.end);
    const title = frontMatter?.entries.get('title');
    expect([at(frontMatter?.source), at(frontMatter?.contentSource), at(title?.keySource), at(title?.node.source)]).toEqual(['---\ntitle: "A b"  # c\nlist:\n  - x\n---', 'title: "A b"  # c\nlist:\n  - x\n', 'title', '"A b"']);
  });

  it.each([
    ['never closed', '---\ntitle: x\n\n# T\n', 'never closed', 1],
    ['a broken list', '---\ntitle: x\nlist: [a\n---\n', 'not valid YAML', 4],
    ['a key twice', '---\na: 1\nb: 2\na: 3\n---\n', 'stands twice', 4],
    ['no keys', '---\njust words\n---\n', 'not a list of keys', 2],
    ['broken TOML', '+++\na = 1\nb = \n+++\n', 'not valid TOML', 3],
  ])('says what is wrong and where: %s', (_, text, message, line) => {
    const [problem] = parse(text).problems;
    expect(problem?.message).toContain(message);
    expect(problem?.source.line).toBe(line);
  });

  it('reads the keys beside a mistake', () => {
    expect(values('---\na: 1\na: 2\nb: 3\n---\n')).toEqual({ a: 1, b: 3 });
  });
});
