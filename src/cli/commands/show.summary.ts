import type { CommandSummary } from '../command.ts';

export const showCommand: CommandSummary = {
  name: 'show',
  summary: 'Show a post-mortem on one page: facts, timeline to scale, figures, whys, actions',
  usage: 'FILE…',
  examples: [{ command: 'postmortem show docs/postmortems/2026-04-24.md', does: 'the page of one incident' }],
  options: {},
  load: () => import('./show.ts'),
};
