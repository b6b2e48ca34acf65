import { createTwoFilesPatch } from 'diff';
import { neutraliseLines } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';

/** The change of one file as `git apply` reads it. */
export const unifiedDiff = (path: string, before: string, after: string): string =>
  createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, '');

/** The same for a terminal: coloured, and with nothing that acts on it. */
export const shownDiff = (diff: string, colour: boolean): string => {
  const paint = painter(colour);
  return neutraliseLines(diff).replace(/^([-+@]).*$/gm, (line, mark: string) => paint(mark === '+' ? 'green' : mark === '-' ? 'red' : 'cyan', line));
};
