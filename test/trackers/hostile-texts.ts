import { sample, string } from 'fast-check';

/** Two hundred texts that someone would rather not find in a page, a table, a spreadsheet or a calendar. */
const hostile: readonly string[] = [
  '=HYPERLINK("http://e.example","x")', '+1+1', '-2+3', '@SUM(A1)', '|calc', '%0A', '=cmd|\' /C calc\'!A0', '\t=1', ' =1', '\u{FF1D}1',
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</td></tr></table><h1>x', '<!-- -->', '<a href="javascript:alert(1)">x</a>', '&lt;b&gt;', '"><svg onload=alert(1)>', '<style>*{}</style>',
  '[x](javascript:alert(1))', ') [x](http://e.example) (', '![x](http://e.example/p.png)', '| a | b |', '`code`', '**bold**', '# heading', '- item', '> quote', '~~x~~', '\\', '\\|', 'http://e.example', 'www.e.example', '@everyone', '[^1]', '***', '---', '1. x',
  'a\nb', 'a\r\nb', 'a\rb', 'a\u2028b', 'a\u2029b', 'END:VEVENT\nBEGIN:VEVENT', 'x;y,z', 'ATTENDEE:mailto:a@e.example',
  '\u001b[31mred\u001b[0m', '\u0007', '\u0000', '\u009b31m', '\u202eabc', '\u2066abc\u2069', '\u200babc', '\ufeffabc', '\u00ad', '\ud800',
];
export const hostileTexts = [...hostile, ...sample(string({ unit: 'binary', maxLength: 30 }), { numRuns: 200 - hostile.length, seed: 7 })];

/** What must not come through in any format: controls (line ends aside), bidirectional marks, lone surrogates. */
export const ACTING = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029]/u;
