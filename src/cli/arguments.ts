import { parseArgs } from 'node:util';
import { UserError } from '../record/errors.ts';
import { nearest } from '../record/nearest.ts';
import type { CommandSummary, Option, ParsedArguments } from './command.ts';

/** Flags that every command has. */
export const SHARED_OPTIONS = {
  help: { kind: 'boolean', short: 'h', summary: 'Show help' },
  color: { kind: 'boolean', summary: 'Colour the output even where it is not a terminal' },
  'no-color': { kind: 'boolean', summary: 'Do not colour the output' },
} as const satisfies Record<string, Option>;

/** The command that the words name, the longest name first (`gates diff` before `gates`), and what follows it. */
export const findCommand = (
  commands: readonly CommandSummary[],
  argv: readonly string[],
): { readonly command: CommandSummary; readonly rest: readonly string[] } => {
  const words = argv.findIndex((word) => word.startsWith('-'));
  const leading = words < 0 ? argv : argv.slice(0, words);
  for (let length = Math.min(leading.length, 3); length > 0; length--) {
    const name = leading.slice(0, length).join(' ');
    const command = commands.find((candidate) => candidate.name === name);
    if (command) return { command, rest: argv.slice(length) };
  }
  throw unknownCommand(commands, leading);
};

const unknownCommand = (commands: readonly CommandSummary[], words: readonly string[]): UserError => {
  const [first = ''] = words;
  const family = commands.filter((command) => command.name.startsWith(`${first} `));
  if (family.length > 0) {
    const names = family.map((command) => command.name.slice(first.length + 1)).join(', ');
    const second = words[1];
    return new UserError(second === undefined ? `"${first}" needs a subcommand` : `unknown command "${first} ${second}"`, {
      hint: `one of: ${names}`,
    });
  }
  if (first === '') return new UserError('no command given', { hint: 'run `postmortem --help` for the list of commands' });
  const near = nearest(words.slice(0, 2).join(' '), names(commands)) ?? nearest(first, names(commands));
  return new UserError(`unknown command "${first}"`, {
    hint: near ? `did you mean \`postmortem ${near}\`?` : 'run `postmortem --help` for the list of commands',
  });
};

const names = (commands: readonly CommandSummary[]): string[] => commands.map((command) => command.name);

/** Reads a command's words against its table of flags. Unknown flags, missing values and values outside `choices` are user errors. */
export const parseCommandLine = (command: CommandSummary, words: readonly string[]): ParsedArguments => {
  const options: Readonly<Record<string, Option>> = { ...command.options, ...SHARED_OPTIONS };
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, { type: option.kind, ...(option.short && { short: option.short }) }]),
    ),
  });
  const positionals: string[] = [];
  const values: Record<string, string | boolean | string[]> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) throw unknownFlag(command, options, token.rawName);
    const value = flagValue(command, token.name, option, token.value);
    const before = values[token.name];
    values[token.name] = option.multiple && typeof value === 'string' ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return { positionals, values };
};

const flagValue = (command: CommandSummary, name: string, option: Option, value: string | undefined): string | boolean => {
  const hint = `run \`postmortem ${command.name} --help\``;
  if (option.kind === 'boolean') {
    if (value !== undefined && option.value === undefined) throw new UserError(`--${name} takes no value`, { hint });
    return value ?? true;
  }
  if (value === undefined) throw new UserError(`--${name} needs a value (${option.value ?? 'VALUE'})`, { hint });
  if (option.choices && !option.choices.includes(value)) {
    const near = nearest(value, option.choices);
    throw new UserError(`--${name} cannot be "${value}"`, { hint: `${near ? `did you mean "${near}"? ` : ''}one of: ${option.choices.join(', ')}` });
  }
  return value;
};

const unknownFlag = (command: CommandSummary, options: Readonly<Record<string, Option>>, written: string): UserError => {
  const near = nearest(written.replace(/^-+/, ''), Object.keys(options));
  return new UserError(`unknown flag "${written}" for \`postmortem ${command.name}\``, {
    hint: near ? `did you mean \`--${near}\`?` : `run \`postmortem ${command.name} --help\` for its flags`,
  });
};
