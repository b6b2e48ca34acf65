import type { Part, Row } from './parts/part.ts';
import type { Reading } from './session.ts';

const known = new WeakMap<object, Map<string, readonly Row[]>>();

/** The rows of a part, computed once for each reading of the document. */
export const rowsOf = (part: Part, reading: Reading): readonly Row[] => {
  const rows = known.get(reading.record) ?? new Map<string, readonly Row[]>();
  known.set(reading.record, rows);
  const found = rows.get(part.name) ?? part.rows(reading);
  rows.set(part.name, found);
  return found;
};

/** What tells a row from others of its part. */
export const keyOf = ({ key, cells, depth }: Row): string => key ?? `${depth ?? 0} ${cells.join('\n')}`;
