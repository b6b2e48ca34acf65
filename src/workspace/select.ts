import { resolve } from 'node:path';
import { globList } from './configuration/layers.ts';
import { discover, type Discovery } from './discover.ts';
import { changesSince, defaultBase } from './git.ts';
import { requireGit, type Workspace } from './workspace.ts';

/** Where post-mortems usually live, for a repository without a configuration. */
export const DEFAULT_DOCUMENTS: readonly string[] = [
  '**/{postmortem,postmortems,post-mortem,post-mortems,post_mortem,post_mortems}/**',
  '**/{incident,incidents,incident-report,incident-reports,incident-reviews,incident_reports,outages,rca,rcas,coe,pir,pirs}/**',
  '**/*{postmortem,post-mortem,post_mortem}*',
];

/** The documents that the words of a command name; without words, those that the configuration names, or that stand where post-mortems usually do. */
export const selectDocuments = (workspace: Workspace, words: readonly string[]): Discovery => {
  const configured = workspace.configuration.documents;
  const place = { cwd: workspace.host.cwd, root: workspace.root };
  if (words.length > 0) return discover(place, words, configured ? globList(configured) : () => true, configured);
  return discover(place, [workspace.root], globList(configured ?? DEFAULT_DOCUMENTS), configured);
};

/** Keeps the documents that differ from a base, files unknown to git included. */
export const keepChanged = async (workspace: Workspace, files: readonly string[], base: string): Promise<readonly string[]> => {
  const gitRoot = requireGit(workspace);
  const { changes } = await changesSince(workspace.host, gitRoot, base === '' ? await defaultBase(workspace.host, gitRoot) : base);
  const changed = new Set(changes.map(({ path }) => resolve(gitRoot, path)));
  return files.filter((file) => changed.has(file));
};
