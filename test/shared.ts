import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = process.env['POSTMORTEM_SHARED'] ?? resolve(import.meta.dirname, '../../shared');

/** Path of a folder of real documents kept beside the repository (`corpus`, `gate-samples`, `traces`, `tools`); null where it is absent. */
export const sharedFolder = (name: string): string | null => {
  const path = resolve(root, name);
  if (existsSync(path)) return path;
  console.warn(`skipped: the folder of real files "${name}" is not beside this repository (set POSTMORTEM_SHARED)`);
  return null;
};
