/** A field that a report asks for and the record does not state. */
export interface Unknown {
  readonly field: string;
  /** Where to state it, so that the next export knows it. */
  readonly stateIn: string;
}

/** The fields of which nothing is known: null, an empty text or an empty list. */
export const unknownsOf = (asked: readonly (readonly [field: string, value: unknown, stateIn: string])[]): readonly Unknown[] =>
  asked
    .filter(([, value]) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    .map(([field, , stateIn]) => ({ field, stateIn }));

export const inWords = (unknown: readonly Unknown[]): string => unknown.map(({ field, stateIn }) => `${field} (${stateIn})`).join(', ');
