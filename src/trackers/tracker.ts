import type { TrackedItem } from './item.ts';

export interface TrackerContext {
  /** Path of the generated file, relative to the root: links to documents start from there. */
  readonly output: string;
  readonly version: string;
}

/** Items to the text of a file: pure, the same for the same items. Text of documents is neutralised for the target. */
export type Tracker = (items: readonly TrackedItem[], context: TrackerContext) => string;
