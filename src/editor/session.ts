import type { RecordEdit } from '../document/edit/record-edit.ts';
import { UserError } from '../record/errors.ts';
import type { IncidentRecord } from '../record/record.ts';
import { applyStep, stepBetween, takeBack, withOthers, withStep, type Step, type Steps } from './history.ts';
import type { Picked } from './import/proposal.ts';
import { mergeTexts } from './merge.ts';

/** A text and what it says. */
export interface Reading {
  readonly text: string;
  readonly record: IncidentRecord;
}

/** A step that was taken back. */
interface Undone {
  readonly step: Step;
  /** The text that it is a change of, where others have changed the text since; null where that is the text as it stands. */
  readonly of: string | null;
  readonly before: Undone | null;
}

/** A document that is being written, and the way back. */
export interface Session extends Reading {
  /** The file's text as it was last read or saved here: what a change by others is told from. */
  readonly base: string;
  readonly done: Steps;
  /** Own steps that were taken back, the newest first. */
  readonly undone: Undone | null;
}

export type Command =
  | { readonly kind: 'edit'; readonly edits: readonly RecordEdit[]; readonly label: string }
  | { readonly kind: 'replace'; readonly text: string; readonly label: string }
  /** What the file held, and what becomes of it together with the session's text. */
  | { readonly kind: 'take-in'; readonly onDisk: string; readonly text: string; readonly label: string }
  /** Entries of other tools. */
  | { readonly kind: 'import'; readonly picked: Picked; readonly label: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

/** What is to be read, or planned, before a command is done. */
export interface Work {
  readonly text: string;
  readonly edits: readonly RecordEdit[];
  /** Entries of other tools to add, where there are any. */
  readonly picked?: Picked;
}

/** A text as it was planned. */
export interface Planned extends Reading {
  /** What became of it, for people, where there is more to say than that it was done. */
  readonly says?: string;
}

/** Plans edits on a text and reads the result. Throws a `UserError` where the document's form has no place for a value. */
export type Plan = (work: Work) => Planned;

export const openSession = (reading: Reading): Session => ({ ...reading, base: reading.text, done: null, undone: null });

export const isSaved = ({ text, base }: Session): boolean => text === base;

/**
 * The newest step that was taken back, made again, together with what others changed since. Null where there is none.
 *
 * @throws UserError where others changed the same lines since.
 */
const madeAgain = (text: string, undone: Undone | null): { readonly text: string; readonly undone: Undone | null } | null => {
  if (undone === null) return null;
  const { step, of, before } = undone;
  const own = applyStep(of ?? text, step);
  if (of === null) return { text: own, undone: before };
  const merged = mergeTexts(of, own, text);
  if (merged.conflicts > 0) throw new UserError(`"${step.label}" cannot be made again: others changed the same lines since`, { hint: 'change them by hand' });
  // The steps below follow from the own text, which others changed too.
  return { text: merged.text, undone: before && { ...before, of: before.of ?? own } };
};

/** What a command needs; null where it changes nothing. Throws a `UserError` where a step cannot be taken back or made again. */
export const workOf = ({ text, done, undone }: Session, command: Command): Work | null => {
  switch (command.kind) {
    case 'edit':
      return { text, edits: command.edits };
    case 'import':
      return { text, edits: [], picked: command.picked };
    case 'replace':
      return command.text === text ? null : { text: command.text, edits: [] };
    case 'take-in':
      return { text: command.text, edits: [] };
    case 'undo': {
      const back = takeBack(text, done);
      return back && { text: back.text, edits: [] };
    }
    case 'redo': {
      const again = madeAgain(text, undone);
      return again && { text: again.text, edits: [] };
    }
  }
};

/** The session after a command whose work is done; the same session where nothing changed. */
export const settle = (session: Session, command: Command, planned: Planned): Session => {
  const { text, done, undone } = session;
  const reading: Reading = { text: planned.text, record: planned.record };
  switch (command.kind) {
    case 'edit':
    case 'import':
    case 'replace': {
      const step = stepBetween(text, reading.text, command.label);
      return step === null ? session : { ...session, ...reading, done: withStep(done, step), undone: null };
    }
    case 'take-in':
      return { ...session, ...reading, base: command.onDisk, done: withOthers(done, text, reading.text), undone: undone && { ...undone, of: undone.of ?? text } };
    case 'undo': {
      const back = takeBack(text, done);
      return back === null ? session : { ...session, ...reading, done: back.done, undone: { step: back.again, of: null, before: undone } };
    }
    case 'redo': {
      const again = madeAgain(text, undone);
      const step = undone && stepBetween(text, reading.text, undone.step.label);
      return again === null ? session : { ...session, ...reading, done: step === null ? done : withStep(done, step), undone: again.undone };
    }
  }
};

/** The session after a command. Pure; throws what the plan throws, and the session stays as it is. */
export const perform = (session: Session, command: Command, plan: Plan): Session => {
  const work = workOf(session, command);
  return work === null ? session : settle(session, command, plan(work));
};

/** What the text becomes together with a change that someone else made to the file. */
export const together = ({ text, base }: Session, onDisk: string): { readonly text: string; readonly conflicts: number } => mergeTexts(base, text, onDisk);

/** The session after its text was written to the file. */
export const markSaved = (session: Session): Session => ({ ...session, base: session.text });
