import type { Source } from '../../record/source.ts';
import { shortHash } from '../fingerprint.ts';
import type { Protection } from '../links/protection.ts';
import type { GateUnit } from '../model.ts';
import type { LockedUnit } from './schema.ts';

const NOWHERE: Source = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };

/** A locked unit as a unit, for comparison with one of today whose body is hashed likewise. */
export const unitOfLock = (locked: LockedUnit): GateUnit => {
  const hash = locked.unit.indexOf('#');
  const path = hash < 0 ? locked.unit : locked.unit.slice(0, hash);
  return {
    key: locked.unit,
    path,
    selector: locked.unit.slice(hash + 1),
    mark: locked.mark,
    format: locked.format,
    title: locked.title,
    enforcement: locked.enforcement,
    chain: [],
    conditions: locked.conditions.map(({ conjunct, shown, multipleOf, ...condition }) => ({ ...condition, ...(conjunct !== undefined && { conjunct }), ...(shown !== undefined && { shown }), ...(multipleOf !== undefined && { multipleOf }), source: NOWHERE })),
    scope: locked.scope,
    settings: locked.settings,
    paidFor: locked.paidFor,
    opaque: locked.opaque,
    body: locked.body,
    source: NOWHERE,
  };
};

/** A unit of today with its body as the lock keeps bodies. */
export const withHashedBody = (unit: GateUnit): GateUnit => ({ ...unit, body: shortHash(unit.body) });

/** The incidents that paid for a locked unit, with the figures they left. */
export const protectionsOfLock = (locked: LockedUnit): readonly Protection[] =>
  locked.incidents.map(({ replay, ...payment }) => ({
    payment,
    feeds: replay.map(({ metric, unit, condition, ...incident }) => ({
      condition,
      figure: { metric, unit, incident, normal: { samples: [], intervalSeconds: null, durationSeconds: null } },
    })),
  }));
