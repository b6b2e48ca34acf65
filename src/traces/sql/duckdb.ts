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
 * Puts the parts together: the earliest time, any failure, and of each facet the first values in their order. One pass takes the conversations
 * whose ids fall to it, all parts of each, so that memory does not grow with their number. Most conversations come in one part and stay as they are.
 */
export const gatherParts = (rows: number, mostValues: number, separator: string, rowsAtOnce: number): readonly string[] => {
  const passes = Math.max(1, Math.ceil(rows / rowsAtOnce));
  const onePass = (pass: number): readonly string[] => {
    const part = `(SELECT * FROM part WHERE hash(id) % ${passes} = ${pass})`;
    return [
      `CREATE TEMPORARY TABLE repeated AS SELECT id, min(time) AS time, max(failed) AS failed FROM ${part} WHERE facet = '' GROUP BY id HAVING count(*) > 1`,
      `INSERT INTO recorded SELECT * FROM ${part} ANTI JOIN repeated USING (id)`,
      `INSERT INTO recorded
         SELECT id, repeated.time AS time, repeated.failed AS failed, facet, string_agg(value, ${literal(separator)} ORDER BY value) AS value
         FROM (SELECT id, facet, value, row_number() OVER (PARTITION BY id, facet ORDER BY value) AS place FROM (SELECT DISTINCT id, facet, unnest(string_split(value, ${literal(separator)})) AS value FROM ${part} SEMI JOIN repeated USING (id)))
         JOIN repeated USING (id) WHERE place <= ${mostValues} GROUP BY ALL`,
      'DROP TABLE repeated',
    ];
  };
  return ['CREATE TABLE recorded AS FROM part LIMIT 0', ...Array.from({ length: passes }, (_, pass) => onePass(pass)).flat(), 'DROP TABLE part'];
};
