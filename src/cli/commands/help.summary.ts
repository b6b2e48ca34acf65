import type { CommandSummary } from '../command.ts';

export const helpCommand: CommandSummary = {
  name: 'help',
  summary: 'Explain a command, or print the manual page',
  usage: '[COMMAND] [--man]',
  examples: [
    { command: 'postmortem help check', does: 'the same as postmortem check --help' },
    { command: 'postmortem help --man | man -l -', does: 'the manual page' },
  ],
  options: { man: { kind: 'boolean', summary: 'Print the manual page (roff)' } },
  operands: 'commands',
  load: () => import('./help.ts'),
};
