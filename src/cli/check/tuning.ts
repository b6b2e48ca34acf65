import module from 'node:module';
import { LONG_RUN, setFlags, SHORT_RUN } from '../packs/engine-flags.ts';
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
  setFlags(FLAGS);
};

/** For so little text, in characters, code that is compiled to run fast runs too seldom to pay. */
const LITTLE = 50_000;
const HURRIED = ['--no-opt', '--no-regexp-optimization', ...SHORT_RUN];
const UNHURRIED = ['--opt', '--regexp-optimization', ...LONG_RUN];

/**
 * Does work on so much text; where that is little, without the compilers' optimisation. The flags are as before afterwards: compiled code is kept for runs that
 * start under those.
 */
export const tunedFor = async <Result>(characters: number, work: () => Promise<Result>): Promise<Result> => {
  if (characters > LITTLE) return work();
  setFlags(HURRIED);
  try {
    return await work();
  } finally {
    setFlags(UNHURRIED);
  }
};
