import { resolve } from 'node:path';
import { EXIT, type ExitCode } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { Report } from '../../reporters/define-reporter.ts';
import { count } from '../../reporters/words.ts';
import { severityFor } from '../../rules/profile.ts';
import { RULES } from '../../rules/registry.ts';
import type { Host } from '../../workspace/host.ts';
import { keepChanged, selectDocuments } from '../../workspace/select.ts';
import { VERSION } from '../../workspace/version.ts';
import { openWorkspace, type Workspace } from '../../workspace/workspace.ts';
import { planFixes, saveFixes } from '../check/apply-fixes.ts';
import { applyBaseline } from '../check/baseline.ts';
import { nothingChecked } from '../check/nothing-checked.ts';
import { readCheckOptions, type CheckOptions } from '../check/options.ts';
import { countFindings, exitCode } from '../check/outcome.ts';
import { writeOutputs } from '../check/outputs.ts';
import { progressOn } from '../check/progress.ts';
import { fileTargets, runCheck, stdinTarget, type CheckResult, type Target } from '../check/run-check.ts';
import type { CommandRun } from '../command.ts';
import { pathFromHere } from '../collection.ts';
import { terminalOf, type Terminal } from '../terminal.ts';

/** Checks documents: discover, read, run the rules, report. */
export const run: CommandRun = async (host, args) => {
  const options = readCheckOptions(args);
  const terminal = terminalOf(host, host.stdout, args.values);
  if (options.printConfiguration !== null) {
    const workspace = await openWorkspace(host, [options.printConfiguration], options.configuration ?? undefined);
    const { printConfiguration } = await import('../check/print-configuration.ts');
    host.stdout.write(printConfiguration(workspace, options.printConfiguration, options));
    return EXIT.clean;
  }
  if (!options.watch) return (await checkOnce(host, options, terminal)).exit;
  const { watchAndRun } = await import('../check/watch.ts');
  return watchAndRun(host, async () => (await checkOnce(host, options, terminal)).watched);
};

interface Run {
  readonly exit: ExitCode;
  /** Absolute paths whose folders are worth watching. */
  readonly watched: readonly string[];
}

const checkOnce = async (host: Host, options: CheckOptions, terminal: Terminal): Promise<Run> => {
  const stdin = options.paths.includes('-');
  const places = stdin ? (options.stdinPath === null ? [] : [options.stdinPath]) : options.paths;
  const workspace = await openWorkspace(host, places, options.configuration ?? undefined);
  const { targets, failed, watched } = await targetsOf(workspace, options, stdin);
  if (targets.length === 0 && failed.length === 0 && !options.allowEmpty) throw nothingChecked(workspace, options.paths, options.changed !== null);
  const progress = progressOn(host);
  const checked = await runCheck(workspace, targets, options, progress);
  progress.end();
  const result: CheckResult = { ...checked, failed: [...failed, ...checked.failed] };
  const findings = options.baseline === null ? result.findings : applyBaseline(workspace, options.baseline, options.updateBaseline, result);
  const texts = new Map(targets.map((target) => [target.path, target]));
  const textOf = (path: string): string | null => {
    const content = texts.get(path)?.read();
    return content && 'text' in content ? content.text : null;
  };
  const judged = { ...result, findings };
  if (options.fix !== 'no') return { exit: await fix(workspace, judged, options, terminal, textOf), watched };
  await writeOutputs(workspace, reportOf(judged), options.outputs, terminal, textOf);
  return { exit: exitCode(judged, options), watched };
};

const targetsOf = async (workspace: Workspace, options: CheckOptions, stdin: boolean): Promise<{ readonly targets: readonly Target[]; readonly failed: CheckResult['failed']; readonly watched: readonly string[] }> => {
  if (stdin) return { targets: [await stdinTarget(workspace, options.stdinPath ?? 'stdin.md')], failed: [], watched: [] };
  const { files, failed } = selectDocuments(workspace, options.paths);
  const kept = options.changed === null ? files : await keepChanged(workspace, files, options.changed);
  const configuration = workspace.configurationPath === null ? [] : [resolve(workspace.host.cwd, workspace.configurationPath)];
  return { targets: fileTargets(workspace, kept), failed, watched: [...files, ...configuration] };
};

const reportOf = ({ findings, checked, failed }: CheckResult): Report => {
  const found = new Set(findings.map(({ rule }) => rule));
  return {
    findings,
    checked,
    failed,
    counts: countFindings(findings),
    rules: RULES.filter(({ id }) => found.has(id)).map(({ id, docs, severity }) => {
      const final = severityFor(severity, 'final');
      return { id, summary: docs.summary, why: docs.why, fix: docs.fix, severity: final === 'off' ? 'info' : final };
    }),
    version: VERSION,
  };
};

/** Applies or shows the safe fixes. Showing them fails where there are any, as a check of formatting does. */
const fix = async (workspace: Workspace, result: CheckResult, options: CheckOptions, terminal: Terminal, textOf: (path: string) => string | null): Promise<ExitCode> => {
  const { host } = workspace;
  const files = planFixes(result.findings, textOf);
  const fixes = files.reduce((sum, file) => sum + file.fixes, 0);
  if (options.fix === 'show') {
    const { shownDiff, unifiedDiff } = await import('../check/diff.ts');
    for (const { path, before, after } of files) {
      const diff = unifiedDiff(pathFromHere(workspace, path), before, after);
      host.stdout.write(host.stdout.isTTY ? shownDiff(diff, terminal.colour) : diff);
    }
    host.stderr.write(`${count(fixes, 'finding')} can be mended in ${count(files.length, 'document')}; nothing was changed\n`);
    return files.length > 0 ? EXIT.findings : EXIT.clean;
  }
  if (options.paths.includes('-')) {
    // A filter: the document goes in, and comes out mended.
    host.stdout.write(files[0]?.after ?? result.checked.map((path) => textOf(path) ?? '').join(''));
    return exitCode(result, { ...options, failOn: 'never', maxWarnings: null });
  }
  const left = saveFixes(workspace, files);
  for (const path of left) host.stderr.write(`postmortem: ${neutralise(pathFromHere(workspace, path))}: changed meanwhile, not fixed\n`);
  host.stderr.write(`${count(fixes, 'finding')} mended in ${count(files.length - left.length, 'document')}\n`);
  return (await checkOnce(host, { ...options, fix: 'no' }, terminal)).exit;
};
