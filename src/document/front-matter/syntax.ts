import type { ReadingProblem } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import type { FrontMatterEntry } from '../front-matter.ts';

/** Turns offsets within the front matter's content into a place of the file. */
export type Locate = (from: number, to: number) => Source;

export interface FrontMatterContent {
  readonly entries: ReadonlyMap<string, FrontMatterEntry>;
  readonly problems: readonly ReadingProblem[];
}

/** Values that one block may hold; an alias bomb expands to more. */
export const MOST_VALUES = 5_000;
/** Lists and maps within each other. */
export const DEEPEST_VALUE = 50;

export const syntaxProblem = (message: string, source: Source, expected: string | null = null, key: string | null = null): ReadingProblem => ({
  kind: 'front-matter-syntax',
  message,
  expected,
  key,
  source,
});
