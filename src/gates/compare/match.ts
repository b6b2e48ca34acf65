import type { GateUnit } from '../model.ts';

/** How a unit of the old version was found again in the new one, in the order in which the ways are tried. */
export const MATCHED_BY = ['mark', 'same', 'key', 'file', 'body', 'name'] as const;
export type MatchedBy = (typeof MATCHED_BY)[number];

export interface UnitMatch {
  readonly before: GateUnit;
  readonly after: GateUnit;
  readonly by: MatchedBy;
}

export interface UnitMatching {
  readonly matches: readonly UnitMatch[];
  readonly removed: readonly GateUnit[];
  readonly added: readonly GateUnit[];
}

/**
 * Finds each unit of the old version in the new one: by its explicit mark, unchanged under its name (which tells apart those that share
 * one and are numbered), by its key, by its selector in another file, by its
 * body (renamed or moved), and last by its own name where it measures the same. Each way looks only at what the ways before it
 * left over, and takes a partner only where it is the only one.
 */
export const matchUnits = (before: readonly GateUnit[], after: readonly GateUnit[]): UnitMatching => {
  const old = new Set(before);
  const fresh = new Set(after);
  const matches: UnitMatch[] = [];
  for (const by of MATCHED_BY) {
    const wanted = uniqueBy(old, IDENTITY[by]);
    const offered = uniqueBy(fresh, IDENTITY[by]);
    for (const [identity, unit] of wanted) {
      const partner = offered.get(identity);
      if (unit === null || partner === null || partner === undefined) continue;
      matches.push({ before: unit, after: partner, by });
      old.delete(unit);
      fresh.delete(partner);
    }
  }
  return { matches, removed: [...old], added: [...fresh] };
};

const IDENTITY: Readonly<Record<MatchedBy, (unit: GateUnit) => string | null>> = {
  mark: (unit) => unit.mark,
  same: (unit) => (unit.body === '' ? null : [unit.format, unit.path, unnumbered(unit.selector), unit.body].join('\n')),
  key: (unit) => `${unit.format} ${unit.key}`,
  file: (unit) => `${unit.format} ${unit.selector}`,
  body: (unit) => (unit.body === '' ? null : `${unit.format} ${unit.body}`),
  // `api/Model5xx` in the group `gateway`: the same alert where it measures the same.
  name: (unit) => (unit.conditions.length === 0 ? null : [unit.format, lastWord(unit.selector), ...unit.conditions.map(({ metric }) => metric)].join('\n')),
};

/** A selector without the ordinal of a name that is given more than once. */
export const unnumbered = (selector: string): string => selector.replaceAll(/@\d+(?=\/|$)/g, '');

const lastWord = (selector: string): string => selector.slice(selector.lastIndexOf('/') + 1);

/** Units by identity; null where several share one. */
const uniqueBy = (units: ReadonlySet<GateUnit>, identity: (unit: GateUnit) => string | null): ReadonlyMap<string, GateUnit | null> => {
  const found = new Map<string, GateUnit | null>();
  for (const unit of units) {
    const key = identity(unit);
    if (key !== null) found.set(key, found.has(key) ? null : unit);
  }
  return found;
};
