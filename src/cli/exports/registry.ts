import type { IncidentRecord } from '../../record/record.ts';

/** Turns records into text, piece by piece, so that a collection need not be held as one string. */
export type ExportFormat = (records: readonly IncidentRecord[]) => Iterable<string>;

/** Every export format by its name: a file and a line. */
export const EXPORT_FORMATS = {
  json: async () => (await import('./json.ts')).exportJson,
  jsonl: async () => (await import('./json.ts')).exportJsonLines,
} as const satisfies Record<string, () => Promise<ExportFormat>>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES: readonly string[] = Object.keys(EXPORT_FORMATS);

export const isExportFormat = (name: string): name is ExportFormatName => Object.hasOwn(EXPORT_FORMATS, name);
