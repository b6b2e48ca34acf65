import { narrow } from '../document/edit/apply.ts';
import { UserError } from '../record/errors.ts';
import { mergeTexts } from './merge.ts';

/** One change of the text: what stood at a place, and what stands there now. */
export interface Step {
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
  /** What was done, for people: `add entry`. */
  readonly label: string;
}

/** A step of the writer, or one that others made meanwhile, which the writer does not take back. */
interface Done extends Step {
  readonly others: boolean;
}

/** Steps from the newest to the oldest; null where none is left. */
export type Steps = { readonly step: Done; readonly before: Steps } | null;

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

/** The history with a step of the writer's own. */
export const withStep = (done: Steps, step: Step): Steps => ({ step: { ...step, others: false }, before: done });

/** The history with what others changed; changes by others that follow each other are one. */
export const withOthers = (done: Steps, before: string, after: string): Steps => {
  const top = done?.step.others ? done : null;
  const step = stepBetween(top === null ? before : applyStep(before, inverse(top.step)), after, 'change by others');
  const below = top === null ? done : top.before;
  return step === null ? below : { step: { ...step, others: true }, before: below };
};

/** What taking the newest own step back leads to. */
interface TakenBack {
  readonly text: string;
  readonly done: Steps;
  /** The step that makes it again. */
  readonly again: Step;
}

/**
 * Takes back the newest step that the writer made, and leaves what others changed since: theirs is merged with the text as it was before the
 * step. Null where there is no step.
 *
 * @throws UserError where others changed the same lines since.
 */
export const takeBack = (text: string, done: Steps): TakenBack | null => {
  const others = done?.step.others ? done : null;
  const own = others === null ? done : others.before;
  if (own === null) return null;
  const mine = others === null ? text : applyStep(text, inverse(others.step));
  const before = applyStep(mine, inverse(own.step));
  if (others === null) return { text: before, done: own.before, again: own.step };
  const merged = mergeTexts(mine, before, text);
  const again = stepBetween(merged.text, text, own.step.label);
  if (merged.conflicts > 0 || again === null) throw new UserError(`"${own.step.label}" cannot be taken back: others changed the same lines since`, { hint: 'change them by hand' });
  return { text: merged.text, done: withOthers(own.before, before, merged.text), again };
};
