import { ISSUE_TRACKER_NAMES } from '../../trackers/sync/registry.ts';
import { SHARED_OPTIONS } from '../arguments.ts';
import type { CommandSummary, Option } from '../command.ts';

export interface Suggestions {
  readonly words: readonly string[];
  /** True where a path may stand. */
  readonly paths: boolean;
}

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** What may stand in place of the last of the words that follow `postmortem`. */
export const suggest = (commands: readonly CommandSummary[], words: readonly string[], ruleIds: () => readonly string[]): Suggestions => {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const command = commandOf(commands, before);
  if (!command) return matching(current, nextNames(commands, before), false);
  const options: Readonly<Record<string, Option>> = { ...command.options, ...SHARED_OPTIONS };
  const flag = before.at(-1)?.replace(/^--/, '') ?? '';
  const pending = before.at(-1)?.startsWith('--') ? options[flag] : undefined;
  if (pending?.kind === 'string') return matching(current, pending.choices ?? [], pending.choices === undefined);
  if (current.startsWith('-')) return matching(current, Object.keys(options).map((name) => `--${name}`), false);
  const subcommands = nextNames(commands, before);
  const operands = command.operands ?? 'paths';
  if (typeof operands === 'object') {
    const chosen = before.slice(command.name.split(' ').length).some((word) => operands.first.includes(word));
    return matching(current, chosen ? [] : operands.first, chosen);
  }
  switch (operands) {
    case 'paths':
      return matching(current, subcommands, true);
    case 'trackers':
      return matching(current, ISSUE_TRACKER_NAMES, true);
    case 'rules':
      return matching(current, ruleIds(), false);
    case 'commands':
      return matching(current, commands.map(({ name }) => name), false);
    case 'shells':
      return matching(current, SHELLS, false);
    case 'none':
      return matching(current, subcommands, false);
  }
};

const matching = (current: string, candidates: readonly string[], paths: boolean): Suggestions => ({
  words: candidates.filter((candidate) => candidate.startsWith(current)),
  paths,
});

const commandOf = (commands: readonly CommandSummary[], words: readonly string[]): CommandSummary | undefined =>
  commands.filter(({ name }) => name.split(' ').every((part, index) => words[index] === part)).toSorted((a, b) => b.name.length - a.name.length)[0];

/** The next words of the command names that begin with these words. */
const nextNames = (commands: readonly CommandSummary[], words: readonly string[]): string[] => {
  const names = commands.map(({ name }) => name.split(' ')).filter((name) => name.length > words.length && words.every((word, index) => name[index] === word));
  return [...new Set(names.map((name) => name[words.length] ?? ''))];
};
