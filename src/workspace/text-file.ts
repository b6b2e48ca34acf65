import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** Largest document that is read, in bytes; a post-mortem of this size would be a book of 700 pages. */
export const MAX_DOCUMENT_BYTES = 2_000_000;

export type TextFile = { readonly text: string } | { readonly reason: string };

const ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'a symbolic link that leads back to itself',
  ENOTDIR: 'a part of the path is not a directory',
  ENAMETOOLONG: 'the path is too long',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  EISDIR: 'is a directory',
};

/** What a failed file operation means, in words. */
export const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ERRORS[code] ?? (error instanceof Error ? error.message : String(error));
};

/**
 * The text of a file, its byte order mark and line endings kept, or the reason why it has none: never blocks on a pipe, never
 * reads more than `limit` bytes, never guesses an encoding.
 */
export const readTextFile = (path: string, limit: number = MAX_DOCUMENT_BYTES): TextFile => {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return { reason: 'is a directory' };
    if (!status.isFile()) return { reason: 'is not a regular file (a pipe, a socket or a device)' };
    if (status.size > limit) return { reason: `is too large: ${megabytes(status.size)}, the limit is ${megabytes(limit)}` };
    return decode(readFileSync(path));
  } catch (error) {
    return { reason: reasonOf(error) };
  }
};

/** The text of bytes that are UTF-8 and hold no NUL; otherwise why they are no text. */
export const decode = (bytes: Buffer): TextFile => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { reason: 'is UTF-16: save it as UTF-8' };
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { reason: `is not text: a NUL byte at offset ${nul}` };
  if (!isUtf8(bytes)) return { reason: 'is not UTF-8 text' };
  return { text: bytes.toString('utf8') };
};

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
