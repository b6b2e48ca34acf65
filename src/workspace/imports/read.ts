import type { Importer } from '../../importers/importer.ts';
import { IMPORTERS } from '../../importers/registry.ts';
import { readSource, type Selection, type SourceReading } from '../../importers/select.ts';
import { UserError } from '../../record/errors.ts';
import { nearest } from '../../record/nearest.ts';
import type { Host } from '../host.ts';
import { openSource, openText, type OpenSource } from './open.ts';

/** The name by which the content decides who reads it. */
export const AUTOMATIC = 'auto';

const names = IMPORTERS.map(({ name }) => name);

const recognised = async ({ sample }: OpenSource): Promise<Importer | null> => {
  for (const { load } of IMPORTERS) {
    const importer = await load();
    if (importer.recognises(sample)) return importer;
  }
  return null;
};

const importerNamed = async (name: string, { notes }: ImportSettings): Promise<Importer> => {
  if (name === notes.name) return notes;
  const found = IMPORTERS.find((importer) => importer.name === name);
  if (found !== undefined) return found.load();
  const known = [AUTOMATIC, ...names, notes.name];
  const near = nearest(name, known);
  throw new UserError(`"${name}" is not a source`, { hint: near === null ? `one of: ${known.join(', ')}` : `did you mean "${near}"?` });
};

export interface ImportSettings {
  readonly zone: string;
  /** Address of the Slack workspace or the repository, for links. */
  readonly baseUrl: string | null;
  /** Reads notes that people typed, which no content tells from other text; used where it is named. */
  readonly notes: Importer;
}

const readOpen = async (host: Host, name: string, source: OpenSource, place: string, selection: Selection, settings: ImportSettings): Promise<SourceReading | null> => {
  const importer = name === AUTOMATIC ? await recognised(source) : await importerNamed(name, settings);
  if (importer === null) return null;
  const reading = await readSource(importer, source.files, selection, { ...settings, now: host.now() });
  if (reading.read === 0) throw await nothingRead(importer, source, place, reading);
  return reading;
};

/**
 * Reads a file, folder, archive or standard input (`-`) with the importer of that name, or the one that recognises it (`auto`), and keeps what is selected.
 *
 * @throws UserError where it cannot be read, or holds nothing that the importer reads.
 */
export const readImport = async (host: Host, name: string, path: string, selection: Selection, settings: ImportSettings): Promise<SourceReading> => {
  if (name !== AUTOMATIC) await importerNamed(name, settings);
  const source = await openSource(host, path);
  const place = path === '-' ? 'standard input' : path;
  try {
    const reading = await readOpen(host, name, source, place, selection, settings);
    if (reading === null) throw new UserError('is of no form that is known', { place, hint: `name it: ${names.join(', ')}` });
    return reading;
  } finally {
    source.close();
  }
};

/**
 * The same for a text that was pasted or that a command printed, `place` in words. Null where it is of no form that is known.
 *
 * @throws UserError where it holds nothing that the importer reads.
 */
export const readImportText = (host: Host, name: string, text: string, place: string, selection: Selection, settings: ImportSettings): Promise<SourceReading | null> =>
  readOpen(host, name, openText(text, place), place, selection, settings);

const nothingRead = async (importer: Importer, source: OpenSource, place: string, { skipped }: SourceReading): Promise<UserError> => {
  const other = await recognised(source);
  const [[reason, count] = [null, 0]] = skipped;
  const why = reason === null ? '' : ` (${count} × ${reason})`;
  return new UserError(`holds no entries of ${importer.title}${why}`, { place, ...(other !== null && other !== importer && { hint: `it looks like ${other.title}: postmortem timeline import ${other.name} …` }) });
};
