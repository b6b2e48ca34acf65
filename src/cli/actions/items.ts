import { resolve } from 'node:path';
import { proofOfItem } from '../../gates/links/proof.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { GateState, GateStates } from '../../trackers/item.ts';
import { trackedItems, type TrackedItem } from '../../trackers/item.ts';
import { openGatesView } from '../../workspace/gates/view.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import { isoDate } from '../../workspace/today.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** What the gates prove of each item: one that holds is enough, and none may be gone or silent (GATES.md: a finished item with such a gate is an error). */
const gateStatesOf = async (workspace: Workspace, records: readonly IncidentRecord[]): Promise<GateStates> => {
  const linking = records.filter((record) => record.actions.some(({ gates }) => gates.length > 0));
  const texts = linking.flatMap(({ path }) => {
    const content = readTextFile(resolve(workspace.host.cwd, path));
    return 'text' in content ? [content.text] : [];
  });
  const view = linking.length === 0 ? null : await openGatesView(workspace, texts, () => records);
  const states = new Map<IncidentRecord, readonly GateState[]>();
  for (const record of linking) {
    const proofs = view?.proofs(record) ?? [];
    states.set(
      record,
      record.actions.map((action): GateState => {
        if (action.gates.length === 0) return 'none';
        const own = proofs.filter(({ link }) => link.action === action);
        if (own.length === 0) return 'unread';
        if (own.some(({ state }) => state === 'refuted')) return 'refuted';
        return proofOfItem(own);
      }),
    );
  }
  return (record, index) => states.get(record)?.[index] ?? 'none';
};

/** The action items of records as trackers show them, with what their gates prove today. */
export const collectItems = async (workspace: Workspace, records: readonly IncidentRecord[]): Promise<TrackedItem[]> =>
  trackedItems(records, isoDate(workspace.host.now(), workspace.configuration.timezone), await gateStatesOf(workspace, records));
