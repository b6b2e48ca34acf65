import type { GateUnit } from '../model.ts';
import type { LockedUnit } from '../lock/schema.ts';
import { matchUnits } from '../compare/match.ts';
import { protectionsOfLock, unitOfLock, withHashedBody } from '../lock/units.ts';
import { fedConditions } from '../replay/unit.ts';
import type { GateLink } from './link.ts';
import { joinProtections, statedProtections, type Protection } from './protection.ts';
import type { UnitIndex } from './reference.ts';

/** The links of one version of the records and the units they lead to. */
export interface LinkedUnits {
  readonly links: readonly GateLink[];
  readonly index: UnitIndex;
}

/** Who paid for which unit, by all that is known: the records before and now, the lock, and the units themselves. */
export interface Claims {
  readonly of: (before: GateUnit, after: GateUnit | null) => readonly Protection[];
  /** Unit that the action items of a unit that went point to now; null where none of them points anywhere else. */
  readonly successor: (before: GateUnit, candidates: readonly GateUnit[]) => GateUnit | null;
}

/** The protections that links give to each unit, by its key. */
export const protectionsByUnit = ({ links, index }: LinkedUnits): ReadonlyMap<string, readonly Protection[]> => {
  const found = new Map<string, Protection[]>();
  for (const link of links) {
    const resolution = index.resolve(link.reference);
    if (!('unit' in resolution)) continue;
    for (const unit of resolution.members) {
      // A figure feeds those members that have the condition it is for.
      const feeds = link.feed === null || (resolution.members.length > 1 && typeof fedConditions(unit, link.feed.condition) === 'string') ? [] : [link.feed];
      found.set(unit.key, [...(found.get(unit.key) ?? []), { payment: link.payment, feeds }]);
    }
  }
  return found;
};

export const claimsOf = (before: LinkedUnits, now: LinkedUnits, locked: readonly LockedUnit[]): Claims => {
  const then = protectionsByUnit(before);
  const today = protectionsByUnit(now);
  const floors = new Map(locked.map((one) => [one.unit, one]));
  // A unit that moved since it was locked is the same unit.
  const { matches } = matchUnits(locked.map(unitOfLock), before.index.units.map((unit) => (floors.has(unit.key) ? unit : withHashedBody(unit))));
  const floorOf = new Map(matches.map((match) => [match.after.key, floors.get(match.before.key)]));
  const lockedAs = (unit: GateUnit): readonly Protection[] => {
    const floor = floorOf.get(unit.key);
    return floor === undefined ? [] : protectionsOfLock(floor);
  };
  const of: Claims['of'] = (old, fresh) =>
    joinProtections([
      ...(fresh === null ? [] : (today.get(fresh.key) ?? [])),
      ...(then.get(old.key) ?? []),
      ...lockedAs(old),
      ...statedProtections(old),
      ...(fresh === null ? [] : statedProtections(fresh)),
    ]);
  return {
    of,
    successor: (old, candidates) => {
      const offered = new Map(candidates.map((unit) => [unit.key, unit]));
      const actions = new Set(of(old, null).flatMap(({ payment }) => payment.action ?? []));
      for (const link of now.links) {
        if (link.payment.action === null || !actions.has(link.payment.action)) continue;
        const resolution = now.index.resolve(link.reference);
        const unit = 'unit' in resolution ? offered.get(resolution.unit.key) : undefined;
        if (unit !== undefined && unit.key !== old.key) return unit;
      }
      return null;
    },
  };
};
