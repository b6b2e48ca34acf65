import { planEdit } from '../../document/edit/plan-edit.ts';
import { actionIndex, type NewAction } from '../../document/edit/record-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import { wordsOf } from '../../document/edit/unchanged.ts';
import type { ActionField, ActionItem } from '../../record/action.ts';
import { UserError } from '../../record/errors.ts';
import { isSettled, recordName } from '../../trackers/item.ts';

/** Both documents as they are to be, and the names of what moved. */
export interface CarriedOver {
  readonly from: EditSubject;
  readonly to: EditSubject;
  readonly items: readonly { readonly from: string; readonly to: string }[];
  /** Items that one of the documents has no place for, with the reason; they stay where they are. */
  readonly problems: readonly { readonly index: number; readonly reason: string }[];
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

/** The gates of an item as its document writes them, else as the format does. */
const gatesOf = (from: EditSubject, action: ActionItem): string =>
  writtenIn(from, action, 'gate') ??
  action.gates.map(({ path, selector, replay, condition }) => `\`${path}#${selector}\`${replay === null ? '' : ` replay: ${replay}`}${condition === null ? '' : ` as ${condition}`}`).join(', ');

/** What tells the other document, and the next run, where an item comes from. */
const noteOf = (name: string): string => `(carried over from ${name})`;

/** The item as the other document is to have it, with a note of where it comes from. */
const newItem = (from: EditSubject, action: ActionItem, name: string): NewAction => {
  const gate = action.gates.length === 0 ? undefined : gatesOf(from, action);
  return {
    title: `${action.form === 'table' ? (writtenIn(from, action, 'title') ?? action.title) : action.title} ${noteOf(name)}`,
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

/** Place of the open item that an earlier run made of this one; -1 for none. A run that was killed may have written the one document and not the other. */
const placeOfCarried = ({ record }: EditSubject, action: ActionItem, name: string): number =>
  record.actions.findIndex(({ status, text }) => !isSettled(status) && text.includes(noteOf(name)) && wordsOf(text).includes(wordsOf(action.title)));

/** The other document with the item, and the item's place in it. */
const taken = (to: EditSubject, item: NewAction): { readonly to: EditSubject; readonly place: number } => {
  const { after } = planEdit(to, { kind: 'add-action', item });
  return { to: after, place: after.record.actions.findIndex(({ text }, at) => text !== to.record.actions[at]?.text) };
};

const carryOne = (carried: CarriedOver, index: number): CarriedOver => {
  const { from, to, items } = carried;
  const action = from.record.actions[index];
  if (action === undefined) return carried;
  const name = nameAt(from, index);
  const freed = withoutTicket(from, index);
  const ticket = freed === null ? undefined : writtenIn(from, action, 'ticket');
  const known = placeOfCarried(to, action, name);
  const next = known >= 0 ? { to, place: known } : taken(to, { ...newItem(from, action, name), ...(ticket !== undefined && { ticket }) });
  const newName = nameAt(next.to, next.place);
  const left = planEdit(ticket === undefined || freed === null ? from : freed, { kind: 'set-action', index, field: 'status', value: `dropped: carried over to ${newName}` }).after;
  return { ...carried, from: left, to: next.to, items: [...items, { from: name, to: newName }] };
};

/**
 * Carries items over: new ones in the one document, dropped ones with the reason in the other. What was carried over before and was not yet
 * dropped is dropped and not made again, so that a second run ends what a killed one began.
 */
export const carryOver = (from: EditSubject, to: EditSubject, indexes: readonly number[]): CarriedOver => {
  let carried: CarriedOver = { from, to, items: [], problems: [] };
  for (const index of indexes)
    try {
      carried = carryOne(carried, index);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      carried = { ...carried, problems: [...carried.problems, { index, reason: error.message }] };
    }
  return carried;
};
