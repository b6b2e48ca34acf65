import type { IncidentRecord } from '../../record/record.ts';

interface Recurrence {
  readonly service: string;
  readonly change: string;
  /** Oldest first, at least two. */
  readonly records: readonly IncidentRecord[];
}

const dateOf = (record: IncidentRecord): string => record.date?.value ?? '';

/** Services that failed more than once after the same kind of change. A record without a service or a change is in none: nothing is guessed. */
export const recurrences = (records: readonly IncidentRecord[]): Recurrence[] => {
  const groups = new Map<string, { readonly service: string; readonly change: string; readonly members: Set<IncidentRecord> }>();
  for (const record of records) {
    const change = record.trigger.change?.value;
    if (change === undefined) continue;
    for (const { value: service } of record.services) {
      const key = JSON.stringify([service.toLowerCase(), change]);
      const group = groups.get(key) ?? { service, change, members: new Set() };
      group.members.add(record);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .filter(({ members }) => members.size > 1)
    .map(({ service, change, members }) => ({ service, change, records: [...members].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0)) }))
    .sort((a, b) => b.records.length - a.records.length || (a.service < b.service ? -1 : 1));
};

/** Records that `recurrences` cannot place. */
export const unplaced = (records: readonly IncidentRecord[]): number => records.filter(({ services, trigger }) => services.length === 0 || trigger.change === null).length;
