import { narrow } from '../document/edit/apply.ts';

/** One change of the text: what stood at a place, and what stands there now. */
export interface Step {
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
  /** What was done, for people: `add entry`. */
  readonly label: string;
}

/** Steps from the newest to the oldest; null where none is left. */
export type Steps = { readonly step: Step; readonly before: Steps } | null;

/** The change that leads from one text to the other; null where they are the same. */
export const stepBetween = (before: string, after: string, label: string): Step | null => {
  if (before === after) return null;
  const { start, end, text } = narrow(before, { start: 0, end: before.length, text: after });
  return { start, removed: before.slice(start, end), inserted: text, label };
};

/** The step that takes another back. */
export const inverse = ({ start, removed, inserted, label }: Step): Step => ({ start, removed: inserted, inserted: removed, label });

/** The text after a step. Throws a `RangeError` where the step was not made on this text. */
export const applyStep = (text: string, { start, removed, inserted }: Step): string => {
  if (!text.startsWith(removed, start) || start > text.length) throw new RangeError(`a step at ${start} does not fit the text`);
  return text.slice(0, start) + inserted + text.slice(start + removed.length);
};
