import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../record/errors.ts';
import { withLock } from './lock-file.ts';
import { readTextFile, reasonOf } from './text-file.ts';

/**
 * Replaces a file's text as a whole: at every moment the path holds either the old text or the new one, also after a crash. The mode
 * stays, and a symbolic link keeps leading to the file. A failure is a user error, and the old file is untouched.
 */
export const saveText = (path: string, text: string): void =>
  saving(path, () => {
    const target = realTarget(path);
    replace(target, text, () => true);
  });

/** Others that write again and again between a reading and its writing. */
const MOST_TRIES = 20;

/**
 * Changes a file's text as one step: what `change` was given is what the file held when the result replaced it, though others save the
 * file at the same moment. Nothing is written where `change` gives the same text. `change` is called again where the file was
 * changed in between by a program that knows of no lock.
 *
 * @returns what stood in the file, and what stands there now.
 * @throws UserError where the file cannot be read or written; what `change` throws goes through.
 */
export const changeText = (path: string, change: (onDisk: string) => string): { readonly before: string; readonly after: string } => {
  const before = textNow(path);
  // A look without the lock first: where nothing is to be written, a folder that cannot be written to does not matter.
  if (change(before) === before) return { before, after: before };
  return saving(path, () => {
    const target = realTarget(path);
    return withLock(target, () => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const onDisk = textNow(path);
        const after = change(onDisk);
        if (after === onDisk || replace(target, after, () => textNow(path) === onDisk)) return { before: onDisk, after };
      }
      throw new UserError('other programs keep changing this file', { place: path, hint: 'nothing was changed' });
    });
  });
};

export interface TextChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Changes several files, each as one step: where one cannot be saved, or holds something else than it did, those before it are put back.
 *
 * @throws UserError that says which file could not be changed.
 */
export const saveTogether = (changes: readonly TextChange[]): void => {
  const put = ({ path, before, after }: TextChange): void => {
    changeText(path, (onDisk) => {
      if (onDisk !== before) throw new UserError('someone saved this file meanwhile', { place: path, hint: 'nothing was changed: run again' });
      return after;
    });
  };
  const done: TextChange[] = [];
  try {
    for (const change of changes) {
      put(change);
      done.push(change);
    }
  } catch (error) {
    for (const { path, before, after } of done.toReversed()) put({ path, before: after, after: before });
    throw error;
  }
};

const textNow = (path: string): string => {
  const content = readTextFile(path);
  if ('reason' in content) throw new UserError(`cannot read the file: ${content.reason}`, { place: path, hint: 'nothing was changed' });
  return content.text;
};

const saving = <Result>(path: string, work: () => Result): Result => {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`cannot save: ${reasonOf(cause)}`, { place: path, hint: 'nothing was changed', cause });
  }
};

/** Writes beside the file and renames over it, if the file is still as expected; gives whether it was. */
const replace = (target: string, text: string, expected: () => boolean): boolean => {
  const mode = statSync(target, { throwIfNoEntry: false })?.mode;
  // Renaming over a read-only file would succeed where its folder can be written.
  if (mode !== undefined) closeSync(openSync(target, 'r+'));
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, text);
      if (mode !== undefined) fchmodSync(file, mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const as = expected();
    if (as) renameSync(temporary, target);
    return as;
  } finally {
    rmSync(temporary, { force: true });
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
