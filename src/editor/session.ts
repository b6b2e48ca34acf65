import { subjectOf } from '../document/edit/open.ts';
import { planEdits } from '../document/edit/plan-edit.ts';
import type { RecordEdit } from '../document/edit/record-edit.ts';
import type { EditSubject } from '../document/edit/subject.ts';
import { applyStep, inverse, stepBetween, type Step, type Steps } from './history.ts';
import { mergeTexts } from './merge.ts';

/** A document that is being written, and the way back. */
export interface Session {
  readonly subject: EditSubject;
  /** The file's text as it was last read or saved here: what a change by others is told from. */
  readonly base: string;
  readonly done: Steps;
  readonly undone: Steps;
}

export type Command =
  | { readonly kind: 'edit'; readonly edits: readonly RecordEdit[] }
  | { readonly kind: 'replace'; readonly text: string; readonly label: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

export const openSession = (subject: EditSubject): Session => ({ subject, base: subject.document.text, done: null, undone: null });

export const textOf = ({ subject }: Session): string => subject.document.text;

export const isSaved = (session: Session): boolean => textOf(session) === session.base;

const reread = ({ document, engine, options }: EditSubject, text: string): EditSubject => subjectOf(document.path, text, engine, options);

const labelOf = (edits: readonly RecordEdit[]): string => edits[0]?.kind.replace('-', ' ') ?? 'nothing';

const made = (session: Session, subject: EditSubject, label: string): Session => {
  const step = stepBetween(textOf(session), subject.document.text, label);
  return step === null ? session : { ...session, subject, done: { step, before: session.done }, undone: null };
};

/**
 * The session after a command; the same session where it changes nothing. Pure.
 *
 * @throws UserError where the document's form has no place for a value; the session stays as it is.
 */
export const perform = (session: Session, command: Command): Session => {
  const { subject, done, undone } = session;
  switch (command.kind) {
    case 'edit':
      return made(session, planEdits(subject, command.edits), labelOf(command.edits));
    case 'replace':
      return made(session, reread(subject, command.text), command.label);
    case 'undo':
      return done === null ? session : { ...session, subject: after(subject, inverse(done.step)), done: done.before, undone: { step: done.step, before: undone } };
    case 'redo':
      return undone === null ? session : { ...session, subject: after(subject, undone.step), done: { step: undone.step, before: done }, undone: undone.before };
  }
};

const after = (subject: EditSubject, step: Step): EditSubject => reread(subject, applyStep(subject.document.text, step));

/** The session over a file that someone else changed meanwhile: both changes stand in it, and undo takes theirs back as one step. */
export const takeIn = (session: Session, onDisk: string): { readonly session: Session; readonly conflicts: number } => {
  if (onDisk === session.base) return { session, conflicts: 0 };
  const { text, conflicts } = mergeTexts(session.base, textOf(session), onDisk);
  return { session: { ...made(session, reread(session.subject, text), 'change by others'), base: onDisk }, conflicts };
};

/** The session after its text was written to the file. */
export const markSaved = (session: Session): Session => ({ ...session, base: textOf(session) });
