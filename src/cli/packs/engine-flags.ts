/** Sets flags of V8 for what the process does from now on. The module is opened here, because what needs no flags, such as `--help`, needs no such module. */
export const setFlags = (flags: readonly string[]): void => {
  for (const flag of flags) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
};
