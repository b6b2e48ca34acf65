import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { UserError } from '../../record/errors.ts';
import { gatherConversations, type Failure } from '../../traces/conversations.ts';
import { readTraces } from '../../traces/read.ts';
import type { Host } from '../../workspace/host.ts';
import { reasonOf } from '../../workspace/text-file.ts';
import { openDuckdbStore, type ConversationStore } from './duckdb-store.ts';
import type { OpenTraces } from './open-traces.ts';
import { progressOf } from './progress.ts';

const TRACE_FILES = ['**/*.json', '**/*.jsonl', '**/*.ndjson', '**/*.json.gz', '**/*.jsonl.gz', '**/*.ndjson.gz'];

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/** The files that paths, folders and globs name, sorted; `-` is standard input. */
const filesOf = async (host: Host, paths: readonly string[]): Promise<string[]> => {
  const files: string[] = [];
  for (const path of paths) {
    const absolute = resolve(host.cwd, path);
    if (path === '-') files.push(path);
    else if (isFolder(absolute)) files.push(...(await glob(TRACE_FILES, { cwd: absolute, absolute: true, followSymbolicLinks: false })).sort());
    else if (/[*?{[]/.test(path)) files.push(...(await glob([path], { cwd: host.cwd, absolute: true, followSymbolicLinks: false })).sort());
    else files.push(absolute);
  }
  if (files.length === 0) throw new UserError('no traces were found', { hint: 'name files, folders or globs of JSON, JSON Lines or gzip, or `-` for standard input' });
  return [...new Set(files)];
};

/** Where conversations are kept: in memory, on disk by DuckDB, or on disk once they are many. */
export const STORES = ['auto', 'memory', 'duckdb'] as const;
export type StoreChoice = (typeof STORES)[number];

/** Conversations that stay in memory: some hundreds of bytes each. */
const MOST_IN_MEMORY = 500_000;
/** Conversations that go to disk at once: more of them are faster only where their spans lie far apart. */
const PART = 5_000;
const MISSING_ENGINE = 'DuckDB is not installed, so all conversations stay in memory; for more than memory holds: npm install @duckdb/node-api';

/** Reads all files into conversations; what no longer fits into memory goes to disk. Progress goes to a terminal, after a second. */
export const readFiles = async (host: Host, paths: readonly string[], failure: Failure, choice: StoreChoice): Promise<OpenTraces> => {
  const files = await filesOf(host, paths);
  const { add, spans, table } = gatherConversations(failure);
  const problems: string[] = [];
  const progress = progressOf(host);
  let store: ConversationStore | null = null;
  let engine: 'wanted' | 'missing' = 'wanted';

  const toDisk = async (): Promise<void> => {
    store ??= await openDuckdbStore();
    if (store !== null) store.keep(table.drain());
    else if (choice === 'duckdb') throw new UserError('DuckDB is not installed', { hint: 'npm install @duckdb/node-api' });
    else if (engine === 'wanted') {
      engine = 'missing';
      host.stderr.write(`${MISSING_ENGINE}\n`);
    }
  };
  try {
    for (const [index, file] of files.entries()) {
      const name = file === '-' ? 'standard input' : file;
      try {
        const reading = await readTraces(file === '-' ? host.stdin : createReadStream(file, { highWaterMark: 1 << 20 }), add, async () => {
          progress.show(`${index + 1}/${files.length} files, ${spans().toLocaleString('en')} spans`);
          if (choice !== 'memory' && engine === 'wanted' && table.rows() > (choice === 'duckdb' || store !== null ? PART : MOST_IN_MEMORY)) await toDisk();
        });
        const bad = reading.invalid + reading.unrecognised;
        if (bad > 0) problems.push(`${name}: ${reading.invalid} lines were no JSON and ${reading.unrecognised} no known trace, the first on line ${reading.firstProblem ?? 0}`);
        else if (reading.spans === 0) problems.push(`${name}: no spans`);
      } catch (error) {
        if (error instanceof UserError) throw error;
        problems.push(`${name}: ${reasonOf(error)}`);
      }
    }
    if (choice === 'duckdb' || store !== null) {
      progress.show('putting conversations together');
      await toDisk();
    }
    const kept: ConversationStore | null = store;
    const gathered = kept === null ? { source: table.source, rows: table.rows(), withoutTime: table.withoutTime() } : await finishStore(kept);
    return { spans: spans(), conversations: gathered.rows, withoutTime: gathered.withoutTime, source: gathered.source, problems, close: () => closeStore(kept) };
  } catch (error) {
    closeStore(store);
    throw error;
  } finally {
    progress.clear();
  }
};

// Assigned in a closure, which the type checker does not follow.
const finishStore = (store: ConversationStore): ReturnType<ConversationStore['finish']> => store.finish();
const closeStore = (store: ConversationStore | null): void => store?.close();
