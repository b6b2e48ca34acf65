import { isSettled } from '../item.ts';
import { contentDigest, contentOf } from './content.ts';
import { mergeFields, type Conflict, type FieldStep, type MergedFields } from './fields.ts';
import type { Change, Draft, Fields, IssueTracker, RemoteIssue } from './issue.ts';
import type { SyncItem } from './item.ts';
import { writeMarker, type Marker, type Synced } from './marker.ts';
import { readOwners, type OwnersReading } from './owners.ts';
import type { SyncSettings } from './settings.ts';

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

const planOfNew = (item: SyncItem, owners: OwnersReading, { tracker, settings }: PlanInput): ItemPlan => {
  const content = contentOf(item, settings, owners.logins === null);
  const fields: Fields = { status: tracker.canonical(item.status), owners: owners.logins?.slice(0, tracker.mostOwners) ?? [], due: item.due };
  const synced: Synced = { ...fields, status: tracker.statusAtCreation(item.status), owners: owners.logins === null ? null : fields.owners };
  const marker: Marker = { item: item.key, adopted: false, content: contentDigest(content), synced };
  return { item, issue: null, draft: { content, fields, marker }, ticket: true, pulls: [], pushes: [], conflicts: [], change: null, duplicates: [] };
};

const planOfKnown = (item: SyncItem, issue: RemoteIssue, results: MergedFields, owners: OwnersReading, rest: Pick<ItemPlan, 'ticket' | 'duplicates'>, settings: SyncSettings): ItemPlan => {
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
      const results = mergeFields({ item, issue, owners, tracker, settings });
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
