import { levelOf } from '../diff/level.ts';
import { CHANGE_RULES } from '../changes.ts';
import type { SettingRule } from '../adapter.ts';
import { matchUnits } from '../compare/match.ts';
import { compareUnits } from '../compare/unit.ts';
import { joinProtections, type Protection } from '../links/protection.ts';
import type { GateUnit } from '../model.ts';
import type { GateLock, LockedUnit } from './schema.ts';
import { protectionsOfLock, unitOfLock, withHashedBody } from './units.ts';
import { lockUnit, withIncidents } from './write.ts';

/** A unit that an incident paid for, as it is today. */
export interface PaidUnit {
  readonly unit: GateUnit;
  readonly protections: readonly Protection[];
}

export interface LockUpdate {
  readonly lock: GateLock;
  readonly added: readonly string[];
  /** Floors that rose, or whose unit moved, or that more incidents paid for. */
  readonly updated: readonly string[];
  /** Units whose floor stays although the unit of today is weaker or gone: the ratchet says so. */
  readonly kept: readonly string[];
}

/**
 * Locks the paid units of today. A floor only rises: where a unit is weaker than its floor, or gone, the old block stays. Blocks of
 * units without a link any more stay as well, since an incident once paid for them.
 */
export const updateLock = (
  lock: GateLock,
  paid: readonly PaidUnit[],
  all: readonly GateUnit[],
  settingsOf: (format: string) => Readonly<Record<string, SettingRule>>,
  today: string,
): LockUpdate => {
  const claims = new Map(paid.map(({ unit, protections }) => [unit.key, protections]));
  const floors = new Map(lock.units.map((locked) => [locked.unit, locked]));
  const original = new Map(all.map((unit) => [unit.key, unit]));
  const { matches, removed } = matchUnits(lock.units.map(unitOfLock), all.map(withHashedBody));
  const blocks: LockedUnit[] = removed.flatMap(({ key }) => floors.get(key) ?? []);
  const [added, updated, kept]: [string[], string[], string[]] = [[], [], removed.map(({ key }) => key)];
  const locked = new Set<string>();
  for (const { before, after } of matches) {
    const floor = floors.get(before.key);
    const unit = original.get(after.key);
    if (floor === undefined || unit === undefined) continue;
    locked.add(after.key);
    const weaker = compareUnits(before, after, settingsOf(after.format)).some(({ rule }) => levelOf(CHANGE_RULES[rule].kind, null, true) !== 'INFO');
    // What the records say today counts before what they said when the unit was locked.
    const protections = joinProtections([...(claims.get(after.key) ?? []), ...protectionsOfLock(floor)]);
    const block = weaker ? withIncidents(floor, protections) : lockUnit(unit, protections, today);
    const same = block.fingerprint === floor.fingerprint;
    if (weaker) kept.push(after.key);
    else if (!same) updated.push(after.key);
    blocks.push(same ? floor : block);
  }
  for (const { unit, protections } of paid) {
    if (locked.has(unit.key)) continue;
    locked.add(unit.key);
    added.push(unit.key);
    blocks.push(lockUnit(unit, joinProtections(protections), today));
  }
  return { lock: { version: 1, units: blocks, accepted: lock.accepted }, added, updated, kept };
};
