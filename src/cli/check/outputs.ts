import { appendFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UserError } from '../../record/errors.ts';
import type { Report, ReporterContext } from '../../reporters/define-reporter.ts';
import { REPORTERS, type ReporterName } from '../../reporters/registry.ts';
import { saveText } from '../../workspace/save.ts';
import { reasonOf } from '../../workspace/text-file.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Terminal } from '../terminal.ts';
import type { OutputTarget } from './options.ts';

/** Formats that a platform reads: their paths are relative to the top of the git repository. All others are relative to where the command runs. */
const PLATFORM: ReadonlySet<ReporterName> = new Set(['github', 'gitlab', 'sarif']);

/** Prints the report in every format that was asked for. */
export const writeOutputs = async (workspace: Workspace, report: Report, targets: readonly OutputTarget[], terminal: Terminal, textOf: (path: string) => string | null): Promise<void> => {
  for (const { format, path } of targets) {
    const base = PLATFORM.has(format) ? (workspace.gitRoot ?? workspace.root) : workspace.host.cwd;
    const { report: shown, original } = relativeTo(report, workspace.root, base);
    const context: ReporterContext = { ...terminal, colour: terminal.colour && path === null, text: (shownPath) => textOf(original(shownPath)) };
    const text = (await REPORTERS[format]())(shown, context);
    if (path === null) workspace.host.stdout.write(text);
    else saveText(resolve(workspace.host.cwd, path), text);
    if (format === 'github') await writeStepSummary(workspace, shown, context);
  }
};

const writeStepSummary = async ({ host }: Workspace, report: Report, context: ReporterContext): Promise<void> => {
  const path = host.env['GITHUB_STEP_SUMMARY'];
  if (!path) return;
  const { stepSummary } = await import('../../reporters/markdown.ts');
  try {
    appendFileSync(path, stepSummary(report, context));
  } catch (cause) {
    throw new UserError(`the step summary cannot be written: ${reasonOf(cause)}`, { place: path, cause });
  }
};

/** The report with its paths relative to another folder, and the way back. */
const relativeTo = (report: Report, root: string, base: string): { readonly report: Report; readonly original: (path: string) => string } => {
  if (root === base) return { report, original: (path) => path };
  const originals = new Map<string, string>();
  const move = (path: string): string => {
    const moved = relative(base, resolve(root, path)).split(sep).join('/');
    originals.set(moved, path);
    return moved;
  };
  return {
    report: {
      ...report,
      checked: report.checked.map(move),
      failed: report.failed.map((failure) => ({ ...failure, path: move(failure.path) })),
      findings: report.findings.map((finding) => ({ ...finding, path: move(finding.path), related: finding.related.map((place) => ({ ...place, path: move(place.path) })) })),
    },
    original: (path) => originals.get(path) ?? path,
  };
};
