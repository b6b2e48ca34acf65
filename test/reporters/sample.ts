import type { Finding } from '../../src/record/finding.ts';
import type { Report, ReporterContext } from '../../src/reporters/define-reporter.ts';

const range = (line: number, column: number, endColumn: number): Finding['range'] => ({
  start: { line, column, offset: 0 },
  end: { line, column: endColumn, offset: endColumn - column },
});

/** A finding with every part that a reporter may print, parts replaced at will. */
export const finding = (parts: Partial<Finding> = {}): Finding => ({
  rule: 'durations/contradiction',
  severity: 'error',
  message: 'The impact is stated as 47 minutes; the timeline gives 58 minutes',
  suggestion: 'State 58 minutes, or mend the timeline',
  path: 'docs/a.md',
  range: range(3, 13, 23),
  related: [{ path: 'docs/a.md', line: 9, range: range(9, 1, 6), message: 'it ends here' }],
  fix: null,
  fingerprint: 'd1f5',
  suppressed: null,
  known: false,
  ...parts,
});

const count = (findings: readonly Finding[], severity: Finding['severity']): number =>
  findings.filter((one) => one.severity === severity && one.suppressed === null && !one.known).length;

/** A report of these findings, counted as the command counts. */
export const report = (findings: readonly Finding[], parts: Partial<Report> = {}): Report => ({
  findings,
  checked: [...new Set(findings.map(({ path }) => path))],
  failed: [],
  counts: {
    error: count(findings, 'error'),
    warning: count(findings, 'warning'),
    info: count(findings, 'info'),
    suppressed: findings.filter(({ suppressed }) => suppressed !== null).length,
    known: findings.filter(({ known }) => known).length,
  },
  rules: [...new Set(findings.map(({ rule }) => rule))].map((id) => ({ id, summary: `finds ${id}`, why: 'because', fix: 'so', severity: 'error' })),
  version: '1.2.3',
  ...parts,
});

/** One of each: an error with a fix, a warning, an information, a suppressed and a known finding, a file that failed. */
export const everything: Report = report(
  [
    finding({ fix: { description: 'write 58', edits: [{ start: 5, end: 7, text: '58' }] } }),
    finding({ rule: 'actions/owner', severity: 'warning', message: 'AI-1 has no owner', suggestion: null, related: [], fingerprint: 'a1', range: range(20, 1, 1) }),
    finding({ rule: 'llm/variables', severity: 'info', message: 'Nothing says which model ran', suggestion: null, path: 'docs/b c.md', related: [], fingerprint: 'b1', range: range(1, 1, 4) }),
    finding({ rule: 'timeline/zone', message: 'No zone', fingerprint: 'c1', suppressed: { reason: 'all of us live in one zone', until: '2027-01-01' } }),
    finding({ rule: 'actions/due', message: 'AI-2 has no due date', fingerprint: 'e1', known: true }),
  ],
  { failed: [{ path: 'docs/bad.md', reason: 'is not UTF-8 text' }] },
);

/** Texts that act on some target: a terminal, a workflow command, HTML, Markdown, XML, a reader's eye. */
export const HOSTILE: readonly string[] = [
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u009b2J',
  'bell \u0007 null \u0000 delete \u007f',
  'first\n::error file=x::injected',
  'first\r\n::set-output name=a::b',
  '::error::injected',
  '%0A::error::injected',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  ']]>&amp;<x/>',
  '[click](javascript:alert(1))',
  '![pixel](https://evil.example/p.png)',
  '| a | b |\n|---|---|',
  '@everyone #1 GH-2 https://evil.example www.evil.example',
  'user\u202efdp.exe',
  '\u2066hidden\u2069 \u200b\u2060\ufeff',
  'line\u2028separator\u2029',
  '\u{e0041}\u{e0042} tags',
  'lone \ud800 surrogate',
  'not a character \uffff',
  '```\nfence',
  '{0} {1} [a](1)',
];

export const context: ReporterContext = { colour: false, unicode: true, width: 80, text: () => null };
