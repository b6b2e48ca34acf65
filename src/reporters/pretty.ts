import type { Finding, Severity } from '../record/finding.ts';
import { neutralise } from '../record/neutralise.ts';
import { painter, type Paint } from '../record/paint.ts';
import type { Report, Reporter, ReporterContext } from './define-reporter.ts';
import { excerpt } from './excerpt.ts';
import { wrapWords } from './layout.ts';
import { groupBy, isNew } from './order.ts';
import { count, countsInWords } from './words.ts';

const COLOUR = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;
const SYMBOLS = {
  unicode: { error: '✖', warning: '▲', info: '●', bar: '│', mark: '━', fix: '→', related: '↳', good: '✔' },
  ascii: { error: 'x', warning: '!', info: 'i', bar: '|', mark: '^', fix: '>', related: '-', good: 'ok' },
} as const;

interface Page {
  readonly context: ReporterContext;
  readonly paint: Paint;
  readonly symbols: (typeof SYMBOLS)[keyof typeof SYMBOLS];
}

const wrap = (text: string, width: number, indent: string): string => wrapWords(text, width).join(`\n${indent}`);

const source = ({ context, paint, symbols }: Page, finding: Finding, lines: readonly string[]): string => {
  const { start, end } = finding.range;
  const line = lines[start.line - 1];
  if (line === undefined || line.trim() === '') return '';
  const number = String(start.line);
  const gutter = number.padStart(6);
  const shown = excerpt(line, start.column - 1, end.line > start.line ? line.length : end.column - 1, Math.max(20, context.width - 12));
  const mark = paint(COLOUR[finding.severity], symbols.mark.repeat(shown.length));
  return `${paint('dim', `${gutter} ${symbols.bar}`)} ${shown.text}\n${paint('dim', `${' '.repeat(6)} ${symbols.bar}`)} ${' '.repeat(shown.indent)}${mark}\n`;
};

const one = (page: Page, finding: Finding, lines: readonly string[]): string => {
  const { paint, symbols, context } = page;
  const width = Math.max(40, context.width - 4);
  const { line, column } = finding.range.start;
  const head = `  ${paint(COLOUR[finding.severity], `${symbols[finding.severity]} ${finding.severity}`)} ${paint('dim', `${line}:${column}`)}  ${paint('dim', finding.rule)}\n`;
  const message = `    ${paint('bold', wrap(neutralise(finding.message), width, '    '))}\n`;
  const related = finding.related.map((place) => {
    const where = place.path === finding.path ? `line ${place.line}` : `${neutralise(place.path)}:${place.line}`;
    return `    ${paint('dim', symbols.related)} ${wrap(`${where}: ${neutralise(place.message)}`, width, '      ')}\n`;
  });
  const suggestion = finding.suggestion === null ? '' : `    ${paint('green', symbols.fix)} ${wrap(neutralise(finding.suggestion), width, '      ')}\n`;
  return head + message + source(page, finding, lines) + related.join('') + suggestion;
};

const summary = ({ paint, symbols }: Page, report: Report): string => {
  const { error, warning } = report.counts;
  const clean = error === 0 && warning === 0 && report.failed.length === 0;
  const fixable = report.findings.filter((finding) => isNew(finding) && finding.fix !== null).length;
  const symbol = clean ? symbols.good : error > 0 || report.failed.length > 0 ? symbols.error : symbols.warning;
  const colour = clean ? 'green' : error > 0 || report.failed.length > 0 ? 'red' : 'yellow';
  const failed = report.failed.length > 0 ? `; ${count(report.failed.length, 'file')} not checked` : '';
  const fixes = fixable > 0 ? `\n  ${count(fixable, 'finding')} can be mended by --fix` : '';
  return `${paint([colour, 'bold'], `${symbol} ${countsInWords(report)}${failed}`)}${fixes}\n`;
};

/** For people: each finding with its source line underlined, grouped by document. Suppressed and known findings are counted only. */
export const reportPretty: Reporter = (report, context) => {
  const page: Page = { context, paint: painter(context.colour), symbols: context.unicode ? SYMBOLS.unicode : SYMBOLS.ascii };
  const { paint } = page;
  let text = '';
  for (const [path, findings] of groupBy(report.findings.filter(isNew), ({ path }) => path)) {
    const lines = context.text(path)?.split(/\r\n|\n|\r/) ?? [];
    text += `${paint('underline', neutralise(path))}\n${findings.map((finding) => one(page, finding, lines)).join('\n')}\n`;
  }
  for (const { path, reason } of report.failed) text += `${paint('red', `${page.symbols.error} ${neutralise(path)}`)}: ${neutralise(reason)}\n`;
  return text + summary(page, report);
};
