import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { loadEngine } from '../../src/document/engine.ts';
import { plainText } from '../../src/document/plain-text.ts';

const engine = await loadEngine();
const plainOf = (text: string) => {
  const document = parseDocument('incident.md', text, engine);
  return { document, plain: plainText(document, document.tree.children) };
};

describe('plainText', () => {
  it('points into code that spans lines and keeps its indentation', () => {
    const text = '`\n  &amp;`';
    const { plain } = plainOf(text);
    expect(text[plain.offsetAt(plain.text.indexOf('a'))]).toBe('a');
  });

  it.each([
    ['a **b** `c` [d](e) ![f](g)', 'a b c d f'],
    ['a \\* b &amp; c', 'a * b & c'],
    ['one\n  two  \nthree<br>four', 'one\ntwo\nthree\nfour'],
    ['- a\n- b\n\n> c', 'a\nb\nc'],
    ['| a | b |\n|---|---|\n| c | d |', 'a\nb\nc\nd'],
    ['a<!-- hidden --> b[^1]\n\n[^1]: note', 'a b\nnote'],
  ])('%j', (text, expected) => {
    expect(plainOf(text).plain.text).toBe(expected);
  });

  it.each([
    ['a **bold** c', 'bold', 'bold'],
    ['a **bold** c', 'a bold', 'a **bold'],
    ['x `co\\de` y', 'co\\de', 'co\\de'],
    ['a \\*b\\* c', '*b*', '\\*b\\*'],
    ['a &amp; b', '& b', '&amp; b'],
    ['- one\n  two', 'two', 'two'],
    ['> one\n> two three', 'three', 'three'],
    ['one  \r\ntwo', 'two', 'two'],
    ['![a graph](b.png)', 'graph', 'graph'],
    ['| a | **b** c |\n|---|---|', 'b c', 'b** c'],
  ])('in %j finds %j', (text, words, written) => {
    const { plain } = plainOf(text);
    const at = plain.text.indexOf(words);
    const source = plain.source(at, at + words.length);
    expect(text.slice(source.start, source.end)).toBe(written);
  });

  it('gives the place of every letter, whatever markup stands around it', () => {
    const piece = fc.constantFrom('**', '*', '`', '\\*', '&amp;', ' ', '\n', '\n  ', '> ', '- ', '[x](y)', 'word', 'é', '𝒳', '~~', '| a | b |\n|---|---|\n| c | d |\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const { plain } = plainOf(text);
        const wrong = [...plain.text.matchAll(/[a-zé]/g)].filter((match) => text[plain.offsetAt(match.index)] !== match[0]);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
