import { join } from 'node:path';
import { z } from 'zod/mini';
import type { Finding } from '../../record/finding.ts';
import { cacheFolder, digest, readCache, writeCache } from '../../workspace/cache.ts';
import type { RepositoryView } from '../../workspace/repository-view.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { anchorsKey, type RepositoryAnswers } from './watched-repository.ts';

/** The findings of one document and what they depended on besides its text. */
interface Entry {
  readonly text: string;
  readonly exists: RepositoryAnswers['exists'];
  readonly anchors: RepositoryAnswers['anchors'];
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

/** What the rules found, the answers that they got from the repository, and whether they looked at other documents. */
export interface Outcome extends RepositoryAnswers {
  readonly collection: boolean;
  readonly findings: readonly Finding[];
}

/** Findings of documents from earlier runs. */
export interface FindingsCache {
  /** The findings of a text at a path; null where they are not known for certain. */
  readonly get: (path: string, text: string) => readonly Finding[] | null;
  readonly set: (path: string, text: string, outcome: Outcome) => void;
  readonly save: () => void;
}

/** A cache that knows nothing and keeps nothing. */
const noCache: FindingsCache = { get: () => null, set: () => undefined, save: () => undefined };

/**
 * Opens the cache of a workspace. An entry is valid while the program, the settings, the owners, the branches and the document's text are the
 * same, every question that its rules asked of the repository still has the same answer, and, where they looked at other documents, none of those changed.
 */
export const openFindingsCache = (workspace: Workspace, options: CacheOptions): FindingsCache => {
  if (!options.enabled) return noCache;
  const { repository } = options;
  const file = join(cacheFolder(workspace), `findings-${digest(workspace.root)}.json`);
  const key = digest(...options.program, ...options.settings, JSON.stringify([repository.severities, repository.defaultBranch, repository.branches, [...(repository.owners ?? [])]]));
  const parsed = fileSchema.safeParse(readCache(file));
  const before = parsed.success && parsed.data.key === key ? parsed.data : null;
  const entries: Record<string, Entry> = { ...before?.documents };
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
    set: (path, text, { exists, anchors, collection: looked, gates, findings }) => {
      changed = true;
      entries[path] = { text: digest(text), exists, anchors, collection: looked ? collectionKey() : null, gates: gates ? gatesKey() : null, findings };
    },
    save: () => {
      if (changed) writeCache(file, { key, documents: entries });
    },
  };
};
