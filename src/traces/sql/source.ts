import { CLASSES, classNames, leastRows, MISSING, spanOf, type Extent, type FacetSummary, type Pair, type Series, type Source, type Windows } from '../attribution/cube.ts';
import { numberOf, textOf, type JsonObject } from '../../record/json-values.ts';

/** What engines spell differently. */
export interface Dialect {
  /** A text as a literal. */
  readonly text: (value: string) => string;
  /** Whether a text is a number, as {@link NUMBER} has it: 1 or 0. */
  readonly isNumber: (expression: string) => string;
  /** A text that is a number, as a double. */
  readonly number: (expression: string) => string;
  /** A relation of given rows, with its columns. */
  readonly rows: (columns: readonly (readonly [name: string, type: 'text' | 'integer'])[], rows: readonly (readonly (string | number)[])[]) => string;
}

/**
 * A database of conversations. Its relation has one row a conversation and recorded facet, `(id, time, failed, facet, value)`, and one
 * with an empty facet for each conversation: `time` is a double of milliseconds since 1970 or null, `failed` 0 or 1.
 */
export interface Database {
  readonly dialect: Dialect;
  /** The relation for times from, up to; null where there is no bound. */
  readonly relation: (from: number | null, to: number | null) => Promise<string>;
  readonly query: (sql: string) => Promise<readonly JsonObject[]>;
}

/** A double that every engine reads back exactly. */
const double = (value: number): string => value.toExponential();

const count = (row: JsonObject, column: string): number => numberOf(row[column]) ?? 0;
const text = (row: JsonObject, column: string): string => textOf(row[column]) ?? '';

/** The arithmetic of `sliceAt`, in its order. */
const sliceSql = (from: number, to: number, slices: number): string => `CAST(floor(((time - ${double(from)}) / ${double(to - from)}) * ${double(slices)}) AS INTEGER)`;

const emptySeries = (slices: number): { rows: number[]; failures: number[] } => ({ rows: Array.from({ length: slices }, () => 0), failures: Array.from({ length: slices }, () => 0) });

