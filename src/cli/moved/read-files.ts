import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { UserError } from '../../record/errors.ts';
import { gatherConversations, type Conversations, type Failure } from '../../traces/conversations.ts';
import { readTraces } from '../../traces/read.ts';
import type { Host } from '../../workspace/host.ts';
import { reasonOf } from '../../workspace/text-file.ts';

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

export interface ReadFiles {
  readonly conversations: Conversations;
  readonly files: number;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

const PROGRESS_AFTER = 1000;

/** Reads all files into conversations. Progress goes to a terminal, after a second. */
export const readFiles = async (host: Host, paths: readonly string[], failure: Failure): Promise<ReadFiles> => {
  const files = await filesOf(host, paths);
  const conversations = gatherConversations(failure);
  const problems: string[] = [];
  const began = host.now();
  let drawn = began;
  for (const [index, file] of files.entries()) {
    const name = file === '-' ? 'standard input' : file;
    const show = (): void => {
      if (!host.stderr.isTTY || host.now() - began < PROGRESS_AFTER || host.now() - drawn < 200) return;
      drawn = host.now();
      host.stderr.write(`\r\u001b[2K${index + 1}/${files.length} files, ${conversations.spans().toLocaleString('en')} spans`);
    };
    let seen = 0;
    try {
      const reading = await readTraces(file === '-' ? host.stdin : createReadStream(file, { highWaterMark: 1 << 20 }), (span) => {
        conversations.add(span);
        if (++seen % 4096 === 0) show();
      });
      const bad = reading.invalid + reading.unrecognised;
      if (bad > 0) problems.push(`${name}: ${reading.invalid} lines were no JSON and ${reading.unrecognised} no known trace, the first on line ${reading.firstProblem ?? 0}`);
      else if (reading.spans === 0) problems.push(`${name}: no spans`);
    } catch (error) {
      problems.push(`${name}: ${reasonOf(error)}`);
    }
  }
  if (drawn !== began) host.stderr.write('\r\u001b[2K');
  return { conversations, files: files.length, problems };
};
