import { toJson } from '../../record/json.ts';
import type { ExportFormat } from './registry.ts';

/** One value as an object, several as an array. */
export const jsonText = (values: readonly unknown[]): string => {
  const [first] = values;
  return `${toJson(values.length === 1 ? first : values, 2)}\n`;
};

/** One record as an object, several as an array (`schemas/record.schema.json`). */
export const exportJson: ExportFormat = (documents) => [jsonText(documents.map(({ record }) => record))];

/** One record a line. */
export function* exportJsonLines(documents: Parameters<ExportFormat>[0]): Iterable<string> {
  for (const { record } of documents) yield `${toJson(record)}\n`;
}
