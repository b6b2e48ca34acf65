import type { Finding } from '../record/finding.ts';
import type { Report, Reporter } from './define-reporter.ts';

/** The document of `schemas/report.schema.json`. */
const reportOf = (report: Report) => ({
  schemaVersion: 1,
  tool: { name: 'postmortem-kit', version: report.version },
  checked: report.checked,
  failed: report.failed,
  counts: report.counts,
  findings: report.findings,
});

/** The whole report as one JSON document. */
export const reportJson: Reporter = (report) => `${JSON.stringify(reportOf(report), null, 2)}\n`;

/** One finding a line; the counts and failures are not part of it. */
export const reportJsonLines: Reporter = (report) => report.findings.map((finding: Finding) => `${JSON.stringify(finding)}\n`).join('');
