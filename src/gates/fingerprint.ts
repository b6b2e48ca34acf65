import { createHash } from 'node:crypto';
import type { Condition, GateUnit } from './model.ts';

/** The first 12 hexadecimal digits of SHA-256. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** What a unit is called across renames: its mark, else its key. */
export const lastingName = (unit: Pick<GateUnit, 'mark' | 'key'>): string => (unit.mark === null ? unit.key : `gate:${unit.mark}`);

/** What of a condition says how strong it is; places in the file do not. */
export const conditionFacts = ({ source: _source, ...facts }: Condition): Omit<Condition, 'source'> => facts;

/** JSON with sorted keys, so that equal values give equal text. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
