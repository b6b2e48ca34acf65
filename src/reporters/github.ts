import { SEVERITIES, type Finding, type Severity } from '../record/finding.ts';
import { neutralise } from '../record/neutralise.ts';
import type { Reporter } from './define-reporter.ts';
import { isNew } from './order.ts';
import { countsInWords } from './words.ts';

const COMMAND = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

/** GitHub shows ten annotations of a kind for each step; the rest stands in the step summary. */
const SHOWN_PER_KIND = 10;

/** Escapes of workflow commands as the runner reads them: data `% \r \n`, properties also `: ,`. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = (kind: string, properties: Readonly<Record<string, string | number>>, message: string): string =>
  `::${kind} ${Object.entries(properties).map(([key, value]) => `${key}=${property(neutralise(String(value)))}`).join(',')}::${data(message)}\n`;

const annotation = (finding: Finding): string => {
  const { start, end } = finding.range;
  const columns = start.line === end.line ? { col: start.column, endColumn: Math.max(start.column, end.column - 1) } : {};
  const properties = { file: finding.path, line: start.line, endLine: end.line, ...columns, title: finding.rule };
  const message = neutralise(finding.message) + (finding.suggestion === null ? '' : `\n${neutralise(finding.suggestion)}`);
  return command(COMMAND[finding.severity], properties, message);
};

/** Workflow commands that annotate the changed lines of a pull request; suppressed and known findings are left out. */
export const reportGithub: Reporter = (report) => {
  const news = report.findings.filter(isNew);
  const shown = SEVERITIES.flatMap((severity) => news.filter((finding) => finding.severity === severity).slice(0, SHOWN_PER_KIND));
  const failures = report.failed.slice(0, SHOWN_PER_KIND).map(({ path, reason }) => command('error', { file: path, title: 'not checked' }, neutralise(`${path} ${reason}`)));
  const left = news.length - shown.length;
  const rest = left > 0 ? `${left} more in the step summary\n` : '';
  return `${failures.join('')}${shown.map(annotation).join('')}${countsInWords(report)}\n${rest}`;
};
