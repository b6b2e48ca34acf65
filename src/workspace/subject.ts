import { resolve } from 'node:path';
import { subjectOf } from '../document/edit/open.ts';
import type { EditSubject } from '../document/edit/subject.ts';
import type { ReadingOptions } from '../document/reading.ts';
import { UserError } from '../record/errors.ts';
import type { ConfigurationFile } from './configuration/schema.ts';
import type { Host } from './host.ts';
import { openEngine } from './reader.ts';
import { readTextFile } from './text-file.ts';
import { openWorkspace } from './workspace.ts';

/** What a repository's configuration tells the reader. */
export const readingOptionsOf = ({ headings, severities }: ConfigurationFile): ReadingOptions => ({
  ...(headings !== undefined && { headings: Object.fromEntries(Object.entries(headings).filter(([, titles]) => titles !== undefined)) }),
  ...(severities !== undefined && { severities }),
});

/** Opens a document for editing. */
export const openSubject = async (host: Host, path: string): Promise<EditSubject> => {
  const content = readTextFile(resolve(host.cwd, path));
  if ('reason' in content) throw new UserError(`cannot edit: ${content.reason}`, { place: path });
  const { configuration } = await openWorkspace(host, [path]);
  return subjectOf(path, content.text, await openEngine(host), readingOptionsOf(configuration));
};
