import { resolve } from 'node:path';
import type { Theme } from '../../tui/theme.ts';
import type { Host } from '../../workspace/host.ts';
import type { ParsedArguments } from '../command.ts';
import { terminalOf } from '../terminal.ts';
import { openDesk } from './desk.ts';
import { editAt } from './fact-path.ts';
import { openThreadedDesk } from './threaded-desk.ts';

/** How the terminal is to be drawn on. */
export const screenOf = (host: Host, { values }: ParsedArguments): { readonly theme: Theme; readonly screenReader: boolean } => {
  const { colour, unicode } = terminalOf(host, host.stdout, values);
  return { theme: { colour, unicode }, screenReader: values['screen-reader'] === true || host.env['INK_SCREEN_READER'] === 'true' };
};

/** Why no screen can be drawn, in words; null where one can. */
export const noScreen = (host: Host): string | null => {
  if (!host.stdin.isTTY || !host.stdout.isTTY) return 'the editor needs a terminal';
  return host.env['TERM'] === 'dumb' ? 'this terminal (TERM=dumb) cannot draw a screen' : null;
};

/**
 * Does work while keys come one by one and are not echoed: those that are typed before the first screen is drawn wait for it. Ink turns this on
 * only after its first frame.
 */
export const withRawKeys = async <Result>({ stdin }: Host, work: () => Promise<Result>): Promise<Result> => {
  stdin.setRawMode(true);
  try {
    return await work();
  } finally {
    stdin.setRawMode(false);
  }
};

/** Puts a document on the screen until the writer leaves. */
export const editOnScreen = async (host: Host, file: string, args: ParsedArguments, part: string): Promise<void> =>
  withRawKeys(host, async () => {
    const [{ reading, desk: here }, { runEditor }] = await Promise.all([openDesk(host, file), import('../../tui/run.tsx')]);
    const { desk, close } = openThreadedDesk(host, file, here);
    try {
      await runEditor(host, { ...desk, ...screenOf(host, args), path: resolve(host.cwd, file), reading, editAt, part });
    } finally {
      close();
    }
  });
