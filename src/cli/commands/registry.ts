import type { CommandSummary } from '../command.ts';
import { checkCommand } from './check.summary.ts';
import { exportCommand } from './export.summary.ts';
import { helpCommand } from './help.summary.ts';

/** Every command, in the order in which help lists them. A command is two files and a line: what it is, and what it does. */
export const COMMANDS: readonly CommandSummary[] = [checkCommand, exportCommand, helpCommand];
