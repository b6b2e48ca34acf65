import { z } from 'zod/mini';
import type { ActionItem } from '../record/action.ts';
import type { IncidentRecord } from '../record/record.ts';
import { STRENGTHS, strengthOf } from '../record/strength.ts';
import { ACTION_STATUSES, ACTION_TYPES } from '../record/vocabulary.ts';

/** What the linked gates of an item prove together; one that is gone or would not fire refutes it, whatever the others do. `unread` where nobody looked. */
export const GATE_STATES = ['none', 'unread', 'refuted', 'unproven', 'verified'] as const;
export type GateState = (typeof GATE_STATES)[number];

/** One action item of one record, as trackers show it. Nothing in it is stored anywhere but in the document. */
export const trackedItemSchema = z.readonly(
  z.object({
    /** `<record id>#AI-1`; an item without an id is named by its place among the items, `<record id>#3`. */
    id: z.string(),
    incident: z.readonly(
      z.object({ id: z.string(), title: z.nullable(z.string()), path: z.string(), severity: z.nullable(z.string()), date: z.nullable(z.string()), status: z.nullable(z.string()) }),
    ),
    line: z.number(),
    title: z.string(),
    owners: z.readonly(z.array(z.string())),
    due: z.nullable(z.string()),
    /** Days since the due date; negative before it, null without one. */
    overdueDays: z.nullable(z.number()),
    /** Days since the incident; null where its date is unknown. */
    ageDays: z.nullable(z.number()),
    priority: z.nullable(z.string()),
    type: z.nullable(z.enum(ACTION_TYPES)),
    /** As written; an item that says nothing is open. */
    status: z.enum(ACTION_STATUSES),
    /** True where the document says that the item is finished, and it is open because a gate of it is gone, stops nothing, or would not fire. */
    reopened: z.boolean(),
    strength: z.nullable(z.enum(STRENGTHS)),
    strengthReason: z.string(),
    gates: z.readonly(z.array(z.string())),
    gateState: z.enum(GATE_STATES),
    tickets: z.readonly(z.array(z.string())),
  }),
);
export type TrackedItem = z.infer<typeof trackedItemSchema>;

/** What the gates of the item at an index of its record prove. */
export type GateStates = (record: IncidentRecord, index: number) => GateState;

const DAY = 86_400_000;

const daysBetween = (from: string | null, to: string): number | null => {
  const start = from === null ? NaN : Date.parse(`${from}T00:00Z`);
  const end = Date.parse(`${to}T00:00Z`);
  return Number.isNaN(start) || Number.isNaN(end) ? null : Math.round((end - start) / DAY);
};

/** Name of a record: its id, or its file's name without the extension. */
export const recordName = (record: IncidentRecord): string => record.id?.value ?? (record.path.split('/').at(-1) ?? record.path).replace(/\.[^.]+$/, '');

/**
 * Verified is computed (GATES.md): a finished item whose gates are verified. An item that was finished reopens when its gate is gone or
 * would stay silent; an author's own "verified" without a proof is done.
 */
const statusOf = (action: ActionItem, gateState: GateState): TrackedItem['status'] => {
  if (!isFinished(action)) return action.status ?? 'open';
  if (isReopened(action, gateState)) return 'open';
  return gateState === 'verified' ? 'verified' : 'done';
};

const isFinished = ({ status }: ActionItem): boolean => status === 'done' || status === 'verified';

const isReopened = (action: ActionItem, gateState: GateState): boolean => isFinished(action) && gateState === 'refuted';

const itemOf = (record: IncidentRecord, action: ActionItem, index: number, today: string, gateState: GateState): TrackedItem => {
  const { strength, reason } = strengthOf(action);
  const date = record.date?.value ?? null;
  return {
    id: `${recordName(record)}#${action.id ?? String(index + 1)}`,
    incident: { id: recordName(record), title: record.title?.value ?? null, path: record.path, severity: record.severity?.value ?? null, date, status: record.status?.value ?? null },
    line: action.source.line,
    title: action.title,
    owners: action.owners,
    due: action.due,
    overdueDays: daysBetween(action.due, today),
    ageDays: daysBetween(date, today),
    priority: action.priority,
    type: action.type,
    status: statusOf(action, gateState),
    reopened: isReopened(action, gateState),
    strength,
    strengthReason: reason,
    gates: action.gates.map(({ path, selector }) => `${path}#${selector}`),
    gateState,
    tickets: action.tickets,
  };
};

/** The records, each with its own of the items that {@link trackedItems} made of them all. */
export const byRecord = (records: readonly IncidentRecord[], items: readonly TrackedItem[]): { readonly record: IncidentRecord; readonly items: readonly TrackedItem[] }[] => {
  let next = 0;
  return records.map((record) => ({ record, items: items.slice(next, (next += record.actions.length)) }));
};

/** All action items of the records, in the order of the records. `today` is an ISO date. */
export const trackedItems = (records: readonly IncidentRecord[], today: string, gateStates: GateStates): TrackedItem[] =>
  records.flatMap((record) => record.actions.map((action, index) => itemOf(record, action, index, today, gateStates(record, index))));

/** Whether an item of this status waits for nobody. An item that says nothing is open. */
export const isSettled = (status: ActionItem['status']): boolean => status === 'done' || status === 'verified' || status === 'dropped';

/** Whether work is left. */
export const isOpen = ({ status }: TrackedItem): boolean => !isSettled(status);

export const isOverdue = (item: TrackedItem): boolean => isOpen(item) && item.overdueDays !== null && item.overdueDays > 0;
