import type { Dialect } from './source.ts';

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** DuckDB's spelling. */
export const DUCKDB: Dialect = {
  text: literal,
  isNumber: (expression) => `CAST(regexp_full_match(${expression}, '-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?') AS INTEGER)`,
  number: (expression) => `CAST(${expression} AS DOUBLE)`,
  rows: (columns, rows) => `(VALUES ${rows.map((row) => `(${row.map((value) => (typeof value === 'number' ? String(value) : literal(value))).join(', ')})`).join(', ')}) AS given(${columns.map(([name]) => name).join(', ')})`,
};

/** Tables that conversations are put into in parts: the same conversation may come again. */
export const PARTS = [
  'CREATE TABLE part (id VARCHAR, time DOUBLE, failed UTINYINT)',
  'CREATE TABLE part_value (id VARCHAR, facet VARCHAR, value VARCHAR)',
] as const;

/** Puts the parts together: the earliest time, any failure, and of each facet the first values in their order. */
export const gatherParts = (mostValues: number, separator: string): readonly string[] => [
  'CREATE TABLE conversation AS SELECT id, min(time) AS time, max(failed) AS failed FROM part GROUP BY id',
  'DROP TABLE part',
  `CREATE TABLE recorded AS
     SELECT id, time, failed, '' AS facet, '' AS value FROM conversation
     UNION ALL
     SELECT id, time, failed, facet, array_to_string(list_sort(list_distinct(list(part_value.value)))[1:${mostValues}], ${literal(separator)}) AS value
     FROM part_value JOIN conversation USING (id) GROUP BY id, time, failed, facet`,
  'DROP TABLE part_value',
  'DROP TABLE conversation',
];
