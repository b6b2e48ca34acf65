import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that ships with the package (`templates`, `schemas`), found above this file: in the sources and in the bundle. */
export const packageFolder = (name: 'templates' | 'schemas'): string => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, name);
    if (existsSync(candidate) && existsSync(join(folder, 'package.json'))) return candidate;
    if (folder === dirname(folder)) throw new Error(`the package lacks its folder ${name}`);
  }
};
