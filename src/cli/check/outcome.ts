import { EXIT, type ExitCode } from '../../record/errors.ts';
import { SEVERITIES, type Finding } from '../../record/finding.ts';
import type { Report } from '../../reporters/define-reporter.ts';
import { isNew } from '../../reporters/order.ts';
import type { CheckOptions } from './options.ts';
import type { CheckResult } from './run-check.ts';

/** New findings by severity; suppressed and known ones aside. */
export const countFindings = (findings: readonly Finding[]): Report['counts'] => {
  const counts = { error: 0, warning: 0, info: 0, suppressed: 0, known: 0 };
  for (const finding of findings) {
    if (finding.suppressed !== null) counts.suppressed++;
    else if (finding.known) counts.known++;
    else counts[finding.severity]++;
  }
  return counts;
};

/** 2 where a file could not be checked, else 1 where a new finding is as grave as `--fail-on` says or warnings are too many, else 0. */
export const exitCode = ({ findings, failed }: Pick<CheckResult, 'findings' | 'failed'>, { failOn, maxWarnings }: CheckOptions): ExitCode => {
  if (failed.length > 0) return EXIT.failed;
  const grave = failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  if (findings.some((finding) => isNew(finding) && grave.includes(finding.severity))) return EXIT.findings;
  return maxWarnings !== null && countFindings(findings).warning > maxWarnings ? EXIT.findings : EXIT.clean;
};
