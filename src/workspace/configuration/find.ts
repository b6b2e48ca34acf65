import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Names of a configuration file, in the order in which a folder is asked for them; none is ever executed. */
export const CONFIGURATION_NAMES = ['postmortem.config.yaml', 'postmortem.config.yml', 'postmortem.config.json', 'package.json'] as const;

export interface FoundConfiguration {
  readonly path: string;
  readonly text: string;
}

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** The configuration at or above a folder, at most up to `last` (the root of the git repository). */
export const findConfiguration = (folder: string, last: string | null): FoundConfiguration | null => {
  for (let current = resolve(folder); ; current = dirname(current)) {
    for (const name of CONFIGURATION_NAMES) {
      const path = join(current, name);
      const text = textOf(path);
      // A package.json without the key is no configuration; most have none, so they are not parsed.
      if (text !== null && (name !== 'package.json' || /"postmortem"\s*:/.test(text))) return { path, text };
    }
    if (current === last || current === dirname(current)) return null;
  }
};
