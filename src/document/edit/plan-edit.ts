import { UserError } from '../../record/errors.ts';
import type { TextEdit } from '../../record/source.ts';
import { addAction, removeAction, setAction } from './actions.ts';
import { applyEdits, narrow } from './apply.ts';
import { addCause, addDecision, removeCause, removeDecision, setCause, setOption } from './causes.ts';
import { addEntries, addEntry, addEvidence, removeEntry, setEntry } from './entries.ts';
import { setFact, setLink, setList } from './facts.ts';
import { removeFieldList, setField } from './llm-fields.ts';
import { readsBack } from './reads-back.ts';
import type { RecordEdit } from './record-edit.ts';
import { removeSection, setSection } from './sections.ts';
import { addSignal, removeSignal, setSignal } from './signals.ts';
import { subjectOf } from './open.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { removeVariable, setVariable } from './variables.ts';
import { addWhy, removeWhy, setWhy } from './whys.ts';

const candidatesOf = (subject: EditSubject, edit: RecordEdit): Iterable<Candidate> => {
  switch (edit.kind) {
    case 'set-fact': return setFact(subject, edit.fact, edit.value);
    case 'set-list': return setList(subject, edit.fact, edit.values);
    case 'set-link': return setLink(subject, edit.name, edit.value);
    case 'add-entry': return addEntry(subject, edit.entry);
    case 'add-entries': return addEntries(subject, edit.entries);
    case 'set-entry': return setEntry(subject, edit.index, edit.field, edit.value);
    case 'add-evidence': return addEvidence(subject, edit.index, edit.link);
    case 'remove-entry': return removeEntry(subject, edit.index);
    case 'add-action': return addAction(subject, edit.item);
    case 'set-action': return setAction(subject, edit.index, edit.field, edit.value);
    case 'remove-action': return removeAction(subject, edit.index);
    case 'add-signal': return addSignal(subject, edit.signal);
    case 'set-signal': return setSignal(subject, edit.index, edit.field, edit.value);
    case 'remove-signal': return removeSignal(subject, edit.index);
    case 'set-variable': return setVariable(subject, edit.key, edit.values);
    case 'remove-variable': return removeVariable(subject, edit.key);
    case 'set-field': return setField(subject, edit.list, edit.field, edit.value);
    case 'remove-list': return removeFieldList(subject, edit.list);
    case 'add-why': return addWhy(subject, edit.parent, edit.why);
    case 'set-why': return setWhy(subject, edit.path, edit.why);
    case 'remove-why': return removeWhy(subject, edit.path);
    case 'add-cause': return addCause(subject, edit.cause, edit.text);
    case 'set-cause': return setCause(subject, edit.index, edit.text);
    case 'remove-cause': return removeCause(subject, edit.index);
    case 'add-decision': return addDecision(subject, edit.title, edit.options);
    case 'set-option': return setOption(subject, edit.decision, edit.option, edit.text, edit.chosen);
    case 'remove-decision': return removeDecision(subject, edit.index);
    case 'set-section': return setSection(subject, edit.name, edit.markdown);
    case 'remove-section': return removeSection(subject, edit.name);
  }
};

/** What came of an edit: the changes of text, and the document as it reads afterwards. */
export interface PlannedEdit {
  readonly edits: readonly TextEdit[];
  readonly after: EditSubject;
}

/**
 * The smallest change of text that makes an edit. Each way to write it is read back, and the first that gives the new value and leaves
 * every other fact as it was is taken; where none does, the document is left alone.
 *
 * @throws UserError where the document's form has no place for the value.
 */
export const planEdit = (subject: EditSubject, edit: RecordEdit): PlannedEdit => {
  const tried = new Set<string>();
  for (const candidate of candidatesOf(subject, edit)) {
    const edits = candidate.map((change) => narrow(subject.document.text, change)).filter((change) => change.start !== change.end || change.text !== '');
    const text = applyEdits(subject.document.text, edits);
    if (tried.has(text)) continue;
    tried.add(text);
    const after = subjectOf(subject.document.path, text, subject.engine, subject.options);
    if (readsBack(edit, subject.record, after.record)) return { edits, after };
    if (after.document.limit !== null && subject.document.limit === null) throw tooLarge(subject, after);
  }
  throw new UserError(`The ${nameOf(edit)} cannot be written in the form that this document has`, {
    place: subject.document.path,
    hint: tried.size === 0 ? 'There is no such item in the document: `postmortem show` lists what there is.' : 'Edit the text by hand: no way of writing the value reads back as it was given.',
  });
};

/** An edit that would make the document larger than its readers take. */
export class TooLargeError extends UserError {}

const tooLarge = ({ document: { path } }: EditSubject, { record }: EditSubject): TooLargeError =>
  new TooLargeError('The document would become larger than can be read', { place: path, hint: record.problems[0]?.expected ?? 'write less' });

const nameOf = (edit: RecordEdit): string => ('list' in edit ? edit.list : edit.kind).replace(/^(?:add|set|remove)-/, '').replace(/^entr(?:y|ies)$/, (name) => `timeline ${name}`);

/** Several edits one after the other, each planned on what the one before left; gives the document as it reads afterwards. */
export const planEdits = (subject: EditSubject, edits: readonly RecordEdit[]): EditSubject =>
  edits.reduce((current, edit) => planEdit(current, edit).after, subject);
