import { ENFORCEMENT_LADDER, type ChainLink, type Enforcement } from './model.ts';

/** Position on the ladder, 0 the weakest; null for `unverified`, which stands outside it. */
export const rankOf = (enforcement: Enforcement): number | null =>
  enforcement === 'unverified' ? null : ENFORCEMENT_LADDER.indexOf(enforcement);

const rank = (rung: (typeof ENFORCEMENT_LADDER)[number]): number => ENFORCEMENT_LADDER.indexOf(rung);

/** Whether the verdict reaches anybody: a person, a merge, a promotion or a roll-back. `unverified` may. */
export const isArmed = (enforcement: Enforcement): boolean => (rankOf(enforcement) ?? rank('notify')) >= rank('notify');

/** Whether a failing verdict stops the change or the promotion, or pauses it for a person. */
export const stops = (enforcement: Enforcement): boolean => (rankOf(enforcement) ?? -1) >= rank('halt');

/**
 * A gate is as strong as its weakest link. A link whose strength nobody can see from the repository makes the whole unverified,
 * unless a link that can be seen is too weak to reach anybody: then that one decides.
 */
export const weakestLink = (chain: readonly ChainLink[]): Enforcement => {
  let weakest: Enforcement | null = null;
  for (const { enforcement } of chain) {
    const here = rankOf(enforcement);
    const lowest = weakest === null ? null : rankOf(weakest);
    if (weakest === null || (here === null ? isArmed(weakest) : lowest === null ? !isArmed(enforcement) : here < lowest)) weakest = enforcement;
  }
  return weakest ?? 'unverified';
};

export type EnforcementChange = 'same' | 'disarmed' | 'armed' | 'downgraded' | 'upgraded' | 'hidden' | 'shown' | 'unranked';

/**
 * What a step on the ladder means. `disarmed`: the verdict no longer stops anything, or no longer reaches anybody; `downgraded`: a
 * weaker consequence of the same kind; `hidden`: the consequence left the repository. The others are their mirrors.
 * `unranked`: what nobody can see from the repository may have stopped a change, so a verdict that only reaches people may be less or more.
 */
export const compareEnforcement = (before: Enforcement, after: Enforcement): EnforcementChange => {
  const old = rankOf(before);
  const fresh = rankOf(after);
  if (old === null || fresh === null) {
    if (before === after) return 'same';
    const seen = old === null ? after : before;
    if (seen === 'notify') return 'unranked';
    if (old === null) return isArmed(after) ? 'shown' : 'disarmed';
    return isArmed(before) ? 'hidden' : 'armed';
  }
  if (old === fresh) return 'same';
  const [low, high] = old < fresh ? [old, fresh] : [fresh, old];
  const crosses = (rung: number): boolean => low < rung && high >= rung;
  const across = crosses(rank('notify')) || crosses(rank('halt'));
  return fresh < old ? (across ? 'disarmed' : 'downgraded') : across ? 'armed' : 'upgraded';
};
