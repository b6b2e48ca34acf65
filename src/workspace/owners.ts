import { join } from 'node:path';
import { UserError } from '../record/errors.ts';
import { readTextFile } from './text-file.ts';
import type { Workspace } from './workspace.ts';

/** Where GitHub and GitLab look for the file, in their order. */
const CODEOWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** People and teams as CODEOWNERS writes them: `@user`, `@org/team`, an address. Comments and GitLab's section headers are read past. */
export const parseCodeowners = (text: string): Set<string> => {
  const owners = new Set<string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const rule = line.replace(/(?:^|\s)#.*$/, '').trim();
    if (rule === '') continue;
    // In `[Section][2] @owner` and in `pattern @owner` alike, only these words name somebody.
    for (const word of rule.split(/\s+/)) if (/^@[^\s@]+$|^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word)) owners.add(word);
  }
  return owners;
};

/** Every name of a directory file: a list of names, or of objects (or a map of them) whose texts all name the person or team. */
const directoryNames = (value: unknown, names: Set<string>): void => {
  if (typeof value === 'string') names.add(value);
  else if (Array.isArray(value)) for (const item of value) directoryNames(item, names);
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      // In a map of people the keys are names; in a person's own map they are `email`, `handle`, ….
      if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) names.add(key);
      directoryNames(inner, names);
    }
};

const readDirectory = async (workspace: Workspace, path: string): Promise<Set<string>> => {
  const content = readTextFile(join(workspace.root, path));
  if ('reason' in content) throw new UserError(`the owners' directory cannot be read: ${content.reason}`, { place: path });
  const { parse } = await import('yaml');
  const names = new Set<string>();
  try {
    directoryNames(parse(content.text, { maxAliasCount: 100 }), names);
  } catch (cause) {
    throw new UserError(`the owners' directory cannot be parsed: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`, { place: path, cause });
  }
  return names;
};

/** People and teams that may own an action item, from CODEOWNERS and the configured directory; null where neither exists. */
export const readOwners = async (workspace: Workspace): Promise<ReadonlySet<string> | null> => {
  const { directory, codeowners } = workspace.configuration.owners ?? {};
  const owners = new Set<string>();
  let known = false;
  for (const path of codeowners === undefined ? CODEOWNERS_PATHS : [codeowners]) {
    const content = readTextFile(join(workspace.root, path));
    if ('reason' in content) {
      if (codeowners !== undefined) throw new UserError(`CODEOWNERS cannot be read: ${content.reason}`, { place: path });
      continue;
    }
    for (const owner of parseCodeowners(content.text)) owners.add(owner);
    known = true;
    break;
  }
  if (directory !== undefined) {
    for (const name of await readDirectory(workspace, directory)) owners.add(name);
    known = true;
  }
  return known ? owners : null;
};
