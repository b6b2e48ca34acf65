import { CLASSES, classNames, classOf, leastRows, MISSING, NUMBER, sliceAt, spanOf, type FacetSummary, type Pair, type Series, type Source, type Windows } from './cube.ts';

/** Values of one facet by conversation: numbers into a list of texts, 0 where it is not recorded. */
interface Column {
  cells: Int32Array;
  readonly texts: string[];
  readonly ids: Map<string, number>;
  /** Conversations that record it. */
  recorded: number;
  /** Near-unique: its values are no longer kept. */
  identifier: boolean;
}

const FIRST_ROWS = 1024;
/** A conversation that saw more values of a facet than this shows the first ones in their order. */
export const MOST_VALUES = 4;
const MOST_DISTINCT = 20_000;
const IDENTIFIER = -1;

const grown = <Cells extends Int32Array | Float64Array | Uint8Array>(cells: Cells, make: (length: number) => Cells): Cells => {
  const next = make(cells.length * 2);
  next.set(cells);
  return next;
};

const newColumn = (capacity: number): Column => ({ cells: new Int32Array(capacity), texts: [''], ids: new Map(), recorded: 0, identifier: false });

const idOf = (column: Column, text: string): number => {
  const known = column.ids.get(text);
  if (known !== undefined) return known;
  // A copy: a text cut out of a longer one keeps that alive.
  const copy = Buffer.from(text).toString();
  const id = column.texts.push(copy) - 1;
  column.ids.set(copy, id);
  return id;
};

/** Between the values of a conversation that saw several. */
export const SEPARATOR = ' + ';

/** A conversation that saw two models has both as its value. */
const together = (column: Column, known: number, added: number): number => {
  const values = new Set([...(column.texts[known] ?? '').split(SEPARATOR), column.texts[added] ?? '']);
  return idOf(column, [...values].sort().slice(0, MOST_VALUES).join(SEPARATOR));
};

const setCell = (column: Column, row: number, text: string): void => {
  const known = column.cells[row] ?? 0;
  if (known === 0) column.recorded++;
  if (column.identifier) {
    column.cells[row] = IDENTIFIER;
    return;
  }
  const id = idOf(column, text);
  if (known === id) return;
  column.cells[row] = known === 0 ? id : together(column, known, id);
  if (column.texts.length > MOST_DISTINCT && column.texts.length > column.recorded / 2) {
    column.identifier = true;
    column.texts.length = 1;
    column.ids.clear();
  }
};

/** Conversations in columns: memory grows with conversations and facets, not with spans. */
export interface ConversationTable {
  /** Row of a conversation, new where it was not there. */
  readonly row: (id: string) => number;
  readonly rows: () => number;
  /** The earliest time that a row was given stays; milliseconds since 1970. */
  readonly at: (row: number, time: number) => void;
  readonly fail: (row: number) => void;
  readonly tell: (row: number, facet: string, value: string) => void;
  /** Rows without a time, which no window holds. */
  readonly withoutTime: () => number;
  readonly source: Source;
  /** All rows, to be kept elsewhere; the table is empty afterwards. */
  readonly drain: () => readonly Conversation[];
}

/** One row, by itself; a facet with several values has them together. */
export interface Conversation {
  readonly id: string;
  readonly time: number | null;
  readonly failed: boolean;
  readonly values: readonly (readonly [facet: string, value: string])[];
}

/** Rows of one pass over a table. */
interface Rows {
  readonly count: number;
  readonly times: Float64Array;
  readonly failed: Uint8Array;
}

const emptySeries = (slices: number): { rows: number[]; failures: number[] } => ({ rows: Array.from({ length: slices }, () => 0), failures: Array.from({ length: slices }, () => 0) });

/** Slice of each row; -1 outside the windows. */
const slicesOf = ({ count, times }: Rows, windows: Windows): Int32Array => {
  const [from, to, slices] = spanOf(windows);
  return Int32Array.from({ length: count }, (_, row) => sliceAt(times[row] ?? Number.NaN, from, to, slices));
};

