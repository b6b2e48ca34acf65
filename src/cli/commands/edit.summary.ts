import type { CommandSummary } from '../command.ts';

export const editCommand: CommandSummary = {
  name: 'edit',
  summary: 'Write a post-mortem on the terminal, each change saved and checked',
  usage: 'FILE',
  examples: [{ command: 'postmortem edit FILE', does: 'timeline, action items, facts and findings on one screen; ? lists the keys' }],
  options: {
    'screen-reader': { kind: 'boolean', summary: 'Tell the screen in a few plain lines, for screen readers' },
  },
  load: () => import('./edit.ts'),
};
