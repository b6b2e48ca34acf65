/** When an item was settled: on one of the days from `from` to `to`. */
export interface Settlement {
  /** ISO date; null where nothing bounds it. */
  readonly from: string | null;
  /** ISO date, never later than today. */
  readonly to: string;
  /** What says so: a date in the document, the commit that changed the document, or neither, so that only a span is known. */
  readonly basis: 'document' | 'history' | 'span';
}

/** What a document said on a day: whether each item that it listed was settled, by its name. */
export interface StatedDay {
  readonly date: string;
  readonly settled: ReadonlyMap<string, boolean>;
}

interface KnownDays {
  /** The day before which nothing can have been settled, ISO; null where unknown. */
  readonly earliest: string | null;
  readonly today: string;
}

/**
 * When the named items of a document, which are settled now, were settled for the last time. `days` are those at which the document was
 * changed, newest first; they are taken only as far back as is needed. An item that was settled when it was first listed was settled at
 * some time before: only a span is known.
 */
export const settlements = (names: readonly string[], days: Iterable<StatedDay>, { earliest, today }: KnownDays): ReadonlyMap<string, Settlement> => {
  const since = new Map(names.map((name) => [name, today]));
  const found = new Map<string, Settlement>();
  const span = (to: string): Settlement => ({ from: earliest !== null && earliest <= to ? earliest : null, to, basis: 'span' });
  if (since.size > 0)
    for (const { date, settled } of days) {
      for (const [name, day] of since) {
        const state = settled.get(name);
        if (state === true) since.set(name, date);
        else {
          found.set(name, state === false ? { from: day, to: day, basis: 'history' } : span(day));
          since.delete(name);
        }
      }
      if (since.size === 0) break;
    }
  for (const [name, day] of since) found.set(name, span(day));
  return found;
};
