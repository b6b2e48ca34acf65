import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../record/errors.ts';
import { reasonOf } from './text-file.ts';

/**
 * Replaces a file's text as a whole: at every moment the path holds either the old text or the new one, also after a crash. The mode
 * stays, and a symbolic link keeps leading to the file. A failure is a user error, and the old file is untouched.
 */
export const saveText = (path: string, text: string): void => {
  let temporary: string | null = null;
  try {
    const target = realTarget(path);
    const mode = statSync(target, { throwIfNoEntry: false })?.mode;
    // Renaming over a read-only file would succeed where its folder can be written.
    if (mode !== undefined) closeSync(openSync(target, 'r+'));
    temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, text);
      if (mode !== undefined) fchmodSync(file, mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (cause) {
    if (temporary !== null) rmSync(temporary, { force: true });
    throw new UserError(`cannot save: ${reasonOf(cause)}`, { place: path, hint: 'nothing was changed', cause });
  }
};

const realTarget = (path: string): string => {
  try {
    return realpathSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return path;
    throw error;
  }
};
