import module from 'node:module';
import { dropCompiled } from '../packs/code-cache.ts';

/**
 * Memory is collected sooner: each document leaves megabytes of short-lived trees, which the heap would rather keep than clear. And only what
 * runs very often is optimised: the compiler would take a third of the time, and gains little in code that spends its own in regular expressions.
 */
const FLAGS = ['--heap-growing-percent=10', '--interrupt-budget=1500000'];

/** From so many documents on, tuning the engine pays. */
export const MANY = 500;

/** Tunes the engine for the rest of the process, whose compiled code is of no use to others then: V8 takes none that was made under other flags. */
export const tuneEngine = (): void => {
  dropCompiled();
  if ('flushCompileCache' in module && typeof module.flushCompileCache === 'function') module.flushCompileCache();
  // Loaded late, because the check of one document needs no such module.
  for (const flag of FLAGS) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
};
