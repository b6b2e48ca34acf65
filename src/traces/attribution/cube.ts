/**
 * What attribution computes on: for each facet and class of values, how many conversations fell into each slice of time and how many of
 * them failed. That is small whatever the number of spans, so that memory and analytical engines can be asked the same questions.
 */

/** The compared times: equally long before and after the onset, cut into slices of equal length. */
export interface Windows {
  /** In milliseconds since 1970. */
  readonly onset: number;
  readonly length: number;
  /** Slices in each window. */
  readonly slices: number;
}

/** Conversations and failures in each slice of time. */
export interface Series {
  readonly rows: readonly number[];
  readonly failures: readonly number[];
}

/** How a facet's values are put into classes: the common values each for itself, or numbers between borders. */
export interface FacetSummary {
  readonly facet: string;
  /** Conversations in the windows that record it. */
  readonly recorded: number;
  readonly distinct: number;
  /** Values that are not rare, sorted; what is none of them is {@link OTHER}. */
  readonly common: readonly string[];
  /** Upper ends of the classes of a facet of many numbers, ascending; empty where values stand for themselves. */
  readonly borders: readonly number[];
}

/** Two facets together, after the onset: for each pair of classes the conversations and failures. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly rows: number;
  readonly failures: number;
}

export interface Extent {
  readonly first: number;
  readonly last: number;
  /** Conversations with a time. */
  readonly rows: number;
}

/** Where conversations are counted. A row is one conversation, or one trace where there are no conversations. */
export interface Source {
  /** First and last moment; null where no conversation has a time. */
  readonly extent: () => Promise<Extent | null>;
  /** All conversations between two moments, in so many slices. */
  readonly outcomes: (from: number, to: number, slices: number) => Promise<Series>;
  readonly facets: (windows: Windows) => Promise<readonly FacetSummary[]>;
  /** Series over both windows, one after the other, by facet and class. */
  readonly series: (windows: Windows, facets: readonly FacetSummary[]) => Promise<ReadonlyMap<string, ReadonlyMap<string, Series>>>;
  /** A facet with each of several others, by the name of the other. */
  readonly pairs: (windows: Windows, first: FacetSummary, seconds: readonly FacetSummary[]) => Promise<ReadonlyMap<string, readonly Pair[]>>;
}

export interface Cube {
  readonly windows: Windows;
  readonly total: Series;
  /** By facet and class. */
  readonly facets: ReadonlyMap<string, ReadonlyMap<string, Series>>;
}

/** Class of conversations in which the facet was not recorded. */
export const MISSING = '∅';
/** Class of values that are rare. */
export const OTHER = 'other';

/** Thresholds of the classes. */
export const CLASSES = {
  /** Values in fewer conversations, or in a smaller share, are rare. */
  rareRows: 5,
  rareShare: 0.002,
  smallShare: 0.025,
  /** A facet of numbers with more distinct values is cut at its quantiles. */
  distinctNumbers: 20,
  quantiles: 8,
} as const;

/** Fewest conversations for a value to be common; among few conversations fewer are enough. */
export const leastRows = (total: number): number => Math.max(1, Math.min(CLASSES.rareRows, CLASSES.smallShare * total), CLASSES.rareShare * total);

/** What counts as a number, in every engine. */
export const NUMBER = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/** Names of the classes of a facet in their order; what is not recorded has none. */
export const classNames = ({ common, borders }: FacetSummary): readonly string[] =>
  borders.length > 0 ? [...borders.map((border) => `≤ ${border}`), `> ${borders.at(-1) ?? 0}`] : [...common, OTHER];

/** Position of a value's class among {@link classNames}. */
export const classOf = ({ common, borders }: FacetSummary): ((value: string) => number) => {
  if (borders.length > 0) {
    return (value) => {
      const index = borders.findIndex((border) => Number(value) <= border);
      return index < 0 ? borders.length : index;
    };
  }
  const positions = new Map(common.map((value, index) => [value, index]));
  return (value) => positions.get(value) ?? common.length;
};

/** Slice of a moment between two others; -1 outside. Each engine does this arithmetic in the same order. */
export const sliceAt = (time: number, from: number, to: number, slices: number): number => {
  const slice = Math.floor(((time - from) / (to - from)) * slices);
  return slice >= 0 && slice < slices ? slice : -1;
};

/** Start, end and slices of both windows together. */
export const spanOf = ({ onset, length, slices }: Windows): readonly [from: number, to: number, slices: number] => [onset - length, onset + length, 2 * slices];

/** Start of a slice, in milliseconds since 1970. */
export const sliceStart = ({ onset, length, slices }: Windows, slice: number): number => onset - length + (slice * length) / slices;
