import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from './workspace.ts';

/** Where this workspace keeps what can be computed anew: with its packages where it has any, else in the user's cache (XDG Base Directory). */
export const cacheFolder = ({ root, gitRoot, host }: Workspace): string => {
  for (const folder of [root, gitRoot]) if (folder !== null && existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules/.cache/postmortem-kit');
  const home = host.env['XDG_CACHE_HOME'] || join(host.env['HOME'] || '/tmp', '.cache');
  return join(home, 'postmortem-kit');
};

/** A short name of a text; equal texts have equal names. */
export const digest = (...parts: readonly string[]): string => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64url');
};

/** The file at a path as JSON; null where it is absent or damaged, which costs time and no more. */
export const readCache = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

/** Writes a cache file as a whole. That it cannot be written (a read-only disk) is no error: the next run is slower. */
export const writeCache = (path: string, value: unknown): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify(value));
    renameSync(temporary, path);
  } catch {
    // See above.
  }
};
