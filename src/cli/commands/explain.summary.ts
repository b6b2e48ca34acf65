import type { CommandSummary } from '../command.ts';

export const explainCommand: CommandSummary = {
  name: 'explain',
  summary: 'Explain a rule: what it finds, why it matters, how to mend it; without a rule, list them',
  usage: '[RULE]',
  examples: [
    { command: 'postmortem explain', does: 'every rule in a line' },
    { command: 'postmortem explain actions/owner', does: 'one rule with its examples' },
  ],
  options: { json: { kind: 'boolean', summary: 'Print JSON' } },
  operands: 'rules',
  load: () => import('./explain.ts'),
};
