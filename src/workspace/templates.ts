import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../record/errors.ts';
import { nearest } from '../record/nearest.ts';
import { packageFolder } from './package-files.ts';
import { readTextFile } from './text-file.ts';

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => basename(name, '.md')).sort();
  } catch {
    return [];
  }
};

/** Folder of a repository's own templates, relative to its root. */
export const OWN_TEMPLATES = '.postmortem/templates';

/** Names of the templates at hand: the repository's own and the shipped ones. */
export const templateNames = (root: string): string[] => [...new Set([...namesIn(join(root, OWN_TEMPLATES)), ...namesIn(packageFolder('templates'))])];

/** The text of a template: a path to a Markdown file, one of the repository's own, or a shipped one by name. */
export const templateText = (root: string, cwd: string, name: string): string => {
  const isPath = name.endsWith('.md') || name.includes('/');
  const folders = [join(root, OWN_TEMPLATES), packageFolder('templates')];
  const candidates = isPath ? [resolve(cwd, name)] : folders.filter((folder) => namesIn(folder).includes(name)).map((folder) => join(folder, `${name}.md`));
  const [path] = candidates;
  if (path === undefined) {
    const names = templateNames(root);
    const near = nearest(name, names);
    throw new UserError(`there is no template "${name}"`, { hint: near === null ? `one of: ${names.join(', ')}, or a path to a Markdown file` : `did you mean "${near}"?` });
  }
  const content = readTextFile(path);
  if ('reason' in content) throw new UserError(`the template cannot be read: ${content.reason}`, { place: name });
  return content.text;
};
