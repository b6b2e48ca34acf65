import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../record/errors.ts';

/** A lock is held for one reading and one writing of a small file. */
const STALE_AFTER = 10_000;
/** Who makes a lock names itself in it at once; one that stays empty was left by a program that was killed in between. */
const NAMED_WITHIN = 2_000;
const PATIENCE = 5_000;
const PAUSE = 5;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const pause = (milliseconds: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** The text of a lock whose holder is gone; null where it is held, or gone by now. */
const staleHolder = (lock: string): string | null => {
  try {
    const age = Date.now() - statSync(lock).mtimeMs;
    const holder = readFileSync(lock, 'utf8');
    const [pid = '', host = ''] = holder.split(' ');
    const dead = host === hostname() && /^\d+$/.test(pid) && !isRunning(Number(pid));
    return dead || age > (holder === '' ? NAMED_WITHIN : STALE_AFTER) ? holder : null;
  } catch {
    return null;
  }
};

/** Takes a stale lock away. Another may have done so first, and hold the lock by now: then it is put back. */
const breakLock = (lock: string, holder: string): void => {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, lock);
  } catch {
    // Whoever was faster has dealt with it.
  } finally {
    rmSync(aside, { force: true });
  }
};

const acquire = (lock: string): void => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      const file = openSync(lock, 'wx');
      writeFileSync(file, `${process.pid} ${hostname()} ${randomBytes(6).toString('hex')}`);
      closeSync(file);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = staleHolder(lock);
    if (holder !== null) breakLock(lock, holder);
    else if (Date.now() > end) throw new UserError('another program has been saving this file for seconds', { hint: `where none is, remove ${lock}` });
    else pause(PAUSE);
  }
};

/**
 * Does work while no other program of this kind does work on the same file: a lock file stands beside it meanwhile. The lock of a program that
 * ended without giving it back is broken. Throws the file system's error where no lock can be made.
 */
export const withLock = <Result>(path: string, work: () => Result): Result => {
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  acquire(lock);
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
};
