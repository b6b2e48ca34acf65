import { structuredPatch } from 'diff';
import { neutralise } from '../record/neutralise.ts';

export interface ChangedLine {
  readonly kind: 'same' | 'added' | 'removed' | 'place';
  readonly text: string;
}

/** What differs between two texts, as lines with two of their neighbours; safe to print. */
export const changesBetween = (before: string, after: string): readonly ChangedLine[] =>
  structuredPatch('', '', before, after, '', '', { context: 2 }).hunks.flatMap(({ newStart, lines }): ChangedLine[] => [
    { kind: 'place', text: `line ${newStart}` },
    ...lines.filter((line) => !line.startsWith('\\')).map((line): ChangedLine => ({ kind: line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same', text: neutralise(line) })),
  ]);
