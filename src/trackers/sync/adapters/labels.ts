import type { ActionStatus } from '../../../record/vocabulary.ts';
import type { Content } from '../issue.ts';
import type { SyncSettings } from '../settings.ts';
import { statusScale, type StatusScale } from '../status-scale.ts';

/** Trackers that know open and closed only: the other statuses have a label, where the configuration names one. */
export interface StatusLabels {
  readonly scale: StatusScale;
  readonly labelOf: (status: ActionStatus) => string | null;
  /** The status that an open or closed issue with these labels has. */
  readonly statusOf: (state: 'open' | 'done' | 'dropped', labels: readonly string[]) => ActionStatus;
}

const has = (labels: readonly string[], name: string | null | undefined): boolean => name != null && labels.some((label) => label.toLowerCase() === name.toLowerCase());

/** `dropped` is a state of its own where the tracker says why an issue was closed, and needs a label otherwise. */
export const statusLabels = ({ statuses }: SyncSettings, saysWhyClosed: boolean): StatusLabels => {
  const started = statuses['in-progress'] ?? null;
  const proposed = statuses.proposed ?? null;
  const dropped = saysWhyClosed ? null : (statuses.dropped ?? null);
  const open: ActionStatus[] = ['open', ...(proposed === null ? ['proposed' as const] : []), ...(started === null ? ['in-progress' as const] : [])];
  const done: ActionStatus[] = ['done', 'verified', ...(saysWhyClosed || dropped !== null ? [] : ['dropped' as const])];
  const scale = statusScale([['open', ...open.slice(1)], ['done', ...done.slice(1)]]);
  return {
    scale,
    labelOf: (status) => {
      switch (scale(status)) {
        case 'in-progress': return started;
        case 'proposed': return proposed;
        case 'dropped': return dropped;
        case 'open':
        case 'done':
        case 'verified': return null;
      }
    },
    statusOf: (state, labels) => {
      if (state === 'open') return has(labels, started) ? 'in-progress' : has(labels, proposed) ? 'proposed' : 'open';
      return state === 'dropped' || has(labels, dropped) ? 'dropped' : 'done';
    },
  };
};

/**
 * The labels of an issue after a change: those that people gave it stay; of those that the configuration names, the ones that are meant now.
 * Null for `content` or `status` leaves their labels as they are.
 */
export const labelsAfter = (before: readonly string[], content: Content | null, status: ActionStatus | null, settings: SyncSettings, { labelOf }: Pick<StatusLabels, 'labelOf'>, priorityIsLabel = true): string[] => {
  const named = new Set<string>();
  const wanted: string[] = [];
  if (content !== null) {
    for (const label of [...Object.values(settings.labels), ...(priorityIsLabel ? Object.values(settings.priorities) : [])]) named.add(label.toLowerCase());
    wanted.push(...content.labels, ...(priorityIsLabel && content.priority !== null ? [content.priority] : []));
  }
  if (status !== null) {
    for (const label of Object.values(settings.statuses)) named.add(label.toLowerCase());
    const label = labelOf(status);
    if (label !== null) wanted.push(label);
  }
  const kept = before.filter((label) => !named.has(label.toLowerCase()) || wanted.some((name) => name.toLowerCase() === label.toLowerCase()));
  return [...kept, ...wanted.filter((name) => !has(kept, name))];
};
