import type { IncidentRecord } from '../../record/record.ts';
import type { SectionName } from '../../record/vocabulary.ts';

/** A record and the prose of its document, for formats that pass on what people wrote. */
export interface ExportedDocument {
  readonly record: IncidentRecord;
  /** What stands in a section as Markdown, without comments; null where the document has no such section or it is empty. */
  prose(section: SectionName): string | null;
}

export interface ExportContext {
  /** Today, ISO. */
  readonly today: string;
}

/** Turns documents into text, piece by piece, so that a collection need not be held as one string. */
export type ExportFormat = (documents: readonly ExportedDocument[], context: ExportContext) => Iterable<string>;

/** Every export format by its name: a file and a line. */
export const EXPORT_FORMATS = {
  json: async () => (await import('./json.ts')).exportJson,
  jsonl: async () => (await import('./json.ts')).exportJsonLines,
  aiid: async () => (await import('./aiid.ts')).exportAiid,
  'eu-art73': async () => (await import('./eu-art73.ts')).exportEuArticle73,
  veris: async () => (await import('./veris.ts')).exportVeris,
} as const satisfies Record<string, () => Promise<ExportFormat>>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES: readonly string[] = Object.keys(EXPORT_FORMATS);

export const isExportFormat = (name: string): name is ExportFormatName => Object.hasOwn(EXPORT_FORMATS, name);
