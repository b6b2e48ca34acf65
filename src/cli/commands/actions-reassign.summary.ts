import type { CommandSummary } from '../command.ts';
import { EDITING_OPTIONS } from '../editing/options.ts';

export const actionsReassignCommand: CommandSummary = {
  name: 'actions reassign',
  summary: "Hand one person's open action items over to another, in every document",
  usage: '--from OWNER --to OWNER [PATHS…] [--all] [--dry-run]',
  examples: [
    { command: 'postmortem actions reassign --from @mira --to @sol --dry-run', does: 'the diff of every document, and nothing written' },
    { command: 'postmortem actions reassign --from @mira --to @sol postmortems/2026-03-12-orders.md', does: 'the items of one document' },
  ],
  options: {
    from: { kind: 'string', value: 'OWNER', summary: 'Who has them now, with or without @' },
    to: { kind: 'string', value: 'OWNER', summary: 'Who takes them, as documents are to write it' },
    all: { kind: 'boolean', summary: 'Settled items too, not only open ones' },
    ...EDITING_OPTIONS,
  },
  load: () => import('./actions-reassign.ts'),
};
