import { readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';

/** Compiled code that was written so long ago, in milliseconds, is dropped when new code is written: other versions left it. */
const KEPT = 30 * 24 * 60 * 60 * 1000;

/** `check-KXLTTOW3.cjs-v20.20.2-x64`: the name of a pack changes with its content, and V8 refuses what another V8 or other flags made. */
const fileOf = (folder: string, path: string): string => join(folder, `${basename(path)}-${process.version}-${process.arch}`);

const readBytes = (path: string): Buffer | undefined => {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
};

/** Writes a file as a whole, and drops old ones. That it cannot be written is no error: the next start is slower. */
const keep = (folder: string, file: string, bytes: Buffer): void => {
  try {
    const temporary = `${file}.${process.pid}-${process.hrtime.bigint()}.tmp`;
    writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
    for (const name of readdirSync(folder)) if (Date.now() - statSync(join(folder, name)).mtimeMs > KEPT) rmSync(join(folder, name), { force: true });
  } catch {
    // See above.
  }
};

const unkept: (() => void)[] = [];

/** Writes what was compiled since the start and is not written yet: at the end of the process, so that it holds all functions that were called. */
export const keepCompiled = (): void => {
  for (const write of unkept.splice(0)) write();
};

/** Lets {@link keepCompiled} write nothing of what was loaded up to now. */
export const dropCompiled = (): void => void unkept.splice(0);

/**
 * Runs a script, and gives its value, from the compiled code that an earlier run left in the folder. Where there is none, {@link keepCompiled}
 * writes it.
 */
export const runCached = (path: string, text: string, folder: string | null): unknown => {
  if (folder === null) return new Script(text, { filename: path }).runInThisContext();
  const file = fileOf(folder, path);
  const cachedData = readBytes(file);
  const script = new Script(text, { filename: path, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) unkept.push(() => keep(folder, file, script.createCachedData()));
  return script.runInThisContext();
};
