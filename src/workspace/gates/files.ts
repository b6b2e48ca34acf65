import { lstatSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { glob } from 'tinyglobby';
import type { GateFiles } from '../../gates/adapter.ts';
import { normalisePath } from '../../gates/links/reference.ts';
import { globList } from '../configuration/layers.ts';
import { git } from '../git.ts';
import type { Host } from '../host.ts';
import type { Failure } from '../markdown-files.ts';
import { readTextFile } from '../text-file.ts';
import { isInside, type Workspace } from '../workspace.ts';

/** Largest gate file that is read, in bytes. */
export const MAX_GATE_FILE_BYTES = 5_000_000;

/** A version of the repository's files: of the work tree, or of a commit. Paths are relative to the root, with forward slashes, sorted. */
export interface GateSource extends GateFiles {
  /** Files that were asked for and are no text; filled while reading. */
  readonly failed: () => readonly Failure[];
}

/** Whether the configuration lets a root-relative path be a gate file. */
export const gatePaths = ({ configuration }: Pick<Workspace, 'configuration'>): ((path: string) => boolean) => {
  const { include = [], exclude = [] } = configuration.gates ?? {};
  return globList([...include, ...exclude.map((pattern) => `!${pattern}`)]);
};

/** Files of a folder that git does not ignore; without git, all but those of installed packages. */
export const listFiles = async (host: Host, folder: string, inGit: boolean): Promise<readonly string[]> => {
  if (inGit) {
    const names = await git(host, folder, ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], 'list the files of the repository');
    return [...new Set(names.split('\0'))].filter((name) => name !== '').sort();
  }
  return (await listFolder(folder)).toSorted();
};

/** Whether a root-relative path is one of the places or lies in one; `.` is the root. */
export const below = (places: readonly string[]) => (path: string): boolean => places.some((place) => place === '.' || path === place || path.startsWith(`${place}/`));

/** Files of the root with those of the places that the list leaves out, as git does with what it ignores. */
export const withPlaces = async (root: string, listed: readonly string[], places: readonly string[]): Promise<readonly string[]> => {
  const missing = places.filter((place) => !listed.some(below([place])));
  const found = await Promise.all(missing.map(async (place) => (isFolder(resolve(root, place)) ? (await listFolder(resolve(root, place))).map((path) => `${place}/${path}`) : [place])));
  return missing.length === 0 ? listed : [...new Set([...listed, ...found.flat()])].toSorted();
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const listFolder = (folder: string): Promise<readonly string[]> => glob('**', { cwd: folder, dot: true, followSymbolicLinks: false, ignore: ['**/node_modules/**', '**/.git/**'] });

/** The files of a folder as they are now. A link that leads out of the folder is no file of it. */
export const workTreeSource = (root: string, paths: readonly string[]): GateSource => {
  const known = new Map<string, string | null>();
  const failed: Failure[] = [];
  const read = (path: string): string | null => {
    const absolute = resolve(root, path);
    if (leadsOut(root, absolute)) {
      failed.push({ path, reason: 'is a symbolic link that leads out of the repository' });
      return null;
    }
    const content = readTextFile(absolute, MAX_GATE_FILE_BYTES);
    if ('text' in content) return content.text;
    if (content.reason !== 'no such file' && content.reason !== 'is a directory') failed.push({ path, reason: content.reason });
    return null;
  };
  return {
    paths,
    failed: () => failed,
    text: (written) => {
      const path = normalisePath(written);
      if (path === null) return null;
      const before = known.get(path);
      if (before !== undefined) return before;
      const text = read(path);
      known.set(path, text);
      return text;
    },
  };
};

const leadsOut = (root: string, path: string): boolean => {
  try {
    return lstatSync(path).isSymbolicLink() && !isInside(root, realpathSync(path));
  } catch {
    return false;
  }
};
