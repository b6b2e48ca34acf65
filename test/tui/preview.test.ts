import { assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/document/engine.ts';
import { layOut, type Drawing } from '../../src/tui/markdown/layout.ts';
import { widthOfLine, type Span } from '../../src/tui/markdown/wrap.ts';
import { FORMS } from '../document/edit/forms.ts';
import { HOSTILE } from '../importers/hostile.ts';

const engine = await loadEngine();

const LOOKS = [['bold', 'B'], ['italic', 'I'], ['underline', 'U'], ['strikethrough', 'S'], ['dimColor', 'D']] as const;
const told = ({ text, tone, ...look }: Span): string => {
  const marks = LOOKS.flatMap(([name, mark]) => (look[name] ? [mark] : [])).join('') + (tone === 'accent' ? 'A' : '');
  return marks === '' || text.trim() === '' ? text : `{${marks} ${text}}`;
};

/** The lines with the looks of each piece in braces. */
const drawn = (markdown: string, drawing: Partial<Drawing> = {}): string[] => layOut(engine.parse(markdown), { columns: 40, colour: true, unicode: true, ...drawing }).map((line) => line.map(told).join('').trimEnd());

/** Milliseconds for a table of so many rows. */
const time = (rows: number): number => {
  const tree = engine.parse(`| Time | Event |\n|---|---|\n${'| 2026-04-24 23:50 | one of many events of this log |\n'.repeat(rows)}`);
  const began = performance.now();
  expect(layOut(tree, { columns: 60, colour: true, unicode: true })).toHaveLength(rows + 2);
  return performance.now() - began;
};

describe('a document as its readers see it', () => {
  test.each<[string, string, string[]]>([
    ['headings', '# Orders failed\n\n## Impact\n\n### Users', ['{B Orders} {B failed}', '{D ═════════════}', '', '{B Impact}', '{D ──────}', '', '{B Users}']],
    ['looks within a paragraph', 'It *was* **really** ~~not~~ `down` [here](https://e.example).', ['It {I was} {B really} {S not} {A down} {U here}.']],
    ['a paragraph that is wrapped', `${'word '.repeat(12)}`, ['word word word word word word word word', 'word word word word']],
    ['lists', '- one\n  - two\n- [x] done\n\n1. first\n2. second', ['• one', '  • two', '• [x] done', '', '1. first', '2. second']],
    ['code', '```sh\nkubectl get  pods\n  --all\n```', ['  {A kubectl get  pods}', '  {A   --all}']],
    ['a quotation', '> as they said', ['{D │ }as they said']],
    ['comments, which are not shown', '<!-- hint: who noticed? -->\n\ntext <!-- postmortem-ignore x: y -->', ['text']],
    ['wide characters', '数据库'.repeat(10), ['数据库数据库数据库数据库数据库数据库数据', '库数据库数据库数据库']],
  ])('%s', (_, markdown, lines) => expect(drawn(markdown)).toEqual(lines));

  test('a table fits the screen: its widest column is wrapped', () => {
    expect(drawn('| Time | Event |\n|---|---|\n| 23:50 | The deploy of the new image begins in two regions |\n| 00:37 | 数据库 |')).toEqual([
      '{B Time} {D  │ }{B Event}',
      '{D ──────┼─────────────────────────────────}',
      '23:50{D  │ }The deploy of the new image',
      '     {D  │ }begins in two regions',
      '00:37{D  │ }数据库',
    ]);
  });

  test('without colours code keeps its backticks, without Unicode frames are ASCII', () => {
    expect(drawn('`x`\n\n- a\n\n# b\n\n| a | b |\n|---|---|\n| 1 | 2 |', { colour: false, unicode: false })).toEqual(['{A `x`}', '', '* a', '', '{B b}', '{D =}', '', '{B a}{D  | }{B b}', '{D --+--}', '1{D  | }2']);
  });

  test('no line is wider than the screen and none holds a control character, whatever the document', () => {
    assert(
      property(constantFrom(...Object.values(FORMS), HOSTILE), string({ unit: 'grapheme', maxLength: 60 }), integer({ min: 8, max: 90 }), (form, noise, columns) => {
        for (const line of layOut(engine.parse(`${form}\n\n${noise}\n\n| ${noise.replace(/[|\n\r]/g, '')} | b |\n|---|---|\n`), { columns, colour: true, unicode: true })) {
          expect(widthOfLine(line)).toBeLessThanOrEqual(columns);
          expect(line.map(({ text }) => text).join('')).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a table of thousands of rows is laid out in time that grows as its rows', () => {
    time(100);
    // Linear is 8 and quadratic 64.
    expect(time(4_000) / time(500)).toBeLessThan(32);
  });
});
