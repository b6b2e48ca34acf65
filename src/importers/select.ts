import { UserError } from '../record/errors.ts';
import type { ImportedEntry, Importer, ReadingContext, SourceFile } from './importer.ts';

/** What of a source is wanted. */
export interface Selection {
  /** From and to, in milliseconds since 1970, both included; null where there is no bound. */
  readonly from: number | null;
  readonly to: number | null;
  /** Channels, services, namespaces, hosts: parts of their names, in any case. Empty for all. */
  readonly channels: readonly string[];
  /** Words one of which the text or the actor must hold, in any case. Empty for all. */
  readonly words: readonly string[];
}

export const EVERYTHING: Selection = { from: null, to: null, channels: [], words: [] };

/** What came of reading one source. */
export interface SourceReading {
  readonly importer: string;
  readonly entries: readonly ImportedEntry[];
  /** Entries that were read, and those of them that lie outside of the wanted time, channels or words. */
  readonly read: number;
  readonly unselected: number;
  /** What could not be read, in words, and how often. */
  readonly skipped: ReadonlyMap<string, number>;
}

/** Entries that are held at most; more is no timeline. */
const MOST_ENTRIES = 250_000;

/** Channels are written with and without their mark. */
const channelName = (name: string): string => name.replace(/^#/, '').toLowerCase();

export const isWithin = ({ from: first, to: last }: Selection, from: number, to = from): boolean => (first === null || to >= first) && (last === null || from <= last);

const channelTest = ({ channels }: Selection): ((channel: string) => boolean) => {
  const wanted = channels.map(channelName);
  return (channel) => wanted.length === 0 || wanted.some((name) => channelName(channel).includes(name));
};

const wordTest = ({ words }: Selection): ((entry: ImportedEntry) => boolean) => {
  const wanted = words.map((word) => word.toLowerCase());
  return ({ text, actor }) => {
    const told = `${text} ${actor ?? ''}`.toLowerCase();
    return wanted.length === 0 || wanted.some((word) => told.includes(word));
  };
};

/**
 * Reads a source and keeps what is wanted of it.
 *
 * @throws UserError where nothing can be read, or more is wanted than can be a timeline.
 */
export const readSource = async (importer: Importer, files: readonly SourceFile[], selection: Selection, context: Pick<ReadingContext, 'zone' | 'now' | 'baseUrl'>): Promise<SourceReading> => {
  const skipped = new Map<string, number>();
  const inChannel = channelTest(selection);
  const hasWords = wordTest(selection);
  const entries: ImportedEntry[] = [];
  let read = 0;
  for await (const entry of importer.read(files, {
    ...context,
    within: (from, to) => isWithin(selection, from, to),
    inChannel,
    skipped: (reason) => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1),
  })) {
    read++;
    if (!isWithin(selection, entry.at) || !inChannel(entry.channel ?? '') || !hasWords(entry)) continue;
    entries.push(entry);
    if (entries.length > MOST_ENTRIES) throw new UserError(`more than ${MOST_ENTRIES.toLocaleString('en')} entries are left`, { hint: 'narrow them with --from and --to, --channel or --only' });
  }
  return { importer: importer.name, entries, read, unselected: read - entries.length, skipped };
};
