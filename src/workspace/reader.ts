import { parseDocument, type MarkdownDocument } from '../document/document.ts';
import { ENGINES, loadEngine, type EngineName, type MarkdownEngine } from '../document/engine.ts';
import { readRecord } from '../document/read-record.ts';
import type { ReadingOptions } from '../document/reading.ts';
import { UserError } from '../record/errors.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { Host } from './host.ts';

export interface ReadDocument {
  readonly document: MarkdownDocument;
  readonly record: IncidentRecord;
}

/** Turns text into a document and its record. */
export interface DocumentReader {
  readonly engine: EngineName;
  readonly read: (path: string, text: string) => ReadDocument;
  /** The document alone, for a record that was read before. */
  readonly parse: (path: string, text: string) => MarkdownDocument;
}

const isEngine = (name: string): name is EngineName => ENGINES.some((engine) => engine === name);

/** The Markdown engine of this machine, or the one that POSTMORTEM_ENGINE names. */
export const openEngine = (host: Host): Promise<MarkdownEngine> => {
  const wanted = host.env['POSTMORTEM_ENGINE'];
  if (wanted && !isEngine(wanted)) throw new UserError(`POSTMORTEM_ENGINE cannot be "${wanted}"`, { hint: `one of: ${ENGINES.join(', ')}` });
  return loadEngine(wanted && isEngine(wanted) ? wanted : undefined);
};

/** The reader with the engine of this machine. */
export const openReader = async (host: Host, options: ReadingOptions): Promise<DocumentReader> => {
  const engine = await openEngine(host);
  const parse = (path: string, text: string): MarkdownDocument => parseDocument(path, text, engine);
  return {
    engine: engine.name,
    parse,
    read: (path, text) => {
      const document = parse(path, text);
      return { document, record: readRecord(document, options) };
    },
  };
};
