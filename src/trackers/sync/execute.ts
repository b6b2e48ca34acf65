import { UserError } from '../../record/errors.ts';
import { isSettled } from '../item.ts';
import type { Clock } from './clock.ts';
import type { DocumentEdit, DocumentStore, FailedEdit } from './documents.ts';
import { OutcomeUnknown, Refused } from './http.ts';
import type { Change, Draft, Fields, IssueTracker, RemoteIssue } from './issue.ts';
import type { Marker } from './marker.ts';
import { isIdle, issuesByItem, type ItemPlan, type Remark, type SyncPlan } from './plan.ts';

export interface SyncPorts {
  readonly tracker: IssueTracker;
  readonly documents: DocumentStore;
  readonly clock: Clock;
  /** Told after each item. */
  readonly progress: (done: number, total: number) => void;
}

/** What was done. */
export interface SyncOutcome {
  /** Plans that were carried out, with the issue of each. */
  readonly done: readonly { readonly plan: ItemPlan; readonly issue: RemoteIssue }[];
  readonly problems: readonly Remark[];
  /** What stopped the run before its end; null where nothing did. */
  readonly stopped: UserError | null;
}

/** What came of the plan of one item. */
interface CarriedOut {
  readonly issue: RemoteIssue;
  readonly problems: readonly string[];
}

/** How often an issue whose fate is unknown is looked for, and how often it is made anew. */
const SEARCHES = 3;
const CREATIONS = 4;
const FIRST_WAIT = 1_000;

/** Statuses of an answer that are about one issue; the others would be the same for the next. */
const OF_ONE_ISSUE: ReadonlySet<number> = new Set([400, 404, 409, 410, 413, 422]);

/** Minutes since a moment, rounded up, with a margin for clocks that differ. */
const minutesSince = (start: number, now: number): number => Math.ceil((now - start) / 60_000) + 10;

/** Makes an issue exactly once: after a lost answer its marker is looked for before it is made again. */
const createOnce = async (draft: Draft, { tracker, clock }: SyncPorts): Promise<RemoteIssue> => {
  const start = clock.now();
  for (let attempt = 1; ; attempt++)
    try {
      return await tracker.create(draft);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || attempt === CREATIONS) throw error;
      for (let search = 0; search < SEARCHES; search++) {
        // A list may lag behind what was written, and the request may still be under way.
        await clock.sleep(FIRST_WAIT * 2 ** search * (0.5 + clock.random() / 2));
        const found = issuesByItem(await tracker.list(minutesSince(start, clock.now()))).get(draft.marker.item)?.[0];
        if (found !== undefined) return found;
      }
    }
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a new issue does not have as it was asked for: a status that cannot be given at once, an owner who was left out. */
const missing = (draft: Draft, issue: RemoteIssue): Partial<Fields> => ({
  ...(draft.fields.status !== issue.fields.status && { status: draft.fields.status }),
  ...(draft.marker.synced.owners !== null && !same(draft.fields.owners, issue.fields.owners) && { owners: draft.fields.owners }),
  ...(issue.fields.due !== undefined && draft.fields.due !== issue.fields.due && { due: draft.fields.due }),
});

const editsOf = ({ item, ticket, pulls }: ItemPlan, issue: RemoteIssue): DocumentEdit[] => [
  ...(ticket ? [{ field: 'ticket', from: '', to: issue.ticket } as const] : []),
  ...pulls.map(({ field, to }): DocumentEdit => {
    switch (field) {
      case 'status': return { field: 'status', from: item.statusWritten, to };
      case 'owners': return { field: 'owner', from: item.owners.join(', '), to };
      case 'due': return { field: 'due', from: item.due ?? '', to };
    }
  }),
];

/** What both agree on when some of the document's edits could not be made: for those, what they agreed on before. */
const agreed = (change: Change, before: Marker | null, failed: readonly FailedEdit[]): Change => {
  const isFailed = (field: DocumentEdit['field']): boolean => failed.some((one) => one.field === field);
  const { synced } = change.marker;
  return {
    ...change,
    marker: {
      ...change.marker,
      synced: {
        status: isFailed('status') && before !== null ? before.synced.status : synced.status,
        owners: isFailed('owner') ? (before?.synced.owners ?? null) : synced.owners,
        due: isFailed('due') && before !== null ? before.synced.due : synced.due,
      },
    },
  };
};

/** Owners whom the tracker left out without a word are not agreed on, or the next run would take them out of the document. */
const updateFields = async (issue: RemoteIssue, change: Change, tracker: IssueTracker): Promise<CarriedOut> => {
  const latest = await tracker.update(issue, change);
  const { owners } = change.fields;
  if (owners === undefined || same(owners, latest.fields.owners)) return { issue: latest, problems: [] };
  const marker = { ...change.marker, synced: { ...change.marker.synced, owners: null } };
  return { issue: await tracker.update(latest, { fields: {}, content: null, marker }), problems: [`the tracker did not assign ${owners.join(', ')}`] };
};

