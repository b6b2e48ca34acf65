import type { CommandSummary } from '../command.ts';

export const initCommand: CommandSummary = {
  name: 'init',
  summary: 'Set a repository up: configuration, a template of your own, the CI workflow, the pre-commit hook',
  usage: '[--dry-run]',
  examples: [{ command: 'postmortem init', does: 'writes what is not there yet and leaves the rest alone' }],
  options: { 'dry-run': { kind: 'boolean', summary: 'Say what would be written and write nothing' } },
  load: () => import('./init.ts'),
};
