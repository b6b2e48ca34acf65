import { applyEdits, overlap } from '../document/edit/apply.ts';
import type { Finding } from '../record/finding.ts';
import type { TextEdit } from '../record/source.ts';

export interface FixResult {
  readonly text: string;
  readonly applied: readonly Finding[];
  /** Fixes that touch the characters of an earlier one: they apply in the next run. */
  readonly skipped: readonly Finding[];
}

/**
 * Applies the safe fixes of findings, earlier findings first. Suppressed and known findings are left alone. Running again on what comes out
 * changes nothing more, once every fix was applied.
 */
export const applyFixes = (text: string, findings: readonly Finding[]): FixResult => {
  const edits: TextEdit[] = [];
  const applied: Finding[] = [];
  const skipped: Finding[] = [];
  for (const finding of findings) {
    if (finding.fix === null || finding.suppressed !== null || finding.known) continue;
    if (finding.fix.edits.some((edit) => edits.some((other) => clash(edit, other)))) skipped.push(finding);
    else {
      edits.push(...finding.fix.edits);
      applied.push(finding);
    }
  }
  return { text: applyEdits(text, edits), applied, skipped };
};

const clash = (edit: TextEdit, other: TextEdit): boolean => overlap(edit, other) || (edit.start === other.start && edit.end === other.end);
