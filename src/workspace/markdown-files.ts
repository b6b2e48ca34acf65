import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { reasonOf } from './text-file.ts';

/** A problem met on the way; what could be read is still given. */
export interface Failure {
  readonly path: string;
  readonly reason: string;
}

interface Level {
  readonly base: string;
  readonly rules: Ignore;
}

/** Directories that never hold a team's own documents. */
const SKIPPED_DIRECTORIES: ReadonlySet<string> = new Set(['.git', 'node_modules', '.hg', '.svn']);

/** Files that a repository has beside its post-mortems. */
const COMPANIONS = /^(?:readme|changelog|contributing|license|licence|code[-_]of[-_]conduct|security|index|_index|(?:.*[-_.])?template)\.(?:md|markdown)$/i;

const MARKDOWN: readonly string[] = ['md', 'markdown'];

/** The file endings of documents: those of Markdown, and those that a glob names itself (`*.qmd`, `*.{md,erb}`). */
export const documentEndings = (globs: readonly string[]): ReadonlySet<string> =>
  new Set([...MARKDOWN, ...globs.flatMap((glob) => /\.\{?([\w,]+)\}?$/.exec(glob)?.[1]?.toLowerCase().split(',') ?? [])]);

/**
 * Files with one of the endings below a directory, sorted, without what `.gitignore` files up to `root` exclude and without companions such as
 * README.md. A link to a directory is not entered, so that loops end; a directory that cannot be read is a failure.
 */
export const markdownFiles = (directory: string, root: string, endings: ReadonlySet<string> = documentEndings([])): { readonly files: readonly string[]; readonly failed: readonly Failure[] } => {
  const files: string[] = [];
  const failed: Failure[] = [];
  const walk = (current: string, levels: readonly Level[]): void => {
    let entries;
    try {
      entries = readdirSync(current, { withFileTypes: true });
    } catch (error) {
      failed.push({ path: current, reason: reasonOf(error) });
      return;
    }
    const here = entries.some((entry) => entry.name === '.gitignore' && entry.isFile()) ? [...levels, readIgnore(current)] : levels;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_DIRECTORIES.has(entry.name) && !isIgnored(here, `${path}${sep}`)) walk(path, here);
      } else if (endings.has(endingOf(entry.name)) && !COMPANIONS.test(entry.name) && !isIgnored(here, path)) {
        if (entry.isFile() || (entry.isSymbolicLink() && linksToFile(path, failed))) files.push(path);
      }
    }
  };
  walk(directory, ignoresAbove(directory, root));
  return { files, failed };
};

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

const linksToFile = (path: string, failed: Failure[]): boolean => {
  try {
    return statSync(path).isFile();
  } catch (error) {
    failed.push({ path, reason: reasonOf(error) });
    return false;
  }
};

const readIgnore = (directory: string): Level => {
  try {
    return { base: directory, rules: ignore().add(readFileSync(join(directory, '.gitignore'), 'utf8')) };
  } catch {
    return { base: directory, rules: ignore() };
  }
};

const ignoresAbove = (directory: string, root: string): Level[] => {
  const levels: Level[] = [];
  const inside = relative(root, directory);
  if (inside.startsWith('..')) return levels;
  for (let current = resolve(directory); current !== root && current !== dirname(current); ) {
    current = dirname(current);
    if (existsSync(join(current, '.gitignore'))) levels.unshift(readIgnore(current));
  }
  return levels;
};

/** As git does it: the deepest `.gitignore` that says anything decides. */
const isIgnored = (levels: readonly Level[], path: string): boolean => {
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index];
    if (!level) continue;
    const verdict = level.rules.test(relative(level.base, path).split(sep).join('/') + (path.endsWith(sep) ? '/' : ''));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
};
