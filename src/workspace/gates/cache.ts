import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GateReading } from '../../gates/adapter.ts';
import type { Host } from '../host.ts';
import { VERSION } from '../version.ts';

/** What a file was read as, and everything the reading depended on. */
interface Entry {
  readonly hash: string;
  /** Other files that adapters asked for, with the hash of what they got; null for what was not there. */
  readonly asked: readonly (readonly [path: string, hash: string | null])[];
  /** Hash of the list of all paths, where an adapter looked at it. */
  readonly listed: string | null;
  readonly reading: GateReading;
}

/** Readings of gate files by their content. A lost or broken cache costs time and nothing else. */
export interface GateCache {
  readonly get: (path: string, hash: string, hashOf: (path: string) => string | null, listed: () => string) => GateReading | null;
  readonly set: (path: string, entry: Entry) => void;
  /** Writes what changed; a folder that cannot be written is no failure. */
  readonly save: () => void;
}

export const contentHash = (text: string): string => createHash('sha1').update(text).digest('base64url');

/** Where the cache of a root is kept: `$XDG_CACHE_HOME/postmortem`, else `~/.cache/postmortem`; null where neither is known. */
const cachePath = ({ env }: Host, root: string): string | null => {
  const base = env['XDG_CACHE_HOME'] || (env['HOME'] ? join(env['HOME'], '.cache') : null);
  return base === null ? null : join(base, 'postmortem', `gates-${contentHash(root).slice(0, 12)}.json`);
};

/** A cache that keeps nothing. */
export const NO_CACHE: GateCache = { get: () => null, set: () => undefined, save: () => undefined };

/** Opens the cache of a root. Entries of another version of the tool are dropped. */
export const openCache = (host: Host, root: string): GateCache => {
  const path = cachePath(host, root);
  if (path === null) return NO_CACHE;
  const entries = readEntries(path);
  let changed = false;
  const used = new Set<string>();
  return {
    get: (file, hash, hashOf, listed) => {
      const entry = entries.get(`${file}\n${hash}`);
      if (entry === undefined || entry.asked.some(([asked, then]) => hashOf(asked) !== then) || (entry.listed !== null && entry.listed !== listed())) return null;
      used.add(`${file}\n${hash}`);
      return entry.reading;
    },
    set: (file, entry) => {
      entries.set(`${file}\n${entry.hash}`, entry);
      used.add(`${file}\n${entry.hash}`);
      changed = true;
    },
    save: () => {
      if (!changed) return;
      try {
        const kept = [...entries].filter(([key]) => used.has(key));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.${process.pid}`, JSON.stringify({ version: VERSION, entries: kept }));
        renameSync(`${path}.${process.pid}`, path);
      } catch {
        // The next run reads the files again.
      }
    },
  };
};

const readEntries = (path: string): Map<string, Entry> => {
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (stored !== null && typeof stored === 'object' && 'version' in stored && stored.version === VERSION && 'entries' in stored && Array.isArray(stored.entries)) return new Map(stored.entries);
  } catch {
    // No cache, or none that can be read.
  }
  return new Map();
};
