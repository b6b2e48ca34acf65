import { cleanEntries, type CleanEntry } from '../../editor/import/clean.ts';
import { fold, type FoldedEntry } from '../../importers/fold.ts';
import type { SourceReading } from '../../importers/select.ts';

/** What sources tell, each event once, in the order of time. */
export interface Gathered {
  readonly readings: readonly SourceReading[];
  readonly entries: readonly FoldedEntry[];
  /** Entries that their source told twice, and those that were joined with the same event of another source. */
  readonly repeated: number;
  readonly joined: number;
}

export const gather = (readings: readonly SourceReading[]): Gathered => ({ readings, ...fold(readings.flatMap(({ entries }) => entries)) });

/** Entries fit to be shown. Bots are left out after the folding, so that their links stay with what people said of the same event. */
export const cleaned = async ({ entries }: Gathered, bots: boolean): Promise<{ readonly entries: readonly CleanEntry[]; readonly noise: number }> => {
  const kept = bots ? entries : entries.filter(({ noise }) => !noise);
  return { entries: await cleanEntries(kept), noise: entries.length - kept.length };
};

/** `1 entry`, `2,041 entries`. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** What was read and what was not, source by source. */
export const notesOnReading = ({ readings }: Gathered): string[] => [
  ...readings.map(({ importer, read, unselected }) => `${importer}: ${count(read, 'entry', 'entries')} read${unselected === 0 ? '' : `, ${unselected.toLocaleString('en')} outside of what was asked for`}`),
  ...readings.flatMap(({ importer, skipped }) => [...skipped].map(([reason, number]) => `${importer}: not read: ${number.toLocaleString('en')} × ${reason}`)),
];

/** What was told several times. */
export const notesOnFolding = ({ repeated, joined }: Gathered): string[] => [
  ...(repeated === 0 ? [] : [`${count(repeated, 'entry', 'entries')} told twice by one source, kept once`]),
  ...(joined === 0 ? [] : [`${count(joined, 'entry', 'entries')} joined with the same event of another source`]),
];

export const notesOnSecrets = (entries: readonly CleanEntry[]): string[] => {
  const secrets = entries.flatMap((entry) => entry.secrets);
  return secrets.length === 0 ? [] : [`${count(secrets.length, 'secret')} redacted (${[...new Set(secrets)].join(', ')}): revoke ${secrets.length === 1 ? 'it' : 'them'}`];
};