/** Asks a database the questions of attribution; only counts come back. */
export const databaseSource = ({ dialect, relation, query }: Database): Source => {
  /** Rows of the windows with their slice. */
  const within = async (windows: Windows, where = ''): Promise<string> => {
    const [from, to, slices] = spanOf(windows);
    return `(SELECT * FROM (SELECT id, failed, facet, value, ${sliceSql(from, to, slices)} AS slice FROM ${await relation(from, to)} AS conversations WHERE time IS NOT NULL ${where}) AS sliced WHERE slice >= 0 AND slice < ${slices})`;
  };

  /** Rows of the windows with the position of their class, from 1; 0 is the empty facet. */
  const classified = async (windows: Windows, facets: readonly FacetSummary[]): Promise<string> => {
    const known = facets.flatMap(({ facet, common }) => common.map((value, index) => [facet, value, index + 1] as const));
    const position = facets.map((summary) => {
      const others = classNames(summary).length;
      const numbers = summary.borders.map((border) => `CAST(${dialect.number('value')} > ${double(border)} AS INTEGER)`).join(' + ');
      return `WHEN facet = ${dialect.text(summary.facet)} THEN ${summary.borders.length > 0 ? `${numbers} + 1` : `CASE WHEN coalesce(known, 0) > 0 THEN known ELSE ${others} END`}`;
    });
    const names = ['', ...facets.map(({ facet }) => facet)].map(dialect.text).join(', ');
    const list = dialect.rows([['known_facet', 'text'], ['known_value', 'text'], ['known', 'integer']], known.length > 0 ? known : [['', '', 0]]);
    return `(SELECT id, failed, facet, slice, CASE ${position.join(' ')} ELSE 0 END AS class
      FROM ${await within(windows, `AND facet IN (${names})`)} AS rows LEFT JOIN ${list} ON facet = known_facet AND value = known_value)`;
  };

  const counts = async (windows: Windows): Promise<string> =>
    `(SELECT facet, value, count(*) AS n FROM ${await within(windows)} AS rows GROUP BY facet, value)`;

  const bordersOf = async (windows: Windows, facets: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> => {
    if (facets.length === 0) return new Map();
    const quantiles = dialect.rows([['quantile', 'integer']], Array.from({ length: CLASSES.quantiles - 1 }, (_, index) => [index + 1]));
    const rows = await query(
      `SELECT facet, quantile, min(number) AS border FROM (
         SELECT facet, number, sum(n) OVER (PARTITION BY facet ORDER BY number) AS seen, sum(n) OVER (PARTITION BY facet) AS total
         FROM (SELECT facet, ${dialect.number('value')} AS number, n FROM ${await counts(windows)} AS counted WHERE facet IN (${facets.map(dialect.text).join(', ')})) AS numbers
       ) AS cumulated CROSS JOIN ${quantiles}
       WHERE seen * ${CLASSES.quantiles} >= total * quantile GROUP BY facet, quantile ORDER BY facet, quantile`,
    );
    const borders = new Map<string, Set<number>>();
    for (const row of rows) borders.set(text(row, 'facet'), (borders.get(text(row, 'facet')) ?? new Set()).add(count(row, 'border')));
    return new Map([...borders].map(([facet, numbers]) => [facet, [...numbers]]));
  };

  const outcomes = async (from: number, to: number, slices: number): Promise<Series> => {
    const series = emptySeries(slices);
    const rows = await query(
      `SELECT slice, count(*) AS n, sum(failed) AS failures FROM (SELECT failed, ${sliceSql(from, to, slices)} AS slice FROM ${await relation(from, to)} AS conversations WHERE time IS NOT NULL AND facet = '') AS sliced
       WHERE slice >= 0 AND slice < ${slices} GROUP BY slice`,
    );
    for (const row of rows) {
      series.rows[count(row, 'slice')] = count(row, 'n');
      series.failures[count(row, 'slice')] = count(row, 'failures');
    }
    return series;
  };

  return {
    extent: async (): Promise<Extent | null> => {
      const [row = {}] = await query(`SELECT min(time) AS first, max(time) AS last, count(*) AS n FROM ${await relation(null, null)} AS conversations WHERE time IS NOT NULL AND facet = ''`);
      return count(row, 'n') === 0 ? null : { first: count(row, 'first'), last: count(row, 'last'), rows: count(row, 'n') };
    },
    outcomes,
    facets: async (windows) => {
      const total = (await outcomes(...spanOf(windows))).rows.reduce((sum, rows) => sum + rows, 0);
      const summaries = await query(
        `SELECT facet, sum(n) AS recorded, count(*) AS distinct_values, min(${dialect.isNumber('value')}) AS numeric_values FROM ${await counts(windows)} AS counted WHERE facet <> '' GROUP BY facet`,
      );
      const numeric = new Set(summaries.filter((row) => count(row, 'numeric_values') === 1 && count(row, 'distinct_values') > CLASSES.distinctNumbers).map((row) => text(row, 'facet')));
      const borders = await bordersOf(windows, [...numeric]);
      const common = await query(`SELECT facet, value FROM ${await counts(windows)} AS counted WHERE facet <> '' AND n >= ${double(leastRows(total))}`);
      return summaries.map((row): FacetSummary => {
        const facet = text(row, 'facet');
        return {
          facet,
          recorded: count(row, 'recorded'),
          distinct: count(row, 'distinct_values'),
          common: numeric.has(facet) ? [] : common.filter((one) => text(one, 'facet') === facet).map((one) => text(one, 'value')).sort(),
          borders: borders.get(facet) ?? [],
        };
      });
    },
    series: async (windows, facets) => {
      const all = new Map(facets.map((summary) => [summary.facet, new Map<string, ReturnType<typeof emptySeries>>()]));
      const names = new Map(facets.map((summary) => [summary.facet, classNames(summary)]));
      const rows = await query(`SELECT facet, class, slice, count(*) AS n, sum(failed) AS failures FROM ${await classified(windows, facets)} AS classified WHERE facet <> '' GROUP BY facet, class, slice`);
      for (const row of rows) {
        const facet = text(row, 'facet');
        const name = names.get(facet)?.[count(row, 'class') - 1] ?? '';
        const series = all.get(facet)?.get(name) ?? emptySeries(2 * windows.slices);
        all.get(facet)?.set(name, series);
        series.rows[count(row, 'slice')] = count(row, 'n');
        series.failures[count(row, 'slice')] = count(row, 'failures');
      }
      // In the order of the classes, whichever order the rows came in.
      return new Map([...all].map(([facet, series]) => [facet, new Map((names.get(facet) ?? []).flatMap((name) => (series.has(name) ? [[name, series.get(name) ?? emptySeries(0)] as const] : [])))]));
    },
    pairs: async (windows, first, seconds) => {
      const rows = await query(
        `SELECT facet, class, first_class, count(*) AS n, sum(failed) AS failures FROM (
           SELECT facet, class, failed, max(CASE WHEN facet = ${dialect.text(first.facet)} THEN class ELSE 0 END) OVER (PARTITION BY id) AS first_class
           FROM ${await classified(windows, [first, ...seconds.filter(({ facet }) => facet !== first.facet)])} AS classified WHERE slice >= ${windows.slices}
         ) AS paired GROUP BY facet, class, first_class`,
      );
      const firstNames = [MISSING, ...classNames(first)];
      const totals = rows.filter((row) => text(row, 'facet') === '');
      return new Map(
        seconds.map((second): readonly [string, readonly Pair[]] => {
          const secondNames = classNames(second);
          const recorded = rows.filter((row) => text(row, 'facet') === second.facet);
          const pairs = recorded.map((row): Pair => ({ first: firstNames[count(row, 'first_class')] ?? '', second: secondNames[count(row, 'class') - 1] ?? '', rows: count(row, 'n'), failures: count(row, 'failures') }));
          const missing = totals.flatMap((row): Pair[] => {
            const told = recorded.filter((one) => count(one, 'first_class') === count(row, 'first_class'));
            const left = count(row, 'n') - told.reduce((sum, one) => sum + count(one, 'n'), 0);
            const failures = count(row, 'failures') - told.reduce((sum, one) => sum + count(one, 'failures'), 0);
            return left === 0 ? [] : [{ first: firstNames[count(row, 'first_class')] ?? '', second: MISSING, rows: left, failures }];
          });
          return [second.facet, [...pairs, ...missing]];
        }),
      );
    },
  };
};
