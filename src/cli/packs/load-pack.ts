import { readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { EXAMINING_THREAD } from '../thread-argument.ts';
import { keepCompiled, runCached } from './code-cache.ts';
import { codeFolder } from './code-folder.ts';
import { LONG_RUN, setFlags, SHORT_RUN } from './engine-flags.ts';

/** The modules of a pack by the names of their chunks. */
type Pack = Readonly<Record<string, unknown>>;
type Body = (exports: Record<string, unknown>, require: NodeJS.Require, module: { exports: Pack }, filename: string) => void;

const folder = codeFolder(process.env);

// Node 22 and later keep the compiled code of chunks. Their own choice of a folder lies in the one for temporary files, which users share.
if (folder !== null && 'enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache(folder);

// A thread may start under other flags of the engine than the next process.
if (process.argv[2] !== EXAMINING_THREAD) process.once('exit', keepCompiled);

const packs = new Map<string, Pack>();

const open = (name: string, run: (body: () => void) => void): Pack => {
  const known = packs.get(name);
  if (known) return known;
  const path = join(import.meta.dirname, name);
  const own: { exports: Pack } = { exports: {} };
  // The file is a function in ASCII: nothing is to be decoded.
  const body = runCached(path, readFileSync(path, 'latin1'), folder) as Body;
  run(() => body({}, createRequire(path), own, path));
  packs.set(name, own.exports);
  return own.exports;
};

/**
 * Opens a pack: a file of the bundle that holds the modules which a command always needs, as CommonJS, because what is compiled of that can be kept between
 * runs, under Node 20 too and in half the size of what later versions keep themselves. Each is run once.
 */
export const openPack = (name: string): Pack => open(name, (body) => body());

/**
 * The same for a pack with many patterns. V8 compiles a pattern to bytecode for its first use and to machine code for its second; nearly all are used more than once, so those
 * that are made while the pack runs are compiled to machine code at once. What is compiled of other code is kept and taken under the flags that V8 starts with.
 */
export const loadPack = (name: string): Pack =>
  open(name, (body) => {
    setFlags(['--regexp-tier-up-ticks=0', ...SHORT_RUN]);
    try {
      body();
    } finally {
      setFlags(['--regexp-tier-up-ticks=1', ...LONG_RUN]);
    }
  });

/** Loads a chunk of the bundle for a module of a pack. */
export const importChunk = (path: string): Promise<unknown> => import(path);
