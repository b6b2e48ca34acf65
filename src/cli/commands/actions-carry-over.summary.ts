import type { CommandSummary } from '../command.ts';
import { EDITING_OPTIONS } from '../editing/options.ts';

export const actionsCarryOverCommand: CommandSummary = {
  name: 'actions carry-over',
  summary: 'Carry open action items of a document that is to be closed over into another',
  usage: 'FROM --to FILE [--item ID]… [--dry-run]',
  examples: [
    { command: 'postmortem actions carry-over postmortems/2026-03-12-orders.md --to postmortems/2026-06-01-orders.md --dry-run', does: 'the diff of both documents, and nothing written' },
    { command: 'postmortem actions carry-over old.md --to new.md --item AI-3', does: 'one item' },
  ],
  options: {
    to: { kind: 'string', value: 'FILE', summary: 'The document that takes them' },
    item: { kind: 'string', multiple: true, value: 'ID', summary: 'Only this item (default: every open one)' },
    ...EDITING_OPTIONS,
  },
  load: () => import('./actions-carry-over.ts'),
};
