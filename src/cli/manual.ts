import { VERSION } from '../workspace/version.ts';
import { SHARED_OPTIONS } from './arguments.ts';
import type { CommandSummary, Option } from './command.ts';
import { optionLabel, optionText, PURPOSE } from './help.ts';

/** Text in roff: backslashes and leading dots would be commands, a plain `-` would become a hyphen. */
const roff = (text: string): string => text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^(['.])/gm, '\\&$1');

const tagged = (label: string, text: string): string => `.TP\n.B ${roff(label)}\n${roff(text)}\n`;

const options = (table: Readonly<Record<string, Option>>): string => Object.entries(table).map((entry) => tagged(optionLabel(entry), optionText(entry[1]))).join('');

const section = (command: CommandSummary): string => `.SS ${roff(`postmortem ${command.name} ${command.usage}`)}
${roff(command.summary)}.
${options(command.options)}${command.examples.map(({ command: line, does }) => `.PP\n.EX\n${roff(line)}\n.EE\n${roff(does)}\n`).join('')}`;

/** The manual page `postmortem(1)` in the man macros. */
export const manualPage = (commands: readonly CommandSummary[]): string => `.TH POSTMORTEM 1 "" "postmortem-kit ${VERSION}" "User Commands"
.SH NAME
postmortem \\- check, write and follow up post\\-mortems
.SH SYNOPSIS
.B postmortem
.I COMMAND
[\\fIFLAGS\\fR]
.SH DESCRIPTION
${roff(PURPOSE)}
.SH COMMANDS
${commands.map(section).join('')}.SH FLAGS OF EVERY COMMAND
${options(SHARED_OPTIONS)}.SH EXIT STATUS
.TP
.B 0
clean
.TP
.B 1
findings
.TP
.B 2
the tool could not do its work
.SH ENVIRONMENT
${tagged('NO_COLOR', 'no colour where it is set to anything')}${tagged('FORCE_COLOR', 'colour even where the output is not a terminal')}${tagged('POSTMORTEM_ENGINE', 'satteri or remark: the Markdown engine')}${tagged('POSTMORTEM_DEBUG', 'print the stack of an internal error')}`;
