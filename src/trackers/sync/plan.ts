import type { Side } from '../../workspace/configuration/sync.ts';
import { contentDigest, contentOf } from './content.ts';
import type { Change, Draft, Fields, IssueTracker, RemoteIssue } from './issue.ts';
import type { SyncItem } from './item.ts';
import { writeMarker, type Marker, type Synced } from './marker.ts';
import { merge, type Merged } from './merge.ts';
import { readOwners, type OwnersReading } from './owners.ts';
import { isSettled } from './status-scale.ts';
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

/** What is to be done for one item. */
export interface ItemPlan {
  readonly item: SyncItem;
  /** Null where there is none yet. */
  readonly issue: RemoteIssue | null;
  /** The issue to make; null where there is one. */
  readonly draft: Draft | null;
  /** Whether the ticket is to be written into the document. */
  readonly ticket: boolean;
  readonly pulls: readonly FieldStep[];
  readonly pushes: readonly FieldStep[];
  readonly conflicts: readonly Conflict[];
  /** What is to be written into the issue, if every pull comes to pass; null where nothing is. */
  readonly change: Change | null;
  /** Further open issues of this item, which a request that arrived twice left behind. */
  readonly duplicates: readonly RemoteIssue[];
}

/** Something that a person should see to, or know. */
export interface Remark {
  readonly key: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface SyncPlan {
  readonly items: readonly ItemPlan[];
  /** Items that are left alone although they should not be. */
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
  /** Items whose ticket is in another tracker or project. */
  readonly elsewhere: number;
  /** Items without an issue whose status asks for none. */
  readonly unasked: number;
}

export interface PlanInput {
  readonly items: readonly SyncItem[];
  /** All issues that carry the label. */
  readonly issues: readonly RemoteIssue[];
  /** Issues that documents name and the label does not find. */
  readonly named: ReadonlyMap<string, RemoteIssue | 'absent' | 'other'>;
  readonly isAssignable: (login: string) => boolean;
  readonly tracker: Pick<IssueTracker, 'name' | 'mostOwners' | 'canonical' | 'statusAtCreation' | 'loginOf' | 'ownerOf' | 'refOf'>;
  readonly settings: SyncSettings;
}

/** The issues of the project that an item's document names, in order, each once. */
export const namedRefs = (item: SyncItem, refOf: IssueTracker['refOf']): string[] => [
  ...new Set(item.tickets.flatMap((ticket) => {
    const ref = refOf(ticket);
    return ref === null || ref === 'elsewhere' ? [] : [ref];
  })),
];

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((item, index) => item === b[index]);
const equal = <Value>(a: Value, b: Value): boolean => a === b;

interface FieldResults {
  readonly pulls: readonly FieldStep[];
  readonly pushes: readonly FieldStep[];
  readonly conflicts: readonly Conflict[];
  readonly push: Partial<Fields>;
  readonly synced: Synced;
  readonly notes: readonly string[];
}

const rule = (side: Side): string => `the ${side} wins for this field`;

/** The three fields of an item and its issue, each merged by its own rule. */
const mergeFields = (item: SyncItem, issue: RemoteIssue, owners: OwnersReading, { tracker, settings }: PlanInput): FieldResults => {
  const base = issue.marker?.synced;
  const pulls: FieldStep[] = [];
  const pushes: FieldStep[] = [];
  const conflicts: Conflict[] = [];
  const notes: string[] = [...owners.notes];
  const note = <Value>(field: SyncField, merged: Merged<Value>, document: string, remote: string, pulled: string, reason: string): void => {
    if (merged.from === 'document') pushes.push({ field, from: remote, to: document });
    if (merged.from === 'tracker') pulls.push({ field, from: document, to: pulled });
    if (merged.conflict && merged.from !== 'both') conflicts.push({ field, document, tracker: remote, taken: merged.from, reason });
  };
  const wanted = tracker.canonical(item.status);
  let status = merge({ base: base && tracker.canonical(base.status), document: wanted, tracker: issue.fields.status }, settings.conflicts.status, equal, () => false);
  const unproven = status.from === 'tracker' && issue.fields.status === tracker.canonical('done') && item.gateState === 'refuted';
  if (unproven) status = { value: wanted, from: 'document', conflict: true };
  note('status', status, wanted, issue.fields.status, status.value, unproven ? 'its gate would not fire, so it is not done' : rule(settings.conflicts.status));

  const due = mergeDue(item, issue, settings.conflicts.due);
  note('due', due, item.due ?? '', issue.fields.due ?? '', due.value ?? '', rule(settings.conflicts.due));

  let agreedOwners = base?.owners ?? null;
  const push: { -readonly [Field in keyof Fields]?: Fields[Field] } = {};
  if (owners.logins !== null) {
    const { logins } = owners;
    const most = logins.slice(0, tracker.mostOwners);
    const sides = { base: base?.owners ?? undefined, document: most, tracker: issue.fields.owners };
    let merged = merge<readonly string[]>(sides, settings.conflicts.owners, sameList, (list) => list.length === 0);
    const several = merged.from === 'tracker' && logins.length > most.length;
    if (several) merged = { value: most, from: 'document', conflict: true };
    const names = merged.value.map((login) => owners.nameOf(login));
    const unknown = merged.from === 'tracker' ? merged.value.filter((_, index) => names[index] === null) : [];
    if (unknown.length > 0) notes.push(`${issue.ref} is assigned to ${unknown.join(', ')}, whom no owner stands for: name them under "sync.users"`);
    else {
      note('owners', merged, item.owners.join(', '), issue.fields.owners.join(', '), names.join(', '), several ? 'the document names more owners than an issue can have' : rule(settings.conflicts.owners));
      agreedOwners = merged.value;
      if (merged.from === 'document') push.owners = merged.value;
    }
  }
  if (status.from === 'document') push.status = status.value;
  if (due.from === 'document') push.due = due.value;
  return { pulls, pushes, conflicts, push, notes, synced: { status: status.value, owners: agreedOwners, due: due.value } };
};

/** An issue that has no readable date takes the document's when that changes, and else keeps what it has. */
const mergeDue = (item: SyncItem, issue: RemoteIssue, winner: Side): Merged<string | null> => {
  const base = issue.marker?.synced.due;
  if (issue.fields.due === undefined) return { value: item.due, from: base === item.due ? 'both' : 'document', conflict: false };
  return merge<string | null>({ base, document: item.due, tracker: issue.fields.due }, winner, equal, (value) => value === null);
};

const planOfNew = (item: SyncItem, owners: OwnersReading, { tracker, settings }: PlanInput): ItemPlan => {
  const content = contentOf(item, settings, owners.logins === null);
  const fields: Fields = { status: tracker.canonical(item.status), owners: owners.logins?.slice(0, tracker.mostOwners) ?? [], due: item.due };
  const synced: Synced = { ...fields, status: tracker.statusAtCreation(item.status), owners: owners.logins === null ? null : fields.owners };
  const marker: Marker = { item: item.key, adopted: false, content: contentDigest(content), synced };
  return { item, issue: null, draft: { content, fields, marker }, ticket: true, pulls: [], pushes: [], conflicts: [], change: null, duplicates: [] };
};

const planOfKnown = (item: SyncItem, issue: RemoteIssue, results: FieldResults, owners: OwnersReading, rest: Pick<ItemPlan, 'ticket' | 'duplicates'>, settings: SyncSettings): ItemPlan => {
  const adopted = issue.marker?.adopted ?? true;
  const content = contentOf(item, settings, owners.logins === null);
  const changed = !adopted && issue.marker?.content !== contentDigest(content);
  const marker: Marker = { item: item.key, adopted, content: adopted ? '' : contentDigest(content), synced: results.synced };
  const same = issue.marker !== null && writeMarker(issue.marker) === writeMarker(marker) && Object.keys(results.push).length === 0;
  const { pulls, pushes, conflicts } = results;
  return { item, issue, draft: null, pulls, pushes, conflicts, change: same ? null : { fields: results.push, marker, content: changed ? content : null }, ...rest };
};

const byAge = (a: RemoteIssue, b: RemoteIssue): number => (a.created === b.created ? a.ref.localeCompare(b.ref, 'en', { numeric: true }) : a.created < b.created ? -1 : 1);

/** Issues by the item whose marker they carry, the oldest first. */
export const issuesByItem = (issues: readonly RemoteIssue[]): ReadonlyMap<string, readonly RemoteIssue[]> => {
  const byItem = new Map<string, RemoteIssue[]>();
  for (const issue of issues.toSorted(byAge)) if (issue.marker !== null) byItem.set(issue.marker.item, [...(byItem.get(issue.marker.item) ?? []), issue]);
  return byItem;
};

/** Keys or tickets that more than one item has. */
const shared = (names: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
};

/** What is to be done so that items and issues agree. Pure: the same for the same input. */
export const planSync = (input: PlanInput): SyncPlan => {
  const { items, issues, named, tracker, settings } = input;
  const plans: ItemPlan[] = [];
  const problems: Remark[] = [];
  const notes: Remark[] = [];
  let elsewhere = 0;
  let unasked = 0;
  const byRef = new Map(issues.map((issue) => [issue.ref, issue]));
  const byItem = issuesByItem(issues);
  const keys = new Set(items.map(({ key }) => key));
  const sharedKeys = shared(items.map(({ key }) => key));
  const refsOf = new Map(items.map((item) => [item, namedRefs(item, tracker.refOf)]));
  const sharedRefs = shared([...refsOf.values()].flat());

  for (const item of items) {
    const { key, path, line } = item;
    const remark = (message: string): Remark => ({ key, path, line, message });
    const refs = refsOf.get(item) ?? [];
    const found = refs.map((ref) => byRef.get(ref) ?? named.get(ref) ?? 'absent');
    const marked = byItem.get(key) ?? [];
    const issue = found.find((one) => typeof one === 'object') ?? marked[0] ?? null;
    const other = issue?.marker?.item;
    if (sharedKeys.has(key)) problems.push(remark(`more than one item is called ${key}: give each its own id`));
    else if (refs.some((ref) => sharedRefs.has(ref))) problems.push(remark(`${refs.find((ref) => sharedRefs.has(ref)) ?? ''} is the ticket of more than one item: an issue is kept in step with one`));
    else if (issue !== null && other !== undefined && other !== key && keys.has(other)) problems.push(remark(`its ticket ${issue.ref} is the issue of ${other}`));
    else if (issue !== null) {
      const owners = readOwners(item, input);
      const results = mergeFields(item, issue, owners, input);
      const duplicates = marked.filter((one) => one.ref !== issue.ref && !isSettled(one.fields.status));
      plans.push(planOfKnown(item, issue, results, owners, { ticket: !refs.includes(issue.ref), duplicates }, settings));
      if (!isSettled(results.synced.status)) notes.push(...results.notes.map(remark));
    } else if (found.includes('absent')) problems.push(remark(`its ticket ${refs[found.indexOf('absent')] ?? ''} is not in ${tracker.name}: remove it from the document, and a new one is made`));
    else if (item.tickets.some((ticket) => tracker.refOf(ticket) === 'elsewhere')) elsewhere++;
    else if (!settings.create.includes(item.status)) unasked++;
    else {
      const owners = readOwners(item, input);
      plans.push(planOfNew(item, owners, input));
      notes.push(...owners.notes.map(remark));
    }
  }
  return { items: plans, problems, notes, elsewhere, unasked };
};

/** Whether a plan asks for any write. */
export const isIdle = ({ draft, ticket, pulls, change, duplicates }: ItemPlan): boolean => draft === null && !ticket && pulls.length === 0 && change === null && duplicates.length === 0;
