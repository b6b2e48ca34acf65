import { z } from 'zod/mini';
import { addDays, dayNumber } from '../../document/time/wall.ts';
import { ACTION_STATUSES } from '../../record/vocabulary.ts';
import { isOpen, type TrackedItem } from '../item.ts';
import { groupItems, isOwnedBy } from '../select.ts';

const limitSchema = z.object({
  /** Days after the incident. */
  days: z.number(),
  /** The priority or severity that sets it. */
  level: z.string(),
  /** The last day within it. */
  date: z.string(),
});

const reminderItemSchema = z.readonly(
  z.object({
    id: z.string(),
    title: z.string(),
    path: z.string(),
    line: z.number(),
    incident: z.object({ id: z.string(), title: z.nullable(z.string()), severity: z.nullable(z.string()), date: z.nullable(z.string()) }),
    priority: z.nullable(z.string()),
    status: z.enum(ACTION_STATUSES),
    tickets: z.readonly(z.array(z.string())),
    /** The date that the document gives. */
    due: z.nullable(z.string()),
    /** How late the configuration lets an item of this priority and severity be; null where it says nothing, or the incident has no date. */
    limit: z.nullable(limitSchema),
    /** True where the document says that the item is finished, and a gate of it is gone or would not fire: it is due today. */
    reopened: z.boolean(),
    /** The earlier of the two; today for an item that is open again. */
    deadline: z.string(),
    /** Negative where the deadline has passed. */
    daysLeft: z.number(),
  }),
);
export type ReminderItem = z.infer<typeof reminderItemSchema>;

/** What `postmortem actions due --json` prints. An item of two owners stands under both. */
export const reminderSchema = z.object({
  schemaVersion: z.literal(1),
  today: z.string(),
  /** Until when deadlines were looked for, as days from today. */
  within: z.number(),
  /** Open items past their deadline, each counted once. */
  overdue: z.number(),
  /** Open items whose deadline is today or within the days, each counted once. */
  due: z.number(),
  owners: z.array(
    z.object({
      /** As written; null for the items of nobody, which come last. */
      owner: z.nullable(z.string()),
      overdue: z.array(reminderItemSchema),
      due: z.array(reminderItemSchema),
    }),
  ),
});
export type Reminder = z.infer<typeof reminderSchema>;

/** The limit that a configuration sets for an item; null for none. */
export type LimitOf = (item: TrackedItem) => { readonly days: number; readonly level: string } | null;

export interface ReminderSetup {
  /** ISO date. */
  readonly today: string;
  readonly within: number;
  /** Only these people's items; all where empty, and `none` for the items of nobody. */
  readonly owners: readonly string[];
  readonly limitOf: LimitOf;
}

const reminded = (item: TrackedItem, { today, limitOf }: ReminderSetup): ReminderItem | null => {
  const { id, title, line, priority, status, reopened, tickets, incident } = item;
  const set = incident.date === null || dayNumber(incident.date) === null ? null : limitOf(item);
  const limit = set === null || incident.date === null ? null : { ...set, date: addDays(incident.date, set.days) };
  const due = item.due === null || dayNumber(item.due) === null ? null : item.due;
  const [deadline] = reopened ? [today] : [due, limit?.date ?? null].filter((date) => date !== null).toSorted();
  if (deadline === undefined) return null;
  return {
    id, title, path: incident.path, line,
    incident: { id: incident.id, title: incident.title, severity: incident.severity, date: incident.date },
    priority, status, tickets, due, limit, reopened, deadline,
    daysLeft: (dayNumber(deadline) ?? 0) - (dayNumber(today) ?? 0),
  };
};

const byDeadline = (a: ReminderItem, b: ReminderItem): number => a.daysLeft - b.daysLeft || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.line - b.line);

/** Open items that are overdue or due soon, by owner, the most overdue first. */
export const reminderOf = (items: readonly TrackedItem[], setup: ReminderSetup): Reminder => {
  const found = new Map<TrackedItem, ReminderItem>();
  for (const item of items) {
    const one = isOpen(item) && isOwnedBy(item, setup.owners) ? reminded(item, setup) : null;
    if (one !== null && one.daysLeft <= setup.within) found.set(item, one);
  }
  const owned = groupItems([...found.keys()].filter(({ owners }) => owners.length > 0), 'owner');
  const nobodys = [...found.keys()].filter(({ owners }) => owners.length === 0);
  const groups: (readonly [string | null, readonly TrackedItem[]])[] = [
    ...[...owned].filter(([owner]) => isOwnedBy({ owners: [owner] }, setup.owners)),
    ...(nobodys.length === 0 ? [] : [[null, nobodys] as const]),
  ];
  const all = [...found.values()];
  return {
    schemaVersion: 1,
    today: setup.today,
    within: setup.within,
    overdue: all.filter(({ daysLeft }) => daysLeft < 0).length,
    due: all.filter(({ daysLeft }) => daysLeft >= 0).length,
    owners: groups.map(([owner, members]) => {
      const list = members.flatMap((item) => found.get(item) ?? []).toSorted(byDeadline);
      return { owner, overdue: list.filter(({ daysLeft }) => daysLeft < 0), due: list.filter(({ daysLeft }) => daysLeft >= 0) };
    }),
  };
};
