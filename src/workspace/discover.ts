import { existsSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { documentEndings, markdownFiles, type Failure } from './markdown-files.ts';
import { reasonOf } from './text-file.ts';

export interface Discovery {
  /** Absolute paths, in the order of the arguments, each once. */
  readonly files: readonly string[];
  /** What was asked for and cannot be had; paths relative to the root. */
  readonly failed: readonly Failure[];
}

/** Path as findings print it: relative to the root, forward slashes. */
export const displayPath = (root: string, path: string): string => relative(root, path).split(sep).join('/') || '.';

/**
 * The documents that the words of a command name: a file is taken whatever its name, a directory gives the Markdown files below it,
 * and a word that no file has as its name is a glob. `admits` narrows directories and globs, never explicit files; `globs` are those of the
 * configuration, whose endings count as Markdown's do.
 */
export const discover = (place: { readonly cwd: string; readonly root: string }, words: readonly string[], admits: (path: string) => boolean, globs: readonly string[] = []): Discovery => {
  const files = new Set<string>();
  const failed: Failure[] = [];
  const addDirectory = (directory: string, wanted: (path: string) => boolean, pattern: readonly string[] = []): number => {
    const found = markdownFiles(directory, place.root, documentEndings([...globs, ...pattern]));
    failed.push(...found.failed.map(({ path, reason }) => ({ path: displayPath(place.root, path), reason })));
    const before = files.size;
    for (const path of found.files) if (wanted(path) && admits(displayPath(place.root, path))) files.add(path);
    return files.size - before;
  };
  for (const word of words) {
    const path = resolve(place.cwd, word);
    try {
      if (statSync(path).isDirectory()) addDirectory(path, () => true);
      else files.add(path);
    } catch (error) {
      const glob = globOf(place.cwd, word);
      if (!glob || existsSync(path)) failed.push({ path: displayPath(place.root, path), reason: reasonOf(error) });
      else if (addDirectory(glob.base, glob.matches, [word]) === 0) failed.push({ path: word, reason: 'no Markdown file matches this pattern' });
    }
  }
  return { files: [...files], failed };
};

const globOf = (cwd: string, word: string): { readonly base: string; readonly matches: (path: string) => boolean } | null => {
  const { base, glob, isGlob } = picomatch.scan(word);
  if (!isGlob) return null;
  const directory = resolve(cwd, base);
  const matches = picomatch(glob, { dot: true });
  return existsSync(directory) ? { base: directory, matches: (path) => matches(displayPath(directory, path)) } : null;
};