/** The smallest number at or below which an eighth, two eighths, … of the conversations lie. */
const bordersOf = (counts: readonly (readonly [value: string, rows: number])[]): number[] => {
  const sorted = counts.map(([value, rows]) => [Number(value), rows] as const).sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, rows]) => sum + rows, 0);
  const borders = new Set<number>();
  let seen = 0;
  let quantile = 1;
  for (const [number, rows] of sorted) {
    seen += rows;
    while (quantile < CLASSES.quantiles && seen * CLASSES.quantiles >= quantile * total) {
      borders.add(number);
      quantile++;
    }
  }
  return [...borders];
};

const summaryOf = (facet: string, column: Column, slices: Int32Array): FacetSummary | null => {
  const counts = new Map<number, number>();
  let total = 0;
  let recorded = 0;
  for (const [row, slice] of slices.entries()) {
    if (slice < 0) continue;
    total++;
    const id = column.cells[row] ?? 0;
    if (id === 0) continue;
    recorded++;
    if (!column.identifier) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  if (recorded === 0) return null;
  if (column.identifier) return { facet, recorded, distinct: recorded, common: [], borders: [] };
  const values = [...counts].map(([id, rows]) => [column.texts[id] ?? '', rows] as const);
  const numeric = values.length > CLASSES.distinctNumbers && values.every(([value]) => NUMBER.test(value));
  const common = numeric ? [] : values.filter(([, rows]) => rows >= leastRows(total)).map(([value]) => value).sort();
  return { facet, recorded, distinct: values.length, common, borders: numeric ? bordersOf(values) : [] };
};

/** Class of each of a column's numbers; -1 where nothing is recorded. */
const classesOf = (column: Column, summary: FacetSummary): Int32Array => {
  const position = classOf(summary);
  return Int32Array.from(column.texts, (text, id) => (id === 0 ? -1 : position(text)));
};

const seriesOf = (rows: Rows, column: Column, summary: FacetSummary, slices: Int32Array, length: number): Map<string, Series> => {
  const classes = classesOf(column, summary);
  const all = classNames(summary).map(() => emptySeries(length));
  for (const [row, slice] of slices.entries()) {
    const series = slice < 0 ? undefined : all[classes[column.cells[row] ?? 0] ?? -1];
    if (series === undefined) continue;
    series.rows[slice] = (series.rows[slice] ?? 0) + 1;
    if (rows.failed[row] === 1) series.failures[slice] = (series.failures[slice] ?? 0) + 1;
  }
  return new Map(classNames(summary).flatMap((name, index) => (all[index]?.rows.some((count) => count > 0) ? [[name, all[index]] as const] : [])));
};

const pairsOf = (rows: Rows, after: readonly number[], first: readonly [Column, FacetSummary], second: readonly [Column, FacetSummary]): Pair[] => {
  const [firstNames, secondNames] = [[...classNames(first[1]), MISSING], [...classNames(second[1]), MISSING]];
  const [firstClasses, secondClasses] = [classesOf(...first), classesOf(...second)];
  const pairs = new Map<number, { first: string; second: string; rows: number; failures: number }>();
  for (const row of after) {
    const classAt = (column: Column, classes: Int32Array, names: readonly string[]): number => {
      const position = classes[column.cells[row] ?? 0] ?? -1;
      return position < 0 ? names.length - 1 : position;
    };
    const [a, b] = [classAt(first[0], firstClasses, firstNames), classAt(second[0], secondClasses, secondNames)];
    const key = a * secondNames.length + b;
    const pair = pairs.get(key) ?? { first: firstNames[a] ?? '', second: secondNames[b] ?? '', rows: 0, failures: 0 };
    pairs.set(key, pair);
    pair.rows++;
    if (rows.failed[row] === 1) pair.failures++;
  }
  return [...pairs.values()];
};

const outcomesOf = ({ count, times, failed }: Rows, from: number, to: number, slices: number): Series => {
  const series = emptySeries(slices);
  for (let row = 0; row < count; row++) {
    const slice = sliceAt(times[row] ?? Number.NaN, from, to, slices);
    if (slice < 0) continue;
    series.rows[slice] = (series.rows[slice] ?? 0) + 1;
    if (failed[row] === 1) series.failures[slice] = (series.failures[slice] ?? 0) + 1;
  }
  return series;
};

/** An empty table. */
export const conversationTable = (): ConversationTable => {
  const ids = new Map<string, number>();
  const columns = new Map<string, Column>();
  let capacity = FIRST_ROWS;
  let times = new Float64Array(capacity).fill(Number.NaN);
  let failed = new Uint8Array(capacity);
  const all = (): Rows => ({ count: ids.size, times, failed });
  const columnOf = (facet: string): Column => columns.get(facet) ?? newColumn(capacity);

  const row = (id: string): number => {
    const known = ids.get(id);
    if (known !== undefined) return known;
    const next = ids.size;
    ids.set(id, next);
    if (next === capacity) {
      times = grown(times, (length) => new Float64Array(length).fill(Number.NaN));
      failed = grown(failed, (length) => new Uint8Array(length));
      for (const column of columns.values()) column.cells = grown(column.cells, (length) => new Int32Array(length));
      capacity *= 2;
    }
    return next;
  };
  return {
    row,
    rows: () => ids.size,
    at: (index, time) => {
      if (!(time >= (times[index] ?? Number.NaN))) times[index] = time;
    },
    fail: (index) => {
      failed[index] = 1;
    },
    tell: (index, facet, value) => {
      let column = columns.get(facet);
      if (column === undefined) columns.set(facet, (column = newColumn(capacity)));
      setCell(column, index, value);
    },
    drain: () => {
      const rows = [...ids].map(([id, index]): Conversation => {
        const time = times[index] ?? Number.NaN;
        const values = [...columns].flatMap(([facet, { cells, texts, identifier }]) => {
          const cell = cells[index] ?? 0;
          // A near-unique value is as good as any other one that is.
          return cell === 0 ? [] : [[facet, identifier ? id : (texts[cell] ?? '')] as const];
        });
        return { id, time: Number.isNaN(time) ? null : time, failed: failed[index] === 1, values };
      });
      ids.clear();
      columns.clear();
      capacity = FIRST_ROWS;
      times = new Float64Array(capacity).fill(Number.NaN);
      failed = new Uint8Array(capacity);
      return rows;
    },
    withoutTime: () => times.subarray(0, ids.size).reduce((count, time) => count + (Number.isNaN(time) ? 1 : 0), 0),
    source: {
      extent: () => {
        const known = times.subarray(0, ids.size).filter((time) => !Number.isNaN(time));
        if (known.length === 0) return Promise.resolve(null);
        const [first, last] = known.reduce(([low, high], time) => [Math.min(low, time), Math.max(high, time)] as [number, number], [Infinity, -Infinity] as [number, number]);
        return Promise.resolve({ first, last, rows: known.length });
      },
      outcomes: (from, to, slices) => Promise.resolve(outcomesOf(all(), from, to, slices)),
      facets: (windows) => {
        const slices = slicesOf(all(), windows);
        return Promise.resolve([...columns].flatMap(([facet, column]) => summaryOf(facet, column, slices) ?? []));
      },
      series: (windows, facets) => {
        const slices = slicesOf(all(), windows);
        return Promise.resolve(new Map(facets.map((summary) => [summary.facet, seriesOf(all(), columnOf(summary.facet), summary, slices, 2 * windows.slices)])));
      },
      pairs: (windows, first, seconds) => {
        const slices = slicesOf(all(), windows);
        const after = [...slices.keys()].filter((index) => (slices[index] ?? -1) >= windows.slices);
        return Promise.resolve(new Map(seconds.map((second) => [second.facet, pairsOf(all(), after, [columnOf(first.facet), first], [columnOf(second.facet), second])])));
      },
    },
  };
};
