import type { Milestone } from '../record/vocabulary.ts';

/** What happened, by its kind. */
export const ENTRY_KINDS = ['message', 'alert', 'action', 'change', 'log'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What shows that something happened: a link, or only the name of a place (`app.log:120`, a commit) where the source gives no address. */
export interface Evidence {
  readonly label: string;
  readonly url: string | null;
}

/**
 * One thing that happened, as a source tells it. Texts are plain: the source's own markup has been turned into words, and nothing else has been done to them, so
 * they are hostile until they are written by the one who prints them.
 */
export interface ImportedEntry {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly text: string;
  readonly actor: string | null;
  readonly evidence: readonly Evidence[];
  readonly kind: EntryKind;
  /** The milestone that the source itself names (an acknowledgement, a resolution); a proposal, no more. */
  readonly milestone: Milestone | null;
  /** True for messages of bots, notifications and routine, which no reader of a timeline wants. */
  readonly noise: boolean;
  /** Name of the importer. */
  readonly source: string;
  /** Id of the thing in its source; the same thing told twice has one id. */
  readonly id: string;
  /** The channel, service, namespace, repository or host that it belongs to. */
  readonly channel: string | null;
  /** Addresses that the text speaks of, and those of the incident or alert that it is about. */
  readonly mentions: readonly string[];
}

/** One file of an export. Its bytes may be asked for once. */
export interface SourceFile {
  /** Path within the export with `/` between its parts; the file's name where there is only one. */
  readonly path: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** What an importer is recognised by: the paths of all files, and how the only file begins (up to 64 KiB; empty where there are several). */
export interface Sample {
  readonly paths: readonly string[];
  readonly head: string;
}

/** What reading may know besides the files. */
export interface ReadingContext {
  /** Zone of times that state none, as people write zones: `UTC`, `+02:00`, `Europe/Berlin`. */
  readonly zone: string;
  /** Now, in milliseconds; gives a year to times that have none. */
  readonly now: number;
  /** Address of the workspace (Slack) or repository (git), for links; null where nobody gave one. */
  readonly baseUrl: string | null;
  /** Whether something may lie in the wanted time; whole files are passed over by it. */
  readonly within: (from: number, to: number) => boolean;
  /** Whether a channel is wanted. */
  readonly inChannel: (channel: string) => boolean;
  /** Told of each piece that could not be read, in a few words: `line without a time`. */
  readonly skipped: (reason: string) => void;
}

/** A source of entries. Recognised by content, never by a file's name. */
export interface Importer {
  /** As it is written on the command line: `slack`. */
  readonly name: string;
  readonly title: string;
  readonly recognises: (sample: Sample) => boolean;
  /** The entries, in the order of the source. What is no entry is passed over and told to the context; throws a `UserError` only where nothing can be read. */
  readonly read: (files: readonly SourceFile[], context: ReadingContext) => AsyncIterable<ImportedEntry>;
}

type Told = Pick<ImportedEntry, 'at' | 'text' | 'kind' | 'source' | 'id'>;

/** An entry of which only what is known was given. */
export const entryOf = (told: Told & Partial<ImportedEntry>): ImportedEntry => ({
  actor: null,
  evidence: [],
  milestone: null,
  noise: false,
  channel: null,
  mentions: [],
  ...told,
});

/** Evidence that is a link; none where there is no address. */
export const linkTo = (label: string, url: string | null): Evidence[] => (url === null ? [] : [{ label, url }]);

/** Words that say something: null where nothing is said. */
export const wordsIn = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());
