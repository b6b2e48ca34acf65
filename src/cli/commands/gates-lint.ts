import { EXIT } from '../../record/errors.ts';
import { SEVERITIES } from '../../record/finding.ts';
import { REPORTERS } from '../../reporters/registry.ts';
import { VERSION } from '../../workspace/version.ts';
import type { CommandRun } from '../command.ts';
import { countFindings, lintFinding } from '../gates/lint-report.ts';
import { flag, openNamed } from '../gates/open.ts';
import { terminalOf } from '../terminal.ts';

/** Finds gates that cannot do their job. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const { gates, below } = await openNamed(host, values, positionals);
  const findings = gates.lint().filter(({ path }) => below(path)).map(lintFinding);
  const failed = gates.problems.filter(({ path }) => below(path)).map(({ path, message }) => ({ path, reason: message }));
  const checked = [...new Set(gates.units.map(({ path }) => path).filter(below))];
  const reporter = await (values['json'] ? REPORTERS.json() : REPORTERS.pretty());
  const report = { findings, checked, failed, counts: countFindings(findings), rules: [], version: VERSION };
  host.stdout.write(reporter(report, { ...terminalOf(host, host.stdout, values), text: gates.source.text }));
  const limit = flag(values, 'fail-on') ?? 'error';
  const least = SEVERITIES.findIndex((severity) => severity === limit);
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= least) ? EXIT.findings : EXIT.clean;
};
