import { relative, resolve, sep } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { applyEdits, inOrder, overlap } from '../../document/edit/apply.ts';
import type { Finding } from '../../record/finding.ts';
import { neutraliseLines } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';
import type { TextEdit } from '../../record/source.ts';
import { isNew } from '../../reporters/order.ts';

/** The text after the safe fixes of these findings. A fix that touches the characters of an earlier one waits for the next run; null where nothing changes. */
export const fixedText = (text: string, findings: readonly Finding[]): { readonly text: string; readonly fixed: number } | null => {
  const taken: TextEdit[] = [];
  let fixed = 0;
  for (const finding of findings) {
    if (finding.fix === null || !isNew(finding)) continue;
    const { edits } = finding.fix;
    if (edits.some((edit) => taken.some((other) => overlap(edit, other) || (edit.start === other.start && edit.end === other.end)))) continue;
    taken.push(...edits);
    fixed++;
  }
  const after = applyEdits(text, inOrder(taken));
  return after === text ? null : { text: after, fixed };
};

/** The change of one file as `git apply` reads it, relative to where the command runs. */
export const unifiedDiff = (cwd: string, path: string, before: string, after: string): string => {
  const name = relative(cwd, resolve(cwd, path)).split(sep).join('/');
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, '');
};

/** The same for a terminal: coloured, and with nothing that acts on it. */
export const shownDiff = (diff: string, colour: boolean): string => {
  const paint = painter(colour);
  return neutraliseLines(diff).replace(/^([-+@]).*$/gm, (line, mark: string) => paint(mark === '+' ? 'green' : mark === '-' ? 'red' : 'cyan', line));
};
