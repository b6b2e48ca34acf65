import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { journalLine, readJournal, type JournalEntry, type Recovered } from '../editor/journal.ts';
import type { Host } from '../workspace/host.ts';

/** The journal of one session, on disk before the next key is read. */
export interface JournalFile {
  readonly append: (entry: JournalEntry) => void;
  /** Begins again from a text that the file holds. */
  readonly restart: (text: string) => void;
  /** Ends the session: nothing is left to recover. */
  readonly remove: () => void;
}

export interface LeftJournal extends Recovered {
  readonly file: string;
}

const folderOf = ({ env }: Host): string => join(env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local', 'state'), 'postmortem');

const prefixOf = (path: string): string => `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.`;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Journals of sessions on this file that ended without saving, the newest last. */
export const leftJournals = (host: Host, path: string): LeftJournal[] => {
  const [folder, prefix] = [folderOf(host), prefixOf(path)];
  const names = namesIn(folder).filter((name) => name.startsWith(prefix) && !isRunning(Number(name.split('.')[1])));
  return names.flatMap((name) => {
    const recovered = readJournal(readFileSync(join(folder, name), 'utf8'));
    if (recovered === null) rmSync(join(folder, name), { force: true });
    return recovered === null ? [] : [{ ...recovered, file: join(folder, name) }];
  });
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
};

export const removeJournal = (file: string): void => rmSync(file, { force: true });

/** Starts the journal of this session. Throws the error of the file system where none can be kept. */
export const openJournal = (host: Host, path: string): JournalFile => {
  const folder = folderOf(host);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = join(folder, `${prefixOf(path)}${process.pid}.journal`);
  removeJournal(name);
  const file = openSync(name, 'ax', 0o600);
  const append = (entry: JournalEntry): void => {
    writeSync(file, journalLine(entry));
    fsyncSync(file);
  };
  return {
    append,
    restart: (text) => {
      ftruncateSync(file);
      append({ kind: 'open', path, text });
    },
    remove: () => {
      closeSync(file);
      removeJournal(name);
    },
  };
};
