import { planEdit, planEdits } from '../../document/edit/plan-edit.ts';
import { actionIndex, type NewAction } from '../../document/edit/record-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import type { ActionField, ActionItem } from '../../record/action.ts';
import { UserError } from '../../record/errors.ts';
import { isSettled, recordName } from '../../trackers/item.ts';

/** Both documents as they are to be, and the names of what moved. */
export interface CarriedOver {
  readonly from: EditSubject;
  readonly to: EditSubject;
  readonly items: readonly { readonly from: string; readonly to: string }[];
}

/** `<record id>#AI-1`; an item without an id is named by its place. */
const nameAt = ({ record }: EditSubject, index: number): string => `${recordName(record)}#${record.actions[index]?.id ?? index + 1}`;

/** Places of the open items, or of those that are named, in the document's order. */
export const itemsToCarry = (from: EditSubject, ids: readonly string[]): readonly number[] => {
  const { actions } = from.record;
  const open = actions.flatMap(({ status }, index) => (isSettled(status) ? [] : [index]));
  if (ids.length === 0) return open;
  const chosen = new Set(ids.map((id) => {
    const index = actionIndex(actions, id);
    if (index < 0) throw new UserError(`there is no action item ${id}`, { place: from.document.path, hint: '`postmortem show` lists what there is' });
    if (!open.includes(index)) throw new UserError(`${id} is settled: there is nothing to carry over`, { place: from.document.path });
    return index;
  }));
  return open.filter((index) => chosen.has(index));
};

/** A field as the document writes it, links and code included. */
const writtenIn = ({ document }: EditSubject, action: ActionItem, field: ActionField): string | undefined => {
  const source = action.fields[field];
  return source === undefined ? undefined : document.text.slice(source.start, source.end).trim() || undefined;
};

/** The item as the other document is to have it, with a note of where it comes from. */
const newItem = (from: EditSubject, action: ActionItem, name: string): NewAction => {
  const gate = action.gates.length === 0 ? undefined : writtenIn(from, action, 'gate');
  return {
    title: `${action.form === 'table' ? (writtenIn(from, action, 'title') ?? action.title) : action.title} (carried over from ${name})`,
    status: action.status ?? 'open',
    ...(action.type !== null && { type: action.type }),
    ...(action.priority !== null && { priority: action.priority }),
    ...(action.owners.length > 0 && { owner: action.owners.join(', ') }),
    ...(action.due !== null && { due: action.due }),
    ...(gate !== undefined && { gate }),
  };
};

/** The ticket goes along, so that no two items have one; where it cannot leave the old item, it stays there. */
const withoutTicket = (from: EditSubject, index: number): EditSubject | null => {
  if (from.record.actions[index]?.tickets.length === 0) return null;
  try {
    return planEdit(from, { kind: 'set-action', index, field: 'ticket', value: '' }).after;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
};

const carryOne = ({ from, to, items }: CarriedOver, index: number): CarriedOver => {
  const action = from.record.actions[index];
  if (action === undefined) return { from, to, items };
  const name = nameAt(from, index);
  const freed = withoutTicket(from, index);
  const ticket = freed === null ? undefined : writtenIn(from, action, 'ticket');
  const taken = planEdit(to, { kind: 'add-action', item: { ...newItem(from, action, name), ...(ticket !== undefined && { ticket }) } }).after;
  const newName = nameAt(taken, taken.record.actions.findIndex(({ text }, at) => text !== to.record.actions[at]?.text));
  const left = planEdits(ticket === undefined || freed === null ? from : freed, [{ kind: 'set-action', index, field: 'status', value: `dropped: carried over to ${newName}` }]);
  return { from: left, to: taken, items: [...items, { from: name, to: newName }] };
};

/** Carries items over: new ones in the one document, dropped ones with the reason in the other. Throws a `UserError` where one of the two has no place for it. */
export const carryOver = (from: EditSubject, to: EditSubject, indexes: readonly number[]): CarriedOver => indexes.reduce<CarriedOver>(carryOne, { from, to, items: [] });
