import { findCommand, SHARED_OPTIONS } from './arguments.ts';
import type { CommandSummary, Option } from './command.ts';

/** What the program is for, in one sentence. */
export const PURPOSE =
  'Post-mortems as typed records: written in the terminal, checked in CI, tied to the gates that keep the incident from coming back.';

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.min(26, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, right]) => (left.length > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}\n` : `  ${left.padEnd(width)}  ${right}\n`)).join('');
};

/** `-o, --output FORMAT=PATH`, `--changed[=BASE]`. */
export const optionLabel = ([name, option]: readonly [string, Option]): string => {
  const short = option.short ? `-${option.short}, ` : '';
  const value = option.kind === 'string' ? ` ${option.value ?? 'VALUE'}` : option.value ? `[=${option.value}]` : '';
  return `${short}--${name}${value}`;
};

/** What a flag does, with its choices. */
export const optionText = (option: Option): string =>
  `${option.summary}${option.choices ? `: ${option.choices.join(', ')}` : ''}${option.multiple ? ' (repeatable)' : ''}`;

/** `postmortem --help`: what it is and every command in one line. */
export const overview = (commands: readonly CommandSummary[]): string => `${PURPOSE}

Usage: postmortem COMMAND [FLAGS]

Commands:
${columns(commands.map((command) => [command.name, command.summary]))}
Every command explains itself: postmortem COMMAND --help
Exit codes: 0 clean, 1 findings, 2 the tool could not do its work
`;

/** `postmortem COMMAND --help`: examples first. */
export const commandHelp = (command: CommandSummary): string => `${command.summary}

Usage: postmortem ${command.name} ${command.usage}

Examples:
${command.examples.map(({ command: line, does }) => `  ${line}\n      ${does}\n`).join('')}
Flags:
${columns(Object.entries({ ...command.options, ...SHARED_OPTIONS }).map((entry) => [optionLabel(entry), optionText(entry[1])]))}`;

/** `postmortem gates --help`: the commands that start with a word which is none by itself. */
const familyHelp = (word: string, family: readonly CommandSummary[]): string => `Usage: postmortem ${word} COMMAND [FLAGS]

Commands:
${columns(family.map(({ name, summary }) => [name, summary]))}
Every command explains itself: postmortem ${family[0]?.name ?? word} --help
`;

/** Help on what the words name: one command, or those that share a first word. Words that name none are a user error. */
export const helpOn = (commands: readonly CommandSummary[], words: readonly string[]): string => {
  const [first = '', second] = words.filter((word) => !word.startsWith('-'));
  const family = commands.filter(({ name }) => name.startsWith(`${first} `));
  const isFamily = second === undefined && family.length > 0 && !commands.some(({ name }) => name === first);
  return isFamily ? familyHelp(first, family) : commandHelp(findCommand(commands, words).command);
};
