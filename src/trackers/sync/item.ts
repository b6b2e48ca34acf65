import type { ActionItem } from '../../record/action.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { ActionStatus } from '../../record/vocabulary.ts';
import { byRecord, recordName, type GateState, type TrackedItem } from '../item.ts';
import { itemNames } from '../item-names.ts';
import type { WrittenTicket } from './issue.ts';

/** An action item as its document tells it, for the sync. */
export interface SyncItem {
  /**
   * By which its issue is known: `<record id>#AI-1`. An item without an id is known by its words until its ticket stands in the document, because
   * its place among the others changes.
   */
  readonly key: string;
  /** As a person at this place writes it. */
  readonly path: string;
  /** From the root of the repository: the same on every machine. */
  readonly rootPath: string;
  readonly line: number;
  readonly title: string;
  readonly type: string | null;
  readonly priority: string | null;
  readonly gates: readonly string[];
  readonly gateState: GateState;
  /** What holds: an item that was finished is open again when its gate is gone. */
  readonly status: ActionStatus;
  /** What is written. */
  readonly statusWritten: ActionStatus;
  readonly reopened: boolean;
  readonly owners: readonly string[];
  readonly due: string | null;
  readonly tickets: readonly WrittenTicket[];
  readonly incident: { readonly id: string; readonly title: string | null; readonly severity: string | null; readonly date: string | null; readonly services: readonly string[] };
}

/** Key of each action item of a record, in its order. */
export const itemKeys = (record: IncidentRecord): string[] => itemNames(record.actions).map((name) => `${recordName(record)}#${name}`);

const ticketsOf = ({ tickets, links }: ActionItem): WrittenTicket[] => {
  const linked = links.map(({ text, url }) => ({ text, url }));
  return [...linked, ...tickets.filter((ticket) => !links.some(({ text, url }) => text.includes(ticket) || url === ticket)).map((text) => ({ text, url: /^https?:\/\//.test(text) ? text : null }))];
};

/** The action items of records; `tracked` are the same items as trackers show them, in the same order. */
export const syncItems = (records: readonly IncidentRecord[], tracked: readonly TrackedItem[], rootPathOf: (path: string) => string): SyncItem[] => {
  return byRecord(records, tracked).flatMap(({ record, items }) => {
    const keys = itemKeys(record);
    return record.actions.flatMap((action, index) => {
      const item = items[index];
      if (item === undefined) return [];
      return {
        key: keys[index] ?? item.id,
        path: record.path,
        rootPath: rootPathOf(record.path),
        line: item.line,
        title: item.title,
        type: item.type,
        priority: item.priority,
        gates: item.gates,
        gateState: item.gateState,
        status: item.status,
        statusWritten: action.status ?? 'open',
        reopened: item.reopened,
        owners: item.owners,
        due: item.due,
        tickets: ticketsOf(action),
        incident: { ...item.incident, services: record.services.map(({ value }) => value) },
      };
    });
  });
};
