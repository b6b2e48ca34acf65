import { join } from 'node:path';
import { z } from 'zod/mini';
import type { Finding } from '../../record/finding.ts';
import { cacheFolder, digest, readCache, writeCache } from '../../workspace/cache.ts';
import type { RepositoryView } from '../../workspace/repository-view.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** What the findings of one document depended on besides its text: the answers that the rules got. */
interface Entry {
  readonly text: string;
  readonly exists: readonly (readonly [path: string, answer: boolean | null])[];
  readonly anchors: readonly (readonly [path: string, answer: string])[];
  /** Digest of all documents where a rule looked at others; null where none did. */
  readonly collection: string | null;
  /** Digest of the repository's gates where a rule looked at them; null where none did. */
  readonly gates: string | null;
  readonly findings: readonly Finding[];
}

/** Only the outline is verified: the program that wrote the file is the one that reads it, by `key`. */
const fileSchema = z.object({ key: z.string(), documents: z.record(z.string(), z.custom<Entry>()) });

export interface CacheOptions {
  readonly enabled: boolean;
  /** Names of this very program. */
  readonly program: readonly string[];
  readonly settings: readonly string[];
  readonly repository: RepositoryView;
  /** The text of every document that rules may compare, by path; asked for only where a rule did. */
  readonly collection: () => ReadonlyMap<string, string>;
}

/** Findings of documents from earlier runs. */
export interface FindingsCache {
  /** The findings of a text at a path; null where they are not known for certain. */
  readonly get: (path: string, text: string) => readonly Finding[] | null;
  /** The repository for the rules of one document; what they ask is noted. */
  readonly watched: (path: string) => RepositoryView;
  readonly set: (path: string, text: string, findings: readonly Finding[]) => void;
  readonly save: () => void;
}

const anchorsKey = (anchors: ReadonlySet<string> | null): string => (anchors === null ? '' : digest(...anchors));

/** A cache that knows nothing and keeps nothing. */
const noCache = ({ repository }: CacheOptions): FindingsCache => ({ get: () => null, watched: () => repository, set: () => undefined, save: () => undefined });

/**
 * Opens the cache of a workspace. An entry is valid while the program, the settings, the owners, the branches and the document's text are the
 * same, every question that its rules asked of the repository still has the same answer, and, where they looked at other documents, none of those changed.
 */
export const openFindingsCache = (workspace: Workspace, options: CacheOptions): FindingsCache => {
  if (!options.enabled) return noCache(options);
  const { repository } = options;
  const file = join(cacheFolder(workspace), `findings-${digest(workspace.root)}.json`);
  const key = digest(...options.program, ...options.settings, JSON.stringify([repository.severities, repository.defaultBranch, repository.branches, [...(repository.owners ?? [])]]));
  const parsed = fileSchema.safeParse(readCache(file));
  const before = parsed.success && parsed.data.key === key ? parsed.data : null;
  const entries: Record<string, Entry> = { ...before?.documents };
  const notes = new Map<string, { readonly exists: Map<string, boolean | null>; readonly anchors: Map<string, string>; collection: boolean; gates: boolean }>();
  let collection: string | null = null;
  const collectionKey = (): string => (collection ??= digest(...[...options.collection()].flat()));
  const gatesKey = (): string => repository.gates?.digest ?? '';
  let changed = before === null;

  const holds = (entry: Entry, text: string): boolean =>
    entry.text === digest(text) &&
    entry.exists.every(([path, answer]) => repository.exists(path) === answer) &&
    entry.anchors.every(([path, answer]) => anchorsKey(repository.anchors(path)) === answer) &&
    (entry.collection === null || entry.collection === collectionKey()) &&
    (entry.gates === null || entry.gates === gatesKey());

  return {
    get: (path, text) => {
      const entry = before?.documents[path];
      return entry && holds(entry, text) ? entry.findings : null;
    },
    watched: (path) => {
      const note = { exists: new Map<string, boolean | null>(), anchors: new Map<string, string>(), collection: false, gates: false };
      notes.set(path, note);
      return {
        defaultBranch: repository.defaultBranch,
        branches: repository.branches,
        owners: repository.owners,
        change: repository.change,
        severities: repository.severities,
        get gates() {
          note.gates = true;
          return repository.gates ?? null;
        },
        get records() {
          note.collection = true;
          return repository.records;
        },
        exists: (asked) => {
          const answer = repository.exists(asked);
          note.exists.set(asked, answer);
          return answer;
        },
        anchors: (asked) => {
          const answer = repository.anchors(asked);
          note.anchors.set(asked, anchorsKey(answer));
          return answer;
        },
      };
    },
    set: (path, text, findings) => {
      const note = notes.get(path);
      notes.delete(path);
      changed = true;
      entries[path] = { text: digest(text), exists: [...(note?.exists ?? [])], anchors: [...(note?.anchors ?? [])], collection: note?.collection ? collectionKey() : null, gates: note?.gates ? gatesKey() : null, findings };
    },
    save: () => {
      if (changed) writeCache(file, { key, documents: entries });
    },
  };
};
