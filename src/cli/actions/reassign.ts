import { planEdit } from '../../document/edit/plan-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import type { ActionItem } from '../../record/action.ts';
import { UserError } from '../../record/errors.ts';
import { isOwnedBy } from '../../trackers/select.ts';

export interface HandOver {
  readonly from: string;
  readonly to: string;
}

/** What came of a hand-over in one document. */
export interface HandedOver {
  readonly after: EditSubject;
  /** How many items changed hands. */
  readonly changed: number;
  /** Items whose form has no place for the new owner, with the reason. */
  readonly problems: readonly { readonly index: number; readonly reason: string }[];
}

/** The owners of an item after the hand-over, each once. */
const ownersAfter = ({ owners }: ActionItem, { from, to }: HandOver): string[] => [...new Set(owners.map((owner) => (isOwnedBy({ owners: [owner] }, [from]) ? to : owner)))];

/** Ways to write the new owners, the smallest change first: within what is written, where the name stands there once; else as a list. */
const valuesFor = (subject: EditSubject, action: ActionItem, handOver: HandOver): string[] => {
  const source = action.fields.owner;
  const written = source === undefined ? '' : subject.document.text.slice(source.start, source.end).trim();
  const named = action.owners.filter((owner) => isOwnedBy({ owners: [owner] }, [handOver.from]));
  const parts = written.split(named[0] ?? '');
  const within = named.length === 1 && parts.length === 2 && !action.owners.includes(handOver.to) ? [parts.join(handOver.to)] : [];
  return [...within, ownersAfter(action, handOver).join(', ')];
};

const handedOver = (subject: EditSubject, index: number, handOver: HandOver): EditSubject => {
  const action = subject.record.actions[index];
  if (action === undefined) throw new UserError('the item is no longer in the document');
  const wanted = ownersAfter(action, handOver).join('\n');
  let refusal = new UserError('the new owner does not read back as an owner');
  for (const value of valuesFor(subject, action, handOver))
    try {
      const { after } = planEdit(subject, { kind: 'set-action', index, field: 'owner', value });
      if (after.record.actions[index]?.owners.join('\n') === wanted) return after;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusal = error;
    }
  throw refusal;
};

/** Hands over the items at these indexes of a document's record. What cannot be written is left as it was and told. */
export const handOverItems = (subject: EditSubject, indexes: readonly number[], handOver: HandOver): HandedOver => {
  let after = subject;
  const problems: { index: number; reason: string }[] = [];
  for (const index of indexes)
    try {
      after = handedOver(after, index, handOver);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ index, reason: error.message });
    }
  return { after, changed: indexes.length - problems.length, problems };
};
