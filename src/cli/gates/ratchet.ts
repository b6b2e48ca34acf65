import type { GateChange } from '../../gates/diff/gate-change.ts';
import { loadLock } from '../../workspace/gates/lock.ts';
import { compareWithCommit, compareWithLock, type Judgement } from '../../workspace/gates/ratchet.ts';
import { readLinkedRecords } from '../../workspace/gates/records.ts';
import type { GateRepository } from '../../workspace/gates/repository.ts';
import { defaultBase } from '../../workspace/git.ts';
import { EMPTY_LOCK, LOCK_NAME } from '../../gates/lock/read.ts';
import { UserError } from '../../record/errors.ts';

export interface Ratchet {
  readonly changes: readonly GateChange[];
  /** What was compared with, in words: `origin/main`, `the lock`. */
  readonly against: readonly string[];
}

/** Compares the work tree with what the user names: a git reference, `lock`, or by default the default branch and the lock. */
export const runRatchet = async (gates: GateRepository, against: string | null, strict: boolean): Promise<Ratchet> => {
  const { workspace } = gates;
  const lock = loadLock(workspace);
  if (against === 'lock' && lock === null) throw new UserError(`there is no ${LOCK_NAME}`, { place: workspace.root, hint: 'write it with `postmortem gates lock`' });
  const { links } = await readLinkedRecords(workspace);
  const judgement: Judgement = { links, lock: lock ?? EMPTY_LOCK, strict };
  const found: GateChange[] = [];
  const names: string[] = [];
  if (against !== 'lock' && (against !== null || workspace.gitRoot !== null || lock === null)) {
    const reference = against ?? (await defaultBase(workspace.host, workspace.gitRoot ?? workspace.root));
    found.push(...(await compareWithCommit(gates, reference, judgement)));
    names.push(reference);
  }
  if (lock !== null && (against === null || against === 'lock')) {
    // A change that the comparison with the branch shows already is told once.
    const told = new Set(found.map(({ fingerprint }) => fingerprint));
    found.push(...(await compareWithLock(gates, judgement)).filter(({ fingerprint, level }) => !told.has(fingerprint) && (against === 'lock' || level !== 'INFO')));
    names.push('the lock');
  }
  return { changes: found, against: names };
};
