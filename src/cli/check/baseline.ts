import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import type { Finding } from '../../record/finding.ts';
import { createBaseline, markKnown, parseBaseline, printBaseline, tightenBaseline } from '../../rules/baseline.ts';
import { saveText } from '../../workspace/save.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckResult } from './run-check.ts';

/** Largest baseline that is read, in bytes. */
const MAX_BASELINE_BYTES = 50_000_000;

/** Marks what the baseline knows; with `update`, makes the file where there is none yet, and drops from it what is mended. */
export const applyBaseline = ({ host, root }: Workspace, name: string, update: boolean, { findings, checked }: CheckResult): readonly Finding[] => {
  const path = resolve(host.cwd, name);
  if (!existsSync(path)) {
    if (!update) throw new UserError('the baseline does not exist', { place: name, hint: 'make it with --update-baseline' });
    const baseline = createBaseline(findings);
    saveText(path, printBaseline(baseline));
    return markKnown(findings, baseline);
  }
  const content = readTextFile(path, MAX_BASELINE_BYTES);
  if ('reason' in content) throw new UserError(`the baseline cannot be read: ${content.reason}`, { place: name });
  const baseline = parseBaseline(content.text, name);
  if (update) {
    const text = printBaseline(tightenBaseline(baseline, findings, checked, (document) => existsSync(resolve(root, document))));
    if (text !== content.text) saveText(path, text);
  }
  return markKnown(findings, baseline);
};
