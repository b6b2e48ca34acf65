import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { glob } from 'tinyglobby';
import type { Sample, SourceFile } from '../../importers/importer.ts';
import { UserError } from '../../record/errors.ts';
import type { Host } from '../host.ts';
import { reasonOf } from '../text-file.ts';
import { ARCHIVE_LIMITS, isArchive, openArchive, openArchiveBytes } from './archive.ts';

/** A file, folder, archive or standard input, ready to be read. */
export interface OpenSource {
  readonly files: readonly SourceFile[];
  readonly sample: Sample;
  readonly close: () => void;
}

const HEAD = 65_536;
/** An archive from standard input is held in memory. */
const LARGEST_PIPED_ARCHIVE = 500_000_000;
const nothing = (): void => undefined;

const ofFiles = (files: readonly SourceFile[], close: () => void): OpenSource => ({ files, sample: { paths: files.map(({ path }) => path), head: '' }, close });

const ofFolder = async (path: string, place: string): Promise<OpenSource> => {
  const paths = await glob(['**/*.{json,jsonl,ndjson}'], { cwd: path, followSymbolicLinks: false, deep: 4 });
  if (paths.length === 0) throw new UserError('holds no JSON files', { place, hint: 'name a folder that an export was unpacked into, or a single file' });
  if (paths.length > ARCHIVE_LIMITS.entries) throw new UserError(`holds ${paths.length} files, the limit is ${ARCHIVE_LIMITS.entries}`, { place });
  return ofFiles(paths.toSorted().map((name) => ({ path: name, bytes: () => createReadStream(join(path, name)) })), nothing);
};

const bytesOf = (chunk: unknown): Uint8Array => (chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk)));

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** What a gzip stream holds, within the bounds of an archive. */
async function* unpacked(packed: AsyncIterable<Uint8Array>, place: string): AsyncGenerator<Uint8Array> {
  const refused = (why: string): UserError => new UserError(why, { place, hint: 'nothing was read; unpack it yourself if you trust it' });
  let compressed = 0;
  let size = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of packed) {
      compressed += chunk.length;
      yield chunk;
    }
  };
  const unzip = createGunzip();
  const feeding = pipeline(counted, unzip).catch((error: unknown) => void unzip.destroy(error instanceof Error ? error : undefined));
  try {
    for await (const chunk of unzip) {
      const bytes = bytesOf(chunk);
      size += bytes.length;
      if (size > ARCHIVE_LIMITS.fileBytes) throw refused(`unpacks to more than ${ARCHIVE_LIMITS.fileBytes / 1_000_000} MB`);
      if (size > ARCHIVE_LIMITS.freeBytes && size > compressed * ARCHIVE_LIMITS.ratio) throw refused('looks like a bomb: it unpacks to far more than such files do');
      yield bytes;
    }
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`cannot be unpacked: ${reasonOf(cause)}`, { place, hint: 'the file is cut off or damaged', cause });
  } finally {
    unzip.destroy();
    await feeding;
  }
}

/** A stream whose beginning has been looked at, as a file. What is compressed is unpacked as it is read. */
const ofStream = async (stream: AsyncIterable<unknown>, path: string): Promise<OpenSource> => {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let done = false;
  const more = async (limit: number): Promise<void> => {
    while (!done && size < limit) {
      const next = await iterator.next();
      if (next.done) done = true;
      else {
        chunks.push(Uint8Array.from(bytesOf(next.value)));
        size += chunks.at(-1)?.length ?? 0;
      }
    }
  };
  await more(HEAD);
  if (isArchive(chunks[0] ?? new Uint8Array())) {
    await more(LARGEST_PIPED_ARCHIVE);
    if (!done) throw new UserError(`is an archive of more than ${LARGEST_PIPED_ARCHIVE / 1_000_000} MB`, { place: path, hint: 'give the path of the file' });
    const { files, close } = await openArchiveBytes(Buffer.concat(chunks), path);
    return ofFiles(files, close);
  }
  const head = Buffer.concat(chunks).subarray(0, HEAD).toString('utf8');
  const isPacked = isGzip(chunks[0] ?? new Uint8Array());
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield* chunks.splice(0);
    for (let next = done ? null : await iterator.next(); next !== null && !next.done; next = await iterator.next()) yield bytesOf(next.value);
  };
  const close = (): void => void iterator.return?.();
  if (!isPacked) return { files: [{ path, bytes }], sample: { paths: [path], head }, close };
  const inner = await ofStream(unpacked(bytes(), path), path.replace(/\.gz$/i, ''));
  return { ...inner, close: () => (inner.close(), close()) };
};

/** A text in memory as a source. */
export const openText = (text: string, path: string): OpenSource => {
  const bytes = Buffer.from(text);
  return { files: [{ path, bytes: async function* () { yield bytes; } }], sample: { paths: [path], head: bytes.subarray(0, HEAD).toString('utf8') }, close: nothing };
};

/**
 * Opens what a user names for reading: a file, a folder or a zip archive of an export, `-` for standard input. The caller closes it.
 *
 * @throws UserError where it cannot be read.
 */
export const openSource = async (host: Host, name: string): Promise<OpenSource> => {
  if (name === '-') {
    if (host.stdin.isTTY) throw new UserError('nothing is piped to standard input', { hint: 'git log … | postmortem timeline import git-log -' });
    return ofStream(host.stdin, 'stdin');
  }
  const path = resolve(host.cwd, name);
  try {
    if (statSync(path).isDirectory()) return await ofFolder(path, name);
    if (!isArchive(firstBytes(path))) return await ofStream(createReadStream(path, { highWaterMark: 1 << 18 }), basename(path));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`cannot be read: ${reasonOf(cause)}`, { place: name, cause });
  }
  const { files, close } = await openArchive(path, name);
  return ofFiles(files, close);
};

/** How a regular file begins; nothing for pipes and devices, whose bytes can be read once. */
const firstBytes = (path: string): Uint8Array => {
  const bytes = new Uint8Array(4);
  if (!statSync(path).isFile()) return bytes;
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes);
  } finally {
    closeSync(file);
  }
  return bytes;
};
