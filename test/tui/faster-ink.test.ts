import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { widthOf } from '../../src/record/width.ts';

const INK = join(import.meta.dirname, '../../node_modules/ink/build/output.js');
const FASTER = join(import.meta.dirname, '../../scripts/faster-ink.js');
const ROWS = join(import.meta.dirname, '../../scripts/ink-rows.js');

interface Screen {
  readonly write: (x: number, y: number, text: string, options: { readonly transformers: readonly ((line: string) => string)[] }) => void;
  readonly clip: (clip: object) => void;
  readonly unclip: () => void;
  readonly get: () => { readonly output: string; readonly height: number };
}
type ScreenClass = new (size: { readonly width: number; readonly height: number }) => Screen;

/** Ink's class of screens as it is, and the one that keeps its rows: two copies of one module. */
const screens = async (): Promise<readonly [plain: ScreenClass, keeping: ScreenClass]> => {
  const [{ default: plain }, { default: keeping }, { keepRows }] = await Promise.all([import(INK), import(`${INK}?keeping`), import(ROWS)]);
  keepRows(keeping);
  return [plain, keeping];
};

const STYLES = [[], [(line: string) => `\u001B[1m${line}\u001B[22m`], [(line: string) => `\u001B[31m${line}\u001B[39m`]] as const;
const TEXT = constantFrom('Deploy begins', '数据库 latency', 'é́ combining', '👩‍🚀 launch', '\u001B[2mfaint\u001B[22m end', '────', 'of two\nlines', ' ');
const WRITE = record({ x: integer({ min: 0, max: 30 }), y: integer({ min: 0, max: 5 }), text: TEXT, style: integer({ min: 0, max: 2 }), clipped: constantFrom(false, false, false, true) });

const [Plain, Keeping] = await screens();

const drawn = (Output: ScreenClass, width: number, writes: readonly { x: number; y: number; text: string; style: number; clipped: boolean }[]): string => {
  const screen = new Output({ width, height: 6 });
  for (const { x, y, text, style, clipped } of writes) {
    if (clipped) screen.clip({ x1: 2, x2: 9, y1: 0, y2: 4 });
    screen.write(x, y, text, { transformers: STYLES[style] ?? [] });
    if (clipped) screen.unclip();
  }
  return screen.get().output;
};

test('a screen that keeps its rows is the same as one that is composed anew, frame after frame', () => {
  assert(
    property(constantFrom(40, 60), array(array(WRITE, { maxLength: 10 }), { minLength: 1, maxLength: 6 }), (width, frames) => {
      expect(Plain).not.toBe(Keeping);
      for (const writes of frames) expect(drawn(Keeping, width, writes)).toBe(drawn(Plain, width, writes));
    }),
    { numRuns: 300 },
  );
});

test('rows that stay are not composed again', () => {
  let composed = 0;
  const counting = [(line: string) => ((composed += 1), line)];
  const rows = Array.from({ length: 6 }, (_, y) => `row ${y}`);
  const frame = (changed: string): number => {
    const before = composed;
    const screen = new Keeping({ width: 50, height: 6 });
    for (const [y, text] of rows.entries()) screen.write(0, y, y === 2 ? changed : text, { transformers: counting });
    screen.get();
    return composed - before;
  };
  expect(frame('a')).toBe(12);
  // Each row is looked at, and one is composed.
  expect(frame('b')).toBe(7);
});

test('the characters that are taken for one column are one column to the library that Ink measures with, alone and in a row', async () => {
  const { NARROW }: { readonly NARROW: string } = await import(FASTER);
  const narrow = new RegExp(`^${NARROW}$`, 'u');
  const characters = Array.from({ length: 0x30_00 }, (_, code) => String.fromCodePoint(code)).filter((character) => narrow.test(character));
  expect(characters.length).toBeGreaterThan(900);
  expect(characters.filter((character) => stringWidth(character) !== 1 || widthOf(character) !== 1)).toEqual([]);
  assert(property(array(constantFrom(...characters)), (line) => {
    expect(stringWidth(line.join(''))).toBe(line.length);
  }));
});

test('the program is built with it', () => {
  const metafile: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../dist/metafile.json'), 'utf8'));
  expect(JSON.stringify(metafile)).toContain('scripts/ink-rows.js');
});
