import type { CommandSummary } from '../command.ts';
import { REPORTER_NAMES } from '../../reporters/registry.ts';

export const checkCommand: CommandSummary = {
  name: 'check',
  summary: 'Find what is wrong in post-mortems: exit code 0 clean, 1 findings, 2 could not do its work',
  usage: '[PATHS…|-] [FLAGS]',
  examples: [
    { command: 'postmortem check', does: 'all documents that the configuration names' },
    { command: 'postmortem check docs/postmortems --format github', does: 'annotations in a pull request' },
  ],
  options: {
    format: { kind: 'string', multiple: true, value: 'FORMAT', choices: REPORTER_NAMES, summary: 'Format on stdout (default: pretty)' },
  },
  load: () => import('./check.ts'),
};
