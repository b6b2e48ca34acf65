import type { Dialect } from './source.ts';

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** DuckDB's spelling. */
export const DUCKDB: Dialect = {
  text: literal,
  isNumber: (expression) => `CAST(regexp_full_match(${expression}, '-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?') AS INTEGER)`,
  number: (expression) => `CAST(${expression} AS DOUBLE)`,
  rows: (columns, rows) => `(VALUES ${rows.map((row) => `(${row.map((value) => (typeof value === 'number' ? String(value) : literal(value))).join(', ')})`).join(', ')}) AS given(${columns.map(([name]) => name).join(', ')})`,
};

/** The table that conversations are put into in parts, with one row of an empty facet for each: the same conversation may come again. */
export const PARTS = 'CREATE TABLE part (id VARCHAR, time DOUBLE, failed UTINYINT, facet VARCHAR, value VARCHAR)';

/**
 * Puts the parts together: the earliest time, any failure, and of each facet the first values in their order. Most conversations come in one
 * part and stay as they are: grouping all of them would take as much memory as they do.
 */
export const gatherParts = (mostValues: number, separator: string): readonly string[] => [
  "CREATE TABLE repeated AS SELECT id, min(time) AS time, max(failed) AS failed FROM part WHERE facet = '' GROUP BY id HAVING count(*) > 1",
  `CREATE TABLE merged AS
     SELECT id, repeated.time AS time, repeated.failed AS failed, facet, string_agg(value, ${literal(separator)} ORDER BY value) AS value
     FROM (SELECT id, facet, value, row_number() OVER (PARTITION BY id, facet ORDER BY value) AS place FROM (SELECT DISTINCT id, facet, unnest(string_split(value, ${literal(separator)})) AS value FROM part SEMI JOIN repeated USING (id)))
     JOIN repeated USING (id) WHERE place <= ${mostValues} GROUP BY ALL`,
  'DELETE FROM part WHERE id IN (SELECT id FROM repeated)',
  'INSERT INTO part SELECT id, time, failed, facet, value FROM merged',
  'DROP TABLE merged',
  'DROP TABLE repeated',
  'ALTER TABLE part RENAME TO recorded',
];
