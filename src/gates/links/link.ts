import type { ActionItem, GateReference } from '../../record/action.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { nearest } from '../../record/nearest.ts';
import type { Payment } from '../diff/gate-change.ts';
import { recordedFigure } from '../replay/figure.ts';
import type { Feed } from '../replay/unit.ts';

/** An action item's statement that a gate answers it, and which figure of the incident feeds the gate. */
export interface GateLink {
  readonly payment: Payment;
  /** Path of the record. */
  readonly record: string;
  readonly action: ActionItem;
  readonly reference: GateReference;
  /** Null where the author states none, or names a row that Signals does not have. */
  readonly feed: Feed | null;
  /** In words, where a named row of Signals is missing; null otherwise. */
  readonly feedProblem: string | null;
}

/** What people call the incident of a record: its ticket (`INC-2041`), else its id, else its path. */
export const incidentName = (record: IncidentRecord): string => record.links['incident']?.value ?? record.id?.value ?? record.path;

/** The links of one record, in order of writing. */
export const linksOf = (record: IncidentRecord): readonly GateLink[] =>
  record.actions.flatMap((action, index) =>
    action.gates.map((reference) => ({
      payment: {
        incident: incidentName(record),
        action: `${record.id?.value ?? record.path}#${action.id ?? index + 1}`,
        title: record.title?.value ?? null,
        record: record.path,
      },
      record: record.path,
      action,
      reference,
      ...feedOf(record, reference),
    })),
  );

const feedOf = (record: IncidentRecord, { replay, condition }: GateReference): Pick<GateLink, 'feed' | 'feedProblem'> => {
  if (replay === null) return { feed: null, feedProblem: null };
  const signal = record.signals.find(({ metric }) => metric === replay);
  if (signal !== undefined) return { feed: { figure: recordedFigure(signal), condition }, feedProblem: null };
  const metrics = record.signals.map(({ metric }) => metric);
  const near = nearest(replay, metrics);
  const known = near !== null ? `; did you mean "${near}"?` : metrics.length > 0 ? `; it has ${metrics.join(', ')}` : '';
  return { feed: null, feedProblem: `Signals has no row "${replay}"${known}` };
};
