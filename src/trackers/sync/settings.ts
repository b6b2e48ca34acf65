import type { ActionStatus } from '../../record/vocabulary.ts';
import type { Side, SyncConfiguration } from '../../workspace/configuration/sync.ts';
import type { SyncItem } from './item.ts';

/** The part of the configuration that is about issues, with what holds where it says nothing. */
export interface SyncSettings {
  readonly project: string;
  readonly label: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly priorities: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Partial<Record<ActionStatus, string>>>;
  readonly users: Readonly<Record<string, string>>;
  readonly create: readonly ActionStatus[];
  readonly conflicts: { readonly status: Side; readonly owners: Side; readonly due: Side };
  readonly links: string | null;
  readonly issueType: string;
  readonly pause: number | null;
}

export const syncSettings = (configuration: SyncConfiguration, project: string): SyncSettings => ({
  project,
  label: configuration.label ?? 'postmortem',
  labels: configuration.labels ?? {},
  priorities: configuration.priorities ?? {},
  statuses: Object.fromEntries(Object.entries(configuration.statuses ?? {}).filter(([, name]) => name !== undefined)),
  users: configuration.users ?? {},
  create: configuration.create ?? ['open', 'in-progress'],
  conflicts: { status: configuration.conflicts?.status ?? 'tracker', owners: configuration.conflicts?.owner ?? 'tracker', due: configuration.conflicts?.due ?? 'document' },
  links: configuration.links?.replace(/\/+$/, '') ?? null,
  issueType: configuration.issueType ?? 'Task',
  pause: configuration.pause ?? null,
});

const lookUp = (names: Readonly<Record<string, string>>, name: string | null): string | null => {
  const wanted = name?.toLowerCase();
  return Object.entries(names).find(([key]) => key.toLowerCase() === wanted)?.[1] ?? null;
};

/** The labels that an item's issue should carry; all of them are names that the configuration gives. */
export const labelsOf = ({ label, labels }: SyncSettings, { type, incident }: SyncItem): string[] => [
  ...new Set([label, ...[type, incident.severity, ...incident.services].flatMap((name) => lookUp(labels, name) ?? [])]),
];

/** The priority's name in the tracker, or the label for it; null where the configuration gives none. */
export const priorityOf = ({ priorities }: SyncSettings, { priority }: SyncItem): string | null => lookUp(priorities, priority);

/** Login of an owner by the configuration; null where it does not name one. */
export const mappedLogin = ({ users }: SyncSettings, owner: string): string | null => lookUp(users, owner);

/** The owner whose login this is by the configuration. */
export const mappedOwner = ({ users }: SyncSettings, login: string): string | null => Object.entries(users).find(([, value]) => value.toLowerCase() === login.toLowerCase())?.[0] ?? null;
