import type { CommandSummary } from '../command.ts';

export const completionCommand: CommandSummary = {
  name: 'completion',
  summary: 'Print the completion script of a shell',
  usage: 'bash|zsh|fish|powershell',
  examples: [
    { command: 'postmortem completion bash > ~/.local/share/bash-completion/completions/postmortem', does: 'for every new bash' },
    { command: 'postmortem completion fish | source', does: 'for this fish' },
  ],
  options: {},
  operands: 'shells',
  load: () => import('./completion.ts'),
};
