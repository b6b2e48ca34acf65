import type { IssueTracker, RemoteIssue } from './issue.ts';
import type { SyncItem } from './item.ts';
import { loginOf } from './owners.ts';
import { namedRefs, type PlanInput } from './plan.ts';
import type { SyncSettings } from './settings.ts';

/** Reads from the tracker what a plan for these items needs. */
export const gather = async (items: readonly SyncItem[], tracker: IssueTracker, settings: SyncSettings): Promise<PlanInput> => {
  const issues = await tracker.list(null);
  const listed = new Set(issues.map(({ ref }) => ref));
  const named = new Map<string, RemoteIssue | 'absent' | 'other'>();
  for (const ref of new Set(items.flatMap((item) => namedRefs(item, tracker.refOf)))) if (!listed.has(ref)) named.set(ref, await tracker.find(ref));
  // Only owners of items that have an issue or will get one are asked for.
  const concerned = items.filter((item) => settings.create.includes(item.status) || namedRefs(item, tracker.refOf).length > 0);
  const logins = new Set(concerned.flatMap((item) => item.owners.flatMap((owner) => loginOf(owner, { tracker, settings }) ?? [])));
  const assignable = new Set<string>();
  for (const login of logins) if (await tracker.isAssignable(login)) assignable.add(login);
  return { items, issues, named, isAssignable: (login) => assignable.has(login), tracker, settings };
};
