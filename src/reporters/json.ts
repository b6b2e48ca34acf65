import type { Reporter } from './define-reporter.ts';
import { toJson } from '../record/json.ts';

/** The whole report as one JSON document (`schemas/report.schema.json`). */
export const reportJson: Reporter = (report) =>
  `${toJson(
    {
      schemaVersion: 1,
      tool: { name: 'postmortem-kit', version: report.version },
      checked: report.checked,
      failed: report.failed,
      counts: report.counts,
      findings: report.findings,
    },
    2,
  )}\n`;
