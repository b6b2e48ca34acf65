import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { anchorsOf } from '../document/anchors.ts';
import type { GatesView } from '../gates/view.ts';
import { blobAt, changesSince, readBranches, type Change } from './git.ts';
import { readOwners } from './owners.ts';
import type { DocumentReader } from './reader.ts';
import type { ChangedFile, RepositoryView } from './repository-view.ts';
import { readTextFile } from './text-file.ts';
import { isInside, requireGit, type Workspace } from './workspace.ts';

/** The severity scale where no configuration gives one. */
export const DEFAULT_SEVERITIES: readonly string[] = ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'SEV5'];

const memoize = <Value>(compute: (key: string) => Value): ((key: string) => Value) => {
  const known = new Map<string, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
};

/** What is found out of a repository before its documents are checked. Plain data. */
export type RepositoryFacts = Pick<RepositoryView, 'defaultBranch' | 'branches' | 'owners' | 'change' | 'severities'>;

/** Asks git and reads the lists of owners; with a base, the change set since it. */
export const readRepository = async (workspace: Workspace, base: string | null): Promise<RepositoryFacts> => {
  const { gitRoot, host, configuration } = workspace;
  const [branches, owners, change] = await Promise.all([
    gitRoot === null ? null : readBranches(host, gitRoot),
    readOwners(workspace),
    base === null ? null : readChange(workspace, base),
  ]);
  return { defaultBranch: branches?.default ?? null, branches: branches?.all ?? null, owners, change, severities: configuration.severities ?? DEFAULT_SEVERITIES };
};

/**
 * What rules may ask of the repository. Files outside the root are never looked at; without a repository or configuration nobody
 * knows what lies beside a document, and the answer is null.
 */
export const repositoryView = (workspace: Workspace, facts: RepositoryFacts, reader: DocumentReader, gates: GatesView | null): RepositoryView => {
  const { root, gitRoot } = workspace;
  const known = gitRoot !== null || workspace.configurationPath !== null;
  const inside = (path: string): string | null => {
    const absolute = resolve(root, path);
    return known && isInside(root, absolute) ? absolute : null;
  };
  return {
    ...facts,
    gates,
    exists: memoize((path) => {
      const absolute = inside(path);
      return absolute === null ? null : existsSync(absolute);
    }),
    anchors: memoize((path) => {
      const absolute = inside(path);
      const content = absolute === null ? null : readTextFile(absolute);
      return content === null || 'reason' in content ? null : anchorsOf(reader.parse(path, content.text));
    }),
  };
};

/** Programs that run at once. */
const PARALLEL = 8;

/** The change set since a base, with both texts of each file that is text. */
const readChange = async (workspace: Workspace, base: string): Promise<{ readonly base: string; readonly files: readonly ChangedFile[] }> => {
  const gitRoot = requireGit(workspace);
  const { parted, changes } = await changesSince(workspace.host, gitRoot, base);
  const read = async ({ path, from, status }: Change): Promise<ChangedFile> => {
    const now = status === 'deleted' ? null : readTextFile(resolve(gitRoot, path));
    const before = status === 'added' ? null : await blobAt(workspace.host, gitRoot, parted, from);
    return { path, status, before, after: now === null || 'reason' in now ? null : now.text };
  };
  const files: ChangedFile[] = [];
  for (let index = 0; index < changes.length; index += PARALLEL) files.push(...(await Promise.all(changes.slice(index, index + PARALLEL).map(read))));
  return { base, files };
};
