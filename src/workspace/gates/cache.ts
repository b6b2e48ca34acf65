import { join } from 'node:path';
import { z } from 'zod/mini';
import type { FileReading } from '../../gates/collect.ts';
import { cacheFolder, digest, readCache, writeCache } from '../cache.ts';
import type { Workspace } from '../workspace.ts';

/** What a file was read as, and everything the reading depended on. */
interface Entry {
  /** Digest of its text. */
  readonly text: string;
  /** Other files that adapters asked for, with the digest of what they got; null for what was not there. */
  readonly asked: readonly (readonly [path: string, text: string | null])[];
  /** Digest of the list of all paths, where an adapter looked at it. */
  readonly listed: string | null;
  readonly reading: FileReading;
}

/** Readings of gate files by their content. */
export interface GateCache {
  readonly get: (path: string, text: string, digestOf: (path: string) => string | null, listed: () => string) => FileReading | null;
  readonly set: (path: string, entry: Entry) => void;
  readonly save: () => void;
}

/** Remembers nothing. */
export const NO_CACHE: GateCache = { get: () => null, set: () => undefined, save: () => undefined };

/** Only the outline is verified: the program that wrote the file is the one that reads it, by `key`. */
const fileSchema = z.object({ key: z.string(), entries: z.record(z.string(), z.custom<Entry>()) });

/** Opens the cache of a workspace; `program` names this very program, since other adapters may read the same text differently. */
export const openGateCache = (workspace: Workspace, program: readonly string[]): GateCache => {
  const file = join(cacheFolder(workspace), `gates-${digest(workspace.root)}.json`);
  const key = digest(...program);
  const parsed = fileSchema.safeParse(readCache(file));
  const entries = new Map(parsed.success && parsed.data.key === key ? Object.entries(parsed.data.entries) : []);
  const used = new Set<string>();
  let changed = false;
  return {
    get: (path, text, digestOf, listed) => {
      const name = `${path} ${text}`;
      const entry = entries.get(name);
      if (entry === undefined || entry.asked.some(([asked, then]) => digestOf(asked) !== then) || (entry.listed !== null && entry.listed !== listed())) return null;
      used.add(name);
      return entry.reading;
    },
    set: (path, entry) => {
      const name = `${path} ${entry.text}`;
      entries.set(name, entry);
      used.add(name);
      changed = true;
    },
    // What this run did not need is of a text that is gone.
    save: () => {
      if (changed) writeCache(file, { key, entries: Object.fromEntries([...entries].filter(([name]) => used.has(name))) });
      changed = false;
    },
  };
};
