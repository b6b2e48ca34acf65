import { openPromise, fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { SourceFile } from '../../importers/importer.ts';
import { UserError } from '../../record/errors.ts';

/** Bounds of an archive. A workspace of thousands of people over years has fewer files; one file of a day is far smaller. */
export const ARCHIVE_LIMITS = { entries: 200_000, fileBytes: 512_000_000, allBytes: 4_000_000_000, ratio: 200, freeBytes: 20_000_000 } as const;

export interface Archive {
  readonly files: readonly SourceFile[];
  readonly close: () => void;
}

const refused = (place: string, message: string): UserError => new UserError(message, { place, hint: 'nothing was read; unpack it yourself if you trust it, and give the folder' });

/** Only files of JSON are looked at: pictures and other uploads stay packed. */
const isWanted = ({ fileName }: Entry): boolean => /\.(?:json|jsonl|ndjson)$/i.test(fileName) && !/(?:^|\/)(?:__MACOSX|\.)/.test(fileName);

const tooDense = ({ compressedSize, uncompressedSize }: Entry): boolean =>
  uncompressedSize > ARCHIVE_LIMITS.freeBytes && uncompressedSize > Math.max(1, compressedSize) * ARCHIVE_LIMITS.ratio;

/** The files of a zip archive, each unpacked when its bytes are asked for. Nothing is written to disk. */
const filesIn = async (zip: ZipFile, place: string): Promise<SourceFile[]> => {
  if (zip.entryCount > ARCHIVE_LIMITS.entries) throw refused(place, `holds ${zip.entryCount} files, the limit is ${ARCHIVE_LIMITS.entries}`);
  const wanted: Entry[] = [];
  let size = 0;
  // Names that lead out of the archive (`../`, `/etc`, `C:\`) make the library throw.
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw refused(place, 'is encrypted');
    if (!isWanted(entry)) continue;
    size += entry.uncompressedSize;
    if (entry.uncompressedSize > ARCHIVE_LIMITS.fileBytes) throw refused(place, `holds a file of ${megabytes(entry.uncompressedSize)}, the limit is ${megabytes(ARCHIVE_LIMITS.fileBytes)}`);
    if (size > ARCHIVE_LIMITS.allBytes) throw refused(place, `holds more than ${megabytes(ARCHIVE_LIMITS.allBytes)}`);
    if (tooDense(entry)) throw refused(place, `looks like a zip bomb: ${megabytes(entry.uncompressedSize)} out of ${megabytes(entry.compressedSize)}`);
    wanted.push(entry);
  }
  return wanted.map((entry) => ({
    path: entry.fileName,
    bytes: async function* () {
      // The library fails when more comes out than the entry says.
      for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Uint8Array;
    },
  }));
};

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const opened = async (zip: Promise<ZipFile>, place: string): Promise<Archive> => {
  try {
    const open = await zip;
    return { files: await filesIn(open, place), close: () => open.close() };
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`cannot be unpacked: ${cause instanceof Error ? cause.message : String(cause)}`, { place, hint: 'nothing was read', cause });
  }
};

const OPTIONS = { autoClose: false, lazyEntries: true, strictFileNames: false, validateEntrySizes: true } as const;

/** Opens a zip archive on disk. Throws a `UserError` for what is none, is larger than the limits, or names paths outside itself. */
export const openArchive = (path: string, place: string): Promise<Archive> => opened(openPromise(path, OPTIONS), place);

/** The same for an archive in memory. */
export const openArchiveBytes = (bytes: Buffer, place: string): Promise<Archive> => opened(fromBufferPromise(bytes, OPTIONS), place);

export const isArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
