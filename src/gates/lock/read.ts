import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { UserError } from '../../record/errors.ts';
import { canonicalJson, shortHash } from '../fingerprint.ts';
import { describeIssue } from '../issue.ts';
import { lockSchema, type GateLock, type LockedUnit } from './schema.ts';

export const LOCK_NAME = 'gates.lock.yaml';

/** Larger than the lock of ten thousand gates. */
const MAX_LENGTH = 20_000_000;

export const EMPTY_LOCK: GateLock = { version: 1, units: [], accepted: [] };

/** Hash of what a locked unit promises. */
export const lockFingerprint = ({ fingerprint: _fingerprint, lockedAt: _lockedAt, ...promise }: LockedUnit): string => shortHash(canonicalJson(promise));

const REPAIR = 'restore it from git, or delete the block and run `postmortem gates lock`';

/**
 * Reads a lock. Anything that is not what `gates lock` writes is a user error with its place: a lock that lost a floor quietly would
 * protect nothing.
 */
export const readLock = (text: string, path: string = LOCK_NAME): GateLock => {
  if (text.length > MAX_LENGTH) throw new UserError('the lock is too large to be one', { place: path, hint: REPAIR });
  if (/^(?:<{7}|={7}|>{7})/m.test(text)) throw new UserError('the lock holds an unresolved merge conflict', { place: path, hint: 'resolve it: each unit is a block of its own, and both sides can usually stay' });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken) throw new UserError(`the lock cannot be parsed: ${broken.message.split('\n')[0] ?? ''}`, { place: place(broken.pos[0]), hint: REPAIR });
  const result = lockSchema.safeParse(plainValue(document, path));
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path ?? [];
    const offset = offsetOf(document, where);
    throw new UserError(`the lock is not valid: ${issue === undefined ? '' : describeIssue(issue)}`, { place: offset === null ? path : place(offset), hint: REPAIR });
  }
  result.data.units.forEach((unit, index) => {
    if (lockFingerprint(unit) === unit.fingerprint) return;
    const offset = offsetOf(document, ['units', index]);
    throw new UserError(`the lock was edited by hand: "${unit.unit}" does not agree with its fingerprint`, {
      place: offset === null ? path : place(offset),
      hint: 'restore the block from git; to allow a weaker gate run `postmortem gates accept`',
    });
  });
  return result.data;
};

const plainValue = (document: Document, path: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new UserError('the lock cannot be parsed: it holds aliases', { place: path, hint: REPAIR, cause });
  }
};

const offsetOf = (document: Document, path: readonly PropertyKey[]): number | null => {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.range) return node.range[0];
  }
  return null;
};
