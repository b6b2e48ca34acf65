import type { Finding } from '../record/finding.ts';
import { neutralise } from '../record/neutralise.ts';
import type { Report, Reporter } from './define-reporter.ts';
import { groupBy, isNew } from './order.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0 has no way to write most control characters; `neutralise` has made them visible. U+FFFE and U+FFFF are not characters at all. */
const xml = (text: string): string => neutralise(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character).replace(/[\ufffe\uffff]/g, '\ufffd');

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values).map(([name, value]) => ` ${name}="${xml(String(value))}"`).join('');

const line = (finding: Finding): string => {
  const suggestion = finding.suggestion === null ? '' : ` (${finding.suggestion})`;
  return xml(`${finding.path}:${finding.range.start.line}:${finding.range.start.column} ${finding.severity}: ${finding.message}${suggestion}`);
};

/** A rule that found something in a file: failed by an error that is neither suppressed nor known, else passed with its findings as output. */
const testcase = (path: string, rule: string, findings: readonly Finding[]): string => {
  const failures = findings.filter((finding) => isNew(finding) && finding.severity === 'error');
  const rest = findings.filter((finding) => !failures.includes(finding));
  const failure = failures[0] ? `<failure${attributes({ message: failures[0].message, type: rule })}>${failures.map(line).join('\n')}</failure>` : '';
  const output = rest.length > 0 ? `<system-out>${rest.map(line).join('\n')}</system-out>` : '';
  return `    <testcase${attributes({ name: rule, classname: path, time: 0 })}>${failure}${output}</testcase>\n`;
};

const suite = (path: string, findings: readonly Finding[]): { readonly text: string; readonly tests: number; readonly failures: number } => {
  const rules = groupBy(findings, ({ rule }) => rule);
  const failures = [...rules.values()].filter((group) => group.some((finding) => isNew(finding) && finding.severity === 'error')).length;
  const tests = Math.max(1, rules.size);
  const cases = rules.size > 0 ? [...rules].map(([rule, group]) => testcase(path, rule, group)).join('') : `    <testcase${attributes({ name: 'no findings', classname: path, time: 0 })}/>\n`;
  return { text: `  <testsuite${attributes({ name: path, tests, failures, errors: 0, skipped: 0, time: 0 })}>\n${cases}  </testsuite>\n`, tests, failures };
};

const failedSuite = ({ path, reason }: Report['failed'][number]): string =>
  `  <testsuite${attributes({ name: path, tests: 1, failures: 0, errors: 1, skipped: 0, time: 0 })}>
    <testcase${attributes({ name: 'read', classname: path, time: 0 })}><error${attributes({ message: reason, type: 'not-checked' })}/></testcase>
  </testsuite>\n`;

/** JUnit XML as Jenkins and GitLab read it: one suite a file, one case a rule that found something in it. */
export const reportJunit: Reporter = (report) => {
  const groups = groupBy(report.findings, ({ path }) => path);
  const paths = [...new Set([...report.checked, ...groups.keys()])];
  const suites = paths.map((path) => suite(path, groups.get(path) ?? []));
  const tests = suites.reduce((sum, { tests }) => sum + tests, report.failed.length);
  const failures = suites.reduce((sum, { failures }) => sum + failures, 0);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites${attributes({ name: 'postmortem check', tests, failures, errors: report.failed.length, time: 0 })}>
${report.failed.map(failedSuite).join('')}${suites.map(({ text }) => text).join('')}</testsuites>
`;
};
