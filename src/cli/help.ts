import type { CommandSummary, Option } from './command.ts';
import { SHARED_OPTIONS } from './arguments.ts';

const column = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join('\n');
};

const optionLabel = ([name, option]: readonly [string, Option]): string => {
  const short = option.short ? `-${option.short}, ` : '';
  const value = option.kind === 'string' ? ` ${option.value ?? 'VALUE'}` : option.value ? `[=${option.value}]` : '';
  return `${short}--${name}${value}`;
};

const optionText = (option: Option): string =>
  `${option.summary}${option.choices ? `: ${option.choices.join(', ')}` : ''}${option.multiple ? ' (repeatable)' : ''}`;

/** `postmortem --help`: what it is, how to begin, every command in one line. */
export const overview = (commands: readonly CommandSummary[]): string => `Post-mortems as typed records: written in the terminal, checked in CI, tied to the gates that keep the incident from coming back.

Usage: postmortem COMMAND [FLAGS]

Commands:
${column(commands.map((command) => [command.name, command.summary]))}

Every command explains itself: postmortem COMMAND --help
`;

/** `postmortem COMMAND --help`: examples first. */
export const commandHelp = (command: CommandSummary): string => {
  const options = Object.entries({ ...command.options, ...SHARED_OPTIONS });
  return `${command.summary}

Usage: postmortem ${command.name} ${command.usage}

Examples:
${command.examples.map(({ command: line, does }) => `  ${line}\n      ${does}`).join('\n')}

Flags:
${column(options.map(([name, option]) => [optionLabel([name, option]), optionText(option)]))}
`;
};
