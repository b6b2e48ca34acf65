import { createHash } from 'node:crypto';
import { closeSync, fsync, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { journalLine, readJournal, type JournalEntry } from '../editor/journal.ts';
import type { Left } from '../editor/state.ts';
import type { Host } from '../workspace/host.ts';
import { isRunning } from '../workspace/lock-file.ts';

/** The journal of one session: a process that is killed loses nothing of it, a machine that loses power the last moment. */
export interface JournalFile {
  readonly append: (entry: JournalEntry) => void;
  /** Begins again from a text that the file holds. */
  readonly restart: (text: string) => void;
  /** Ends the session. `kept`: what is in the journal is offered at the next start. */
  readonly end: (kept: boolean) => void;
}

/** Milliseconds until what was written is on the disk itself. */
const SYNC_AFTER = 200;

const folderOf = ({ env }: Host): string => join(env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local', 'state'), 'postmortem');

const prefixOf = (path: string): string => `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.`;

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Journals of sessions on this file that ended without saving, the oldest first. */
export const leftJournals = (host: Host, path: string): Left[] => {
  const [folder, prefix] = [folderOf(host), prefixOf(path)];
  const ended = namesIn(folder).filter((name) => name.startsWith(prefix) && !isRunning(Number(name.split('.')[1])));
  return ended
    .map((name) => ({ id: join(folder, name), since: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => a.since - b.since)
    .flatMap(({ id }) => {
      const recovered = readJournal(readFileSync(id, 'utf8'));
      if (recovered === null) removeJournal(id);
      return recovered === null ? [] : [{ ...recovered, id }];
    });
};

export const removeJournal = (id: string): void => rmSync(id, { force: true });

/** Starts the journal of this session. Throws the error of the file system where none can be kept. */
export const openJournal = (host: Host, path: string): JournalFile => {
  const folder = folderOf(host);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const random = createHash('sha256').update(`${host.now()} ${process.hrtime.bigint()}`).digest('hex').slice(0, 8);
  const name = join(folder, `${prefixOf(path)}${process.pid}.${random}.journal`);
  const file = openSync(name, 'ax', 0o600);
  let syncing: NodeJS.Timeout | null = null;
  const append = (entry: JournalEntry): void => {
    writeSync(file, journalLine(entry));
    syncing ??= setTimeout(() => {
      syncing = null;
      // A disk that fails here fails at the next write too, which says so.
      fsync(file, () => {});
    }, SYNC_AFTER);
  };
  return {
    append,
    restart: (text) => {
      ftruncateSync(file);
      append({ kind: 'open', path, text });
    },
    end: (kept) => {
      if (syncing !== null) clearTimeout(syncing);
      closeSync(file);
      if (!kept) removeJournal(name);
    },
  };
};
