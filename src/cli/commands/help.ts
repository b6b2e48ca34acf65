import { EXIT } from '../../record/errors.ts';
import type { CommandRun } from '../command.ts';
import { helpOn, overview } from '../help.ts';
import { COMMANDS } from './registry.ts';

/** Prints help or the manual page, both made from the command table. */
export const run: CommandRun = async (host, { positionals, values }) => {
  if (values['man']) host.stdout.write((await import('../manual.ts')).manualPage(COMMANDS));
  else host.stdout.write(positionals.length > 0 ? helpOn(COMMANDS, positionals) : overview(COMMANDS));
  return EXIT.clean;
};
