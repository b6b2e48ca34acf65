import type { RecordEdit } from '../../document/edit/record-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import { UserError } from '../../record/errors.ts';
import type { CleanEntry } from './clean.ts';
import { matchEntries, missingEvidence, type Outcome } from './match.ts';
import { MOST_EDITS, planned, writerOf } from './write.ts';

/** New entries of one import at most: as many as a document can hold. */
export const MOST_ADDED = 5_000;

export interface ImportPlan {
  readonly edits: readonly RecordEdit[];
  /** The document as it reads afterwards. */
  readonly after: EditSubject;
  /** What becomes of each entry, in their order. */
  readonly outcomes: readonly Outcome[];
  /** The zone in which entries are written. */
  readonly zone: string;
}

/**
 * What importing entries does to a document: those that it lacks are added in its own form and zone, each at its place in time; those that tell of the same event as one of
 * its entries give that one their evidence; those that it has change nothing, so that a second import changes nothing. `zone` is that of bare times where the document
 * states none.
 *
 * @throws UserError where the document states no zone for its times, or more would be added than it can hold.
 */
export const planImport = (subject: EditSubject, entries: readonly CleanEntry[], zone: string | null = null): ImportPlan => {
  const matched = matchEntries(subject, entries, zone);
  const outcomes = [...matched.outcomes];
  const added = outcomes.filter((outcome) => outcome === 'added').length;
  if (added > MOST_ADDED) {
    throw new UserError(`${added.toLocaleString('en')} entries are more than a timeline can hold (at most ${MOST_ADDED.toLocaleString('en')} at once)`, { place: subject.document.path, hint: 'narrow them by time, by channel or by a word' });
  }
  if (outcomes.filter((outcome) => outcome === 'joined').length > MOST_EDITS) {
    throw new UserError(`more than ${MOST_EDITS} entries that are there would each get another link`, { place: subject.document.path, hint: 'narrow them by time, by channel or by a word' });
  }
  let current = subject;
  const edits: RecordEdit[] = [];
  for (const [index, at] of matched.joins) {
    const [clean, entry] = [entries[index], subject.record.timeline[at]];
    if (clean === undefined || entry === undefined || outcomes[index] !== 'joined') continue;
    const written = missingEvidence(entry, clean).filter((link) => {
      const edit: RecordEdit = { kind: 'add-evidence', index: at, link };
      const after = planned(current, edit);
      if (after === null) return false;
      current = after;
      edits.push(edit);
      return true;
    });
    if (written.length === 0) outcomes[index] = 'unwritten';
  }
  const writer = writerOf(current, matched.zone);
  const fresh = entries.flatMap((clean, index) => (outcomes[index] === 'added' ? [{ clean, index }] : []));
  const unwritten = writer.write(fresh.map(({ clean }) => clean));
  for (const { clean, index } of fresh) if (unwritten.has(clean)) outcomes[index] = 'unwritten';
  return { edits: [...edits, ...writer.edits], after: writer.subject(), outcomes, zone: writer.zone() };
};
