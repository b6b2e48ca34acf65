import type { ExitCode } from '../record/errors.ts';
import type { Host } from '../workspace/host.ts';

/** One flag. `kind` decides what `values` holds: boolean, string, or string[] for `multiple`. */
export interface Option {
  readonly kind: 'boolean' | 'string';
  readonly multiple?: boolean;
  readonly short?: string;
  readonly summary: string;
  /** What stands for the value in help: `FILE`, `RULE`. A boolean flag that has one may take it after `=`: `--changed`, `--changed=BASE`. */
  readonly value?: string;
  readonly choices?: readonly string[];
}

export interface ParsedArguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** What help, completion, the manual page and the dispatcher know of a command without loading it. */
export interface CommandSummary {
  /** `check`, `gates diff`. */
  readonly name: string;
  readonly summary: string;
  /** After the command's name: `[PATHS…] [--format FORMAT]`. */
  readonly usage: string;
  readonly examples: readonly { readonly command: string; readonly does: string }[];
  readonly options: Readonly<Record<string, Option>>;
  /** What the words after the flags are, for completion: paths unless said otherwise; or a word out of several, then paths. */
  readonly operands?: 'paths' | 'rules' | 'trackers' | 'commands' | 'shells' | 'none' | { readonly first: readonly string[] };
  readonly load: () => Promise<{ readonly run: CommandRun }>;
}

/** Runs a command. Results go to stdout, messages to stderr; a `UserError` becomes two lines and exit code 2. */
export type CommandRun = (host: Host, args: ParsedArguments) => Promise<ExitCode>;
