import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '../record/errors.ts';
import { findConfiguration, type FoundConfiguration } from './configuration/find.ts';
import type { ConfigurationFile } from './configuration/schema.ts';
import { displayPath } from './discover.ts';
import { findGitRoot } from './git.ts';
import type { Host } from './host.ts';
import { readTextFile } from './text-file.ts';

/** The repository around the documents of one run. */
export interface Workspace {
  readonly host: Host;
  /** What paths in findings, globs and links are relative to: the configuration's folder, else the git root, else where the command runs. */
  readonly root: string;
  readonly gitRoot: string | null;
  readonly configuration: ConfigurationFile;
  /** Path of the configuration; null where there is none. */
  readonly configurationPath: string | null;
  /** Text of the configuration, for the key of the cache. */
  readonly configurationText: string;
}

/** Opens the workspace of the given paths: the configuration at or above the folder that holds them all, or the one that is named. */
export const openWorkspace = async (host: Host, paths: readonly string[], named?: string): Promise<Workspace> => {
  const folder = commonFolder(host.cwd, paths);
  const gitRoot = findGitRoot(folder);
  const found = named === undefined ? findConfiguration(folder, gitRoot) : namedConfiguration(host.cwd, named);
  const parsed = found && (await import('./configuration/parse.ts')).parseConfiguration(found, displayPath(host.cwd, found.path));
  const root = found && parsed ? dirname(found.path) : (gitRoot ?? host.cwd);
  return {
    host,
    root,
    gitRoot,
    configuration: parsed ?? {},
    configurationPath: found && parsed ? displayPath(host.cwd, found.path) : null,
    configurationText: found && parsed ? found.text : '',
  };
};

const namedConfiguration = (cwd: string, name: string): FoundConfiguration => {
  const path = resolve(cwd, name);
  const content = readTextFile(path);
  if ('reason' in content) throw new UserError(`the configuration cannot be read: ${content.reason}`, { place: name });
  return { path, text: content.text };
};

/** The deepest folder that holds all paths; the current one where there are none. */
const commonFolder = (cwd: string, paths: readonly string[]): string => {
  const folders = paths.map((path) => folderOf(resolve(cwd, path)));
  return folders.reduce((left, right) => {
    let common = left;
    while (common !== dirname(common) && !isInside(common, right)) common = dirname(common);
    return common;
  }, folders[0] ?? cwd);
};

const isDirectory = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

const folderOf = (path: string): string => {
  if (isDirectory(path)) return path;
  // The fixed part of a glob; of a file, its folder.
  const parts = path.split(sep);
  const glob = parts.findIndex((part) => /[*?{[]/.test(part));
  return glob < 0 ? dirname(path) : parts.slice(0, glob).join(sep) || sep;
};

/** True where a path is the folder or lies in it. */
export const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
};


/** The git root, or a user error where there is none. */
export const requireGit = ({ gitRoot, root }: Workspace): string => {
  if (gitRoot === null) throw new UserError('this needs a git repository', { place: root });
  return gitRoot;
};
