import type { Severity } from '../record/finding.ts';
import { neutralise } from '../record/neutralise.ts';
import type { Reporter } from './define-reporter.ts';
import { toJson } from '../record/json.ts';

const SEVERITY = { error: 'major', warning: 'minor', info: 'info' } as const satisfies Record<Severity, string>;

/**
 * GitLab Code Quality: GitLab compares fingerprints with the target branch itself, so known findings stay; suppressed ones, which the
 * format cannot mark, are left out, and a file that could not be read is a blocker.
 */
export const reportGitlab: Reporter = (report) =>
  `${toJson(
    [
      ...report.failed.map(({ path, reason }) => ({
        description: neutralise(`Not checked: ${reason}`),
        check_name: 'not-checked',
        fingerprint: `not-checked ${path}`,
        severity: 'blocker',
        location: { path, lines: { begin: 1 } },
      })),
      ...report.findings
        .filter((finding) => finding.suppressed === null)
        .map((finding) => ({
          description: neutralise(finding.suggestion === null ? finding.message : `${finding.message}. ${finding.suggestion}`),
          check_name: finding.rule,
          fingerprint: finding.fingerprint,
          severity: SEVERITY[finding.severity],
          location: { path: finding.path, lines: { begin: finding.range.start.line, end: finding.range.end.line } },
        })),
    ],
    2,
  )}\n`;
