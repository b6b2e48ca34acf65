/** Sets flags of V8 for what the process does from now on. The module is opened here, because what needs no flags, such as `--help`, needs no such module. */
export const setFlags = (flags: readonly string[]): void => {
  for (const flag of flags) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
};

/**
 * Memory for a short run: what is made is hardly ever garbage before the end, so the young generation grows at its first collection to what it would reach in three, with a
 * collection at each. Collecting so little takes one thread less time than several need to begin.
 */
export const SHORT_RUN = ['--semi-space-growth-factor=8', '--no-parallel-scavenge'];
/** As V8 starts. */
export const LONG_RUN = ['--semi-space-growth-factor=2', '--parallel-scavenge'];
