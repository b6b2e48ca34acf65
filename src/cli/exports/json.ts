import { toJson } from '../../record/json.ts';
import type { ExportFormat } from './registry.ts';

/** One record as an object, several as an array (`schemas/record.schema.json`). */
export const exportJson: ExportFormat = (records) => {
  const [first] = records;
  return [`${toJson(records.length === 1 ? first : records, 2)}\n`];
};

/** One record a line. */
export function* exportJsonLines(records: Parameters<ExportFormat>[0]): Iterable<string> {
  for (const record of records) yield `${toJson(record)}\n`;
}
