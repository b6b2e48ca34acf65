import type { CommandSummary } from '../command.ts';
import { actionsCommand } from './actions.summary.ts';
import { actionsCarryOverCommand } from './actions-carry-over.summary.ts';
import { actionsDueCommand } from './actions-due.summary.ts';
import { actionsReassignCommand } from './actions-reassign.summary.ts';
import { actionsSyncCommand } from './actions-sync.summary.ts';
import { ADD_COMMANDS } from './add.summary.ts';
import { checkCommand } from './check.summary.ts';
import { completionCommand } from './completion.summary.ts';
import { editCommand } from './edit.summary.ts';
import { explainCommand } from './explain.summary.ts';
import { exportCommand } from './export.summary.ts';
import { GATES_COMMANDS } from './gates.summary.ts';
import { helpCommand } from './help.summary.ts';
import { initCommand } from './init.summary.ts';
import { listCommand } from './list.summary.ts';
import { movedCommand } from './moved.summary.ts';
import { newCommand } from './new.summary.ts';
import { reportCommand } from './report.summary.ts';
import { setCommand } from './set.summary.ts';
import { showCommand } from './show.summary.ts';
import { timelineImportCommand } from './timeline.summary.ts';

/** Every command, in the order in which help lists them. A command is two files and a line: what it is, and what it does. */
export const COMMANDS: readonly CommandSummary[] = [checkCommand, explainCommand, listCommand, showCommand, exportCommand, actionsCommand, actionsDueCommand, actionsReassignCommand, actionsCarryOverCommand, actionsSyncCommand, reportCommand, newCommand, editCommand, ...ADD_COMMANDS, setCommand, timelineImportCommand, movedCommand, initCommand, completionCommand, ...GATES_COMMANDS, helpCommand];
