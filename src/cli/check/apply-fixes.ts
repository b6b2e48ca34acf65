import { resolve } from 'node:path';
import type { Finding } from '../../record/finding.ts';
import { groupBy } from '../../reporters/order.ts';
import { applyFixes } from '../../rules/fixes.ts';
import { saveText } from '../../workspace/save.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import type { Workspace } from '../../workspace/workspace.ts';

export interface FixedFile {
  /** Root-relative. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly fixes: number;
}

/** What the safe fixes make of each document that has any. */
export const planFixes = (findings: readonly Finding[], textOf: (path: string) => string | null): FixedFile[] => {
  const files: FixedFile[] = [];
  for (const [path, group] of groupBy(findings.filter(({ fix }) => fix !== null), (finding) => finding.path)) {
    const before = textOf(path);
    if (before === null) continue;
    const { text: after, applied } = applyFixes(before, group);
    if (after !== before) files.push({ path, before, after, fixes: applied.length });
  }
  return files;
};

/** Saves the fixed files; one that changed since it was read is left alone, and gives its path. */
export const saveFixes = ({ root }: Workspace, files: readonly FixedFile[]): readonly string[] =>
  files.flatMap(({ path, before, after }) => {
    const absolute = resolve(root, path);
    const now = readTextFile(absolute);
    if (!('text' in now) || now.text !== before) return [path];
    saveText(absolute, after);
    return [];
  });
