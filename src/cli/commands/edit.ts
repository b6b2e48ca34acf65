import { resolve } from 'node:path';
import { EXIT, UserError } from '../../record/errors.ts';
import type { Host } from '../../workspace/host.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { openDesk } from '../editing/desk.ts';
import { editAt } from '../editing/fact-path.ts';
import { onlyFile } from '../editing/input.ts';
import { terminalOf } from '../terminal.ts';

/** Why no screen can be drawn, in words; null where one can. */
export const noScreen = (host: Host): string | null => {
  if (!host.stdin.isTTY || !host.stdout.isTTY) return 'the editor needs a terminal';
  return host.env['TERM'] === 'dumb' ? 'this terminal (TERM=dumb) cannot draw a screen' : null;
};

/** Puts a document on the screen until the writer leaves. */
export const editOnScreen = async (host: Host, file: string, { values }: ParsedArguments, part: string): Promise<void> => {
  const [{ reading, desk }, { runEditor }] = await Promise.all([openDesk(host, file), import('../../tui/run.tsx')]);
  const { colour, unicode } = terminalOf(host, host.stdout, values);
  const screenReader = values['screen-reader'] === true || host.env['INK_SCREEN_READER'] === 'true';
  await runEditor(host, { ...desk, path: resolve(host.cwd, file), reading, editAt, theme: { colour, unicode }, screenReader, part });
};

/** Opens a document in the terminal app. */
export const run: CommandRun = async (host, args) => {
  const file = onlyFile(args, 'edit');
  const reason = noScreen(host);
  if (reason !== null) throw new UserError(reason, { hint: '`postmortem set` and `postmortem add` make the same changes from flags' });
  await editOnScreen(host, file, args, 'timeline');
  return EXIT.clean;
};
