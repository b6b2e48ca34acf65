import type { IssueTracker } from './issue.ts';
import type { SyncItem } from './item.ts';
import { mappedLogin, mappedOwner, type SyncSettings } from './settings.ts';

/** Owners of an item as the tracker knows them. */
export interface OwnersReading {
  /** In lower case and in order; null where one of them cannot be assigned, so that the field is left alone. */
  readonly logins: readonly string[] | null;
  readonly notes: readonly string[];
  /** How the document would name somebody; null where nobody knows. */
  readonly nameOf: (login: string) => string | null;
}

interface OwnersContext {
  readonly tracker: Pick<IssueTracker, 'name' | 'mostOwners' | 'loginOf' | 'ownerOf'>;
  readonly settings: SyncSettings;
  readonly isAssignable: (login: string) => boolean;
}

/** Login of an owner: by the configuration, else as the tracker reads the name. */
export const loginOf = (owner: string, { tracker, settings }: Pick<OwnersContext, 'tracker' | 'settings'>): string | null =>
  (mappedLogin(settings, owner) ?? tracker.loginOf(owner))?.toLowerCase() ?? null;

export const readOwners = (item: SyncItem, context: OwnersContext): OwnersReading => {
  const { tracker, settings, isAssignable } = context;
  const read = item.owners.map((owner) => ({ owner, login: loginOf(owner, context) }));
  const nameOf = (login: string): string | null => read.find((one) => one.login === login)?.owner ?? mappedOwner(settings, login) ?? tracker.ownerOf(login);
  const assigned = read.slice(0, tracker.mostOwners);
  const unknown = assigned.filter(({ login }) => login === null).map(({ owner }) => owner);
  const refused = assigned.flatMap(({ login }) => (login !== null && !isAssignable(login) ? [login] : []));
  const notes = [
    ...(unknown.length > 0 ? [`${unknown.join(', ')} has no login in ${tracker.name}: name it under "sync.users"`] : []),
    ...(refused.length > 0 ? [`${refused.join(', ')} cannot be assigned in ${tracker.name}`] : []),
  ];
  // An order of its own, because trackers keep none.
  const logins = read.flatMap(({ login }) => login ?? []);
  return { logins: notes.length > 0 ? null : tracker.mostOwners > 1 ? [...new Set(logins)].sort() : [...new Set(logins)], notes, nameOf };
};