const closeDuplicates = async (duplicates: readonly RemoteIssue[], tracker: IssueTracker): Promise<void> => {
  for (const issue of duplicates)
    if (issue.marker !== null) await tracker.update(issue, { fields: { status: tracker.canonical('dropped') }, content: null, marker: issue.marker });
};

/** Without its label an issue is not found again but by its ticket; trackers leave labels out without a word where a token may not set them. */
const requireLabel = ({ content }: Draft, { ref, labels }: RemoteIssue, { name }: IssueTracker): void => {
  const missed = content.labels.find((wanted) => !labels.some((label) => label.toLowerCase() === wanted.toLowerCase()));
  if (missed !== undefined) throw new UserError(`${ref} of ${name} was made without the label "${missed}"`, { hint: 'the token may not set labels: add it by hand, and run again with a token that may' });
};

/** Makes the edits of the document, and tells of those that could not be made. */
const writeDocument = (plan: ItemPlan, issue: RemoteIssue, { documents }: SyncPorts): { readonly failed: readonly FailedEdit[]; readonly problems: readonly string[] } => {
  const edits = editsOf(plan, issue);
  const failed = edits.length === 0 ? [] : documents.write(plan.item, edits);
  return { failed, problems: failed.map(({ field, reason }) => `its ${field} cannot be written into the document: ${reason}`) };
};

const carryOutNew = async (plan: ItemPlan, draft: Draft, ports: SyncPorts): Promise<CarriedOut> => {
  const { tracker } = ports;
  const issue = await createOnce(draft, ports);
  // The ticket is written at once: from here on the item is known by it.
  const { problems } = writeDocument(plan, issue, ports);
  requireLabel(draft, issue, tracker);
  const fields = missing(draft, issue);
  if (Object.keys(fields).length === 0) return { issue, problems };
  const updated = await updateFields(issue, { fields, content: null, marker: { ...draft.marker, synced: { ...draft.marker.synced, ...fields } } }, tracker);
  return { issue: updated.issue, problems: [...problems, ...updated.problems] };
};

const carryOutKnown = async (plan: ItemPlan, issue: RemoteIssue, ports: SyncPorts): Promise<CarriedOut> => {
  const { tracker } = ports;
  const { failed, problems } = writeDocument(plan, issue, ports);
  const updated = plan.change === null ? { issue, problems: [] } : await updateFields(issue, agreed(plan.change, issue.marker, failed), tracker);
  await closeDuplicates(plan.duplicates, tracker);
  return { issue: updated.issue, problems: [...problems, ...updated.problems] };
};

const carryOut = (plan: ItemPlan, ports: SyncPorts): Promise<CarriedOut> => {
  const { draft, issue } = plan;
  if (issue !== null) return carryOutKnown(plan, issue, ports);
  if (draft === null) throw new TypeError('a plan without an issue and without a draft');
  return carryOutNew(plan, draft, ports);
};

/**
 * Looks once more at what was made: a request that was delivered twice made two issues, of which the one in the document stays. Gives the
 * others by item.
 */
const secondIssues = async (created: ReadonlyMap<ItemPlan, string>, start: number, { tracker, clock }: SyncPorts): Promise<ReadonlyMap<ItemPlan, readonly RemoteIssue[]>> => {
  const recent = issuesByItem(await tracker.list(minutesSince(start, clock.now())));
  return new Map([...created].map(([plan, ref]) => [plan, (recent.get(plan.item.key) ?? []).filter((issue) => issue.ref !== ref && !isSettled(issue.fields.status))]));
};

/**
 * Carries a plan out, item by item. Each step leaves a state from which the next run goes on: an issue without its ticket is found by its
 * marker, a document that is ahead of its issue agrees with it. What concerns one item is a problem of that item; what concerns all stops the run.
 */
export const executeSync = async ({ items }: SyncPlan, ports: SyncPorts): Promise<SyncOutcome> => {
  const start = ports.clock.now();
  const pending = items.filter((plan) => !isIdle(plan));
  const done: { plan: ItemPlan; issue: RemoteIssue }[] = [];
  const problems: Remark[] = [];
  const created = new Map<ItemPlan, string>();
  const problem = ({ item: { key, path, line } }: ItemPlan, message: string): void => void problems.push({ key, path, line, message });
  /** Notes an error of one item, and throws one of all. */
  const attempt = async (plan: ItemPlan, step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof Refused) || !OF_ONE_ISSUE.has(error.status)) throw error;
      problem(plan, error.message);
    }
  };
  try {
    for (const plan of pending) {
      await attempt(plan, async () => {
        const { issue, problems: own } = await carryOut(plan, ports);
        done.push({ plan, issue });
        for (const message of own) problem(plan, message);
        if (plan.draft !== null) created.set(plan, issue.ref);
      });
      ports.progress(done.length, pending.length);
    }
    if (created.size > 0) for (const [plan, issues] of await secondIssues(created, start, ports)) await attempt(plan, () => closeDuplicates(issues, ports.tracker));
    return { done, problems, stopped: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { done, problems, stopped: error };
  }
};
