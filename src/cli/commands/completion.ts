import { EXIT, UserError } from '../../record/errors.ts';
import type { CommandRun } from '../command.ts';
import { COMPLETION_SCRIPTS, PATHS_MARK } from '../completion/scripts.ts';
import { suggest } from '../completion/suggest.ts';
import { COMMANDS } from './registry.ts';

const isShell = (name: string): name is keyof typeof COMPLETION_SCRIPTS => Object.hasOwn(COMPLETION_SCRIPTS, name);

/** Prints a shell's script; `words -- …` is what the scripts call. */
export const run: CommandRun = async (host, { positionals: [shell = '', ...words] }) => {
  if (shell === 'words') {
    const { RULES } = await import('../../rules/registry.ts');
    const found = suggest(COMMANDS, words, () => RULES.map(({ id }) => id));
    host.stdout.write([...found.words, ...(found.paths ? [PATHS_MARK] : [])].map((word) => `${word}\n`).join(''));
    return EXIT.clean;
  }
  if (!isShell(shell)) throw new UserError(shell === '' ? 'name a shell' : `no completion for "${shell}"`, { hint: `one of: ${Object.keys(COMPLETION_SCRIPTS).join(', ')}` });
  host.stdout.write(COMPLETION_SCRIPTS[shell]);
  return EXIT.clean;
};
