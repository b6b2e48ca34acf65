import type { ActionItem } from '../../record/action.ts';
import type { Reading } from '../reading.ts';
import { readTable } from '../tables/table.ts';
import { actionColumns, readActionTable } from './from-table.ts';

export interface ActionsReading {
  readonly actions: readonly ActionItem[];
  readonly noActionsReason: string | null;
}

/** Every follow-up that the document lists, in its order. */
export const readActions = (reading: Reading, incident: string | null): ActionsReading => {
  const context = { document: reading.document, incident };
  const actions: ActionItem[] = [];
  let noActionsReason: string | null = null;
  for (const { section, blocks } of reading.sections) {
    if (section.name !== 'actions') continue;
    for (const block of blocks) {
      if (block.type !== 'table') continue;
      const table = readTable(reading.document, block);
      const columns = actionColumns(table);
      if (columns) actions.push(...readActionTable(context, table, columns, []));
    }
    noActionsReason ??= section.notApplicable;
  }
  return { actions, noActionsReason: actions.length === 0 ? noActionsReason : null };
};
