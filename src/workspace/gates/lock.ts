import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import { EMPTY_LOCK, LOCK_NAME, readLock } from '../../gates/lock/read.ts';
import type { GateLock } from '../../gates/lock/schema.ts';
import { writeLock } from '../../gates/lock/write.ts';
import { saveText } from '../save.ts';
import { readTextFile } from '../text-file.ts';
import type { Workspace } from '../workspace.ts';

const MAX_LOCK_BYTES = 20_000_000;

/** The lock of a workspace; null where it has none. A lock that cannot be read is a user error. */
export const loadLock = ({ root }: Pick<Workspace, 'root'>): GateLock | null => {
  const path = resolve(root, LOCK_NAME);
  if (!existsSync(path)) return null;
  const content = readTextFile(path, MAX_LOCK_BYTES);
  if ('reason' in content) throw new UserError(`the lock ${content.reason}`, { place: LOCK_NAME, hint: 'restore it from git' });
  return readLock(content.text);
};

/** Writes the lock where it differs from the one that is there; tells whether it did. What would be written is read back first. */
export const storeLock = ({ root }: Pick<Workspace, 'root'>, lock: GateLock): boolean => {
  const path = resolve(root, LOCK_NAME);
  const text = writeLock(lock);
  readLock(text);
  const before = readTextFile(path, MAX_LOCK_BYTES);
  if ('text' in before && before.text === text) return false;
  saveText(path, text);
  return true;
};

export const lockOrEmpty = (workspace: Pick<Workspace, 'root'>): GateLock => loadLock(workspace) ?? EMPTY_LOCK;
