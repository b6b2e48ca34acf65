import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { excerpt } from '../../src/reporters/excerpt.ts';
import { reportPretty } from '../../src/reporters/pretty.ts';
import { context, everything, finding, report } from './sample.ts';

const SOURCE = '# A\n\nThe impact: 47 minutes of errors\n';

describe('the page for people', () => {
  test('shows each finding with its source line underlined', () => {
    expect(reportPretty(everything, { ...context, text: (path) => (path === 'docs/a.md' ? SOURCE : null) })).toBe(`docs/a.md
  ✖ error 3:13  durations/contradiction
    The impact is stated as 47 minutes; the timeline gives 58 minutes
     3 │ The impact: 47 minutes of errors
       │             ━━━━━━━━━━
    ↳ line 9: it ends here
    → State 58 minutes, or mend the timeline

  ▲ warning 20:1  actions/owner
    AI-1 has no owner

docs/b c.md
  ● info 1:1  llm/variables
    Nothing says which model ran

✖ docs/bad.md: is not UTF-8 text
✖ 1 error, 1 warning, 1 info in 2 documents; 1 suppressed, 1 known; 1 file not checked
  1 finding can be mended by --fix
`);
  });

  test('speaks ASCII where Unicode is not to be had, and colours only where it may', () => {
    const text = reportPretty(everything, { ...context, unicode: false, text: () => SOURCE });
    expect(text).toMatch(/^[\u0020-\u007e\n]*$/);
    const coloured = reportPretty(everything, { ...context, colour: true });
    expect(coloured.split('\u001b[').length).toBeGreaterThan(5);
    expect(text).not.toContain('\u001b');
  });

  test('wraps a long message at the width', () => {
    const long = report([finding({ message: Array(40).fill('words').join(' '), suggestion: null, related: [] })]);
    expect(Math.max(...reportPretty(long, { ...context, width: 60 }).split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
  });
});

describe('the mark under a source line', () => {
  test.each([
    ['plain', 'the impact was', 4, 10, '    ━━━━━━'],
    ['wide characters', '障害は 47 分', 4, 6, '       ━━'],
    ['combining characters', 'e\u0301te\u0301 fini', 6, 10, '    ━━━━'],
    ['an emoji family', '👩‍👩‍👧 x', 9, 10, '   ━'],
    ['a tab', '\ta', 1, 2, ' ━'],
    ['a hidden character', 'a\u202eb c', 4, 5, '           ━'],
    ['nothing', 'abc', 1, 1, ' ━'],
    ['past the end', 'abc', 9, 12, '   ━'],
  ])('stands under %s', (_name, line, start, end, mark) => {
    const { indent, length } = excerpt(line, start, end, 60);
    expect(' '.repeat(indent) + '━'.repeat(length)).toBe(mark);
  });

  test('a long line is cut around the place', () => {
    const line = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
    const { text, indent, length } = excerpt(line, 500, 504, 60);
    expect(text.slice(indent, indent + length)).toBe('HERE');
    expect(stringWidth(text)).toBeLessThanOrEqual(62);
  });
});
