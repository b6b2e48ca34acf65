import { lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** True where the path is a real folder (no link) of this user's, into which nobody else can write. */
const isOwn = (folder: string): boolean => {
  const status = lstatSync(folder);
  // Windows has neither: there the folder lies in the user's profile.
  const user = process.getuid?.();
  return status.isDirectory() && (user === undefined || (status.uid === user && (status.mode & 0o022) === 0));
};

/**
 * The folder for compiled code, made where it is missing, in the user's cache (XDG Base Directory). Compiled code is run without a look at it, so a folder into
 * which others could write is not used: null, as where there is none and none can be made.
 */
export const codeFolder = (env: Readonly<Record<string, string | undefined>>): string | null => {
  const { XDG_CACHE_HOME: named, LOCALAPPDATA: local } = env;
  try {
    const home = named && isAbsolute(named) ? named : process.platform === 'win32' && local ? local : join(homedir(), '.cache');
    const folder = join(home, 'postmortem-kit', 'code');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isOwn(folder) ? folder : null;
  } catch {
    return null;
  }
};
