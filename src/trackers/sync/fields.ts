import type { ActionStatus } from '../../record/vocabulary.ts';
import type { Side } from '../../workspace/configuration/sync.ts';
import type { Fields, IssueTracker, RemoteIssue } from './issue.ts';
import type { SyncItem } from './item.ts';
import type { Synced } from './marker.ts';
import { merge, type Merged } from './merge.ts';
import type { OwnersReading } from './owners.ts';
import type { SyncSettings } from './settings.ts';

export const SYNC_FIELDS = ['status', 'owners', 'due'] as const;
export type SyncField = (typeof SYNC_FIELDS)[number];

/** One field that one side takes from the other, in words; empty for none. */
export interface FieldStep {
  readonly field: SyncField;
  readonly from: string;
  readonly to: string;
}

/** A field that both sides had changed, and whose value was taken. */
export interface Conflict {
  readonly field: SyncField;
  readonly document: string;
  readonly tracker: string;
  readonly taken: Side;
  readonly reason: string;
}

/** What the fields of an item and its issue come to. */
export interface MergedFields {
  readonly pulls: readonly FieldStep[];
  readonly pushes: readonly FieldStep[];
  readonly conflicts: readonly Conflict[];
  /** What the issue takes, in the tracker's terms. */
  readonly push: Partial<Fields>;
  /** What both agree on afterwards. */
  readonly synced: Synced;
  readonly notes: readonly string[];
}

interface FieldsContext {
  readonly item: SyncItem;
  readonly issue: RemoteIssue;
  readonly owners: OwnersReading;
  readonly tracker: Pick<IssueTracker, 'mostOwners' | 'canonical'>;
  readonly settings: SyncSettings;
}

/** One merged field, with its values in words and the reason for who wins. */
interface Told<Value> extends Merged<Value> {
  readonly document: string;
  readonly tracker: string;
  /** What the document would say. */
  readonly pulled: string;
  readonly reason: string;
  /** True where the issue says what no issue may say, and takes the value also where it is its own. */
  readonly correction?: boolean;
}

const equal = <Value>(a: Value, b: Value): boolean => a === b;
const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((item, index) => item === b[index]);
const rule = (side: Side): string => `the ${side} wins for this field`;

/** An item whose gate would not fire is not done, whatever its issue says; and only its gate verifies it: a person's "verified" is done. */
const mergeStatus = ({ item, issue, tracker, settings }: FieldsContext): Told<ActionStatus> => {
  const base = issue.marker?.synced.status;
  const document = tracker.canonical(item.status);
  const claimed = issue.fields.status;
  const meant = claimed === 'verified' && item.gateState !== 'verified' ? tracker.canonical('done') : claimed;
  const sides = { base: base && tracker.canonical(base), document, tracker: meant };
  const merged = merge<ActionStatus>(sides, settings.conflicts.status, equal, () => false);
  const told = { document, tracker: claimed, correction: meant !== claimed };
  const isUnproven = merged.from === 'tracker' && meant === tracker.canonical('done') && item.gateState === 'refuted';
  if (isUnproven) return { ...told, value: document, from: 'document', conflict: true, pulled: '', reason: 'its gate would not fire, so it is not done' };
  return { ...told, ...merged, pulled: merged.value, reason: rule(settings.conflicts.status) };
};

/** An issue that has no readable date takes the document's when that changes, and else keeps what it has. */
const mergeDue = ({ item, issue, settings }: FieldsContext): Told<string | null> => {
  const base = issue.marker?.synced.due;
  const merged: Merged<string | null> =
    issue.fields.due === undefined
      ? { value: item.due, from: (base ?? null) === item.due ? 'both' : 'document', conflict: false }
      : merge<string | null>({ base, document: item.due, tracker: issue.fields.due }, settings.conflicts.due, equal, (value) => value === null);
  return { ...merged, document: item.due ?? '', tracker: issue.fields.due ?? '', pulled: merged.value ?? '', reason: rule(settings.conflicts.due) };
};

/** Null where an owner has no login: then the field is left alone. A document that names more owners than an issue can have keeps them. */
const mergeOwners = ({ item, issue, owners, tracker, settings }: FieldsContext): Told<readonly string[]> | { readonly unknown: readonly string[] } | null => {
  if (owners.logins === null) return null;
  const assigned = owners.logins.slice(0, tracker.mostOwners);
  const sides = { base: issue.marker?.synced.owners ?? undefined, document: assigned, tracker: issue.fields.owners };
  const merged = merge<readonly string[]>(sides, settings.conflicts.owners, sameList, (list) => list.length === 0);
  const told = { document: item.owners.join(', '), tracker: issue.fields.owners.join(', ') };
  if (merged.from === 'tracker' && owners.logins.length > assigned.length)
    return { ...told, value: assigned, from: 'document', conflict: true, pulled: '', reason: 'the document names more owners than an issue can have' };
  const unknown = merged.from === 'tracker' ? merged.value.filter((login) => owners.nameOf(login) === null) : [];
  if (unknown.length > 0) return { unknown };
  return { ...told, ...merged, pulled: merged.value.map((login) => owners.nameOf(login)).join(', '), reason: rule(settings.conflicts.owners) };
};

/** The three fields of an item and its issue, each merged by its own rule. */
export const mergeFields = (context: FieldsContext): MergedFields => {
  const { issue, owners: reading } = context;
  const [status, due, owners] = [mergeStatus(context), mergeDue(context), mergeOwners(context)];
  const known = owners === null || 'unknown' in owners ? null : owners;
  const told: readonly (readonly [SyncField, Told<unknown>])[] = [['status', status], ['due', due], ...(known === null ? [] : [['owners', known] as const])];
  return {
    pulls: told.flatMap(([field, { from, document, pulled }]) => (from === 'tracker' ? [{ field, from: document, to: pulled }] : [])),
    pushes: told.flatMap(([field, { from, document, tracker, pulled, correction }]) => (from === 'document' ? [{ field, from: tracker, to: document }] : correction === true ? [{ field, from: tracker, to: pulled }] : [])),
    conflicts: told.flatMap(([field, { from, conflict, document, tracker, reason }]) => (conflict && from !== 'both' ? [{ field, document, tracker, taken: from, reason }] : [])),
    push: {
      ...((status.from === 'document' || status.correction === true) && { status: status.value }),
      ...(due.from === 'document' && { due: due.value }),
      ...(known?.from === 'document' && { owners: known.value }),
    },
    synced: { status: status.value, owners: known?.value ?? issue.marker?.synced.owners ?? null, due: due.value },
    notes: [...reading.notes, ...(owners !== null && 'unknown' in owners ? [`${issue.ref} is assigned to ${owners.unknown.join(', ')}, whom no owner stands for: name them under "sync.users"`] : [])],
  };
};
