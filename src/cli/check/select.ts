import { resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import { globList } from '../../workspace/configuration/layers.ts';
import { discover, displayPath, type Discovery } from '../../workspace/discover.ts';
import { changesSince, defaultBase } from '../../workspace/git.ts';
import { requireGit, type Workspace } from '../../workspace/workspace.ts';

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
  if (words.length > 0) return discover(place, words, configured ? globList(configured) : () => true);
  return discover(place, [workspace.root], globList(configured ?? DEFAULT_DOCUMENTS));
};

/** Keeps the documents that differ from a base, files unknown to git included. */
export const keepChanged = async (workspace: Workspace, files: readonly string[], base: string): Promise<readonly string[]> => {
  const gitRoot = requireGit(workspace);
  const { changes } = await changesSince(workspace.host, gitRoot, base === '' ? await defaultBase(workspace.host, gitRoot) : base);
  const changed = new Set(changes.map(({ path }) => resolve(gitRoot, path)));
  return files.filter((file) => changed.has(file));
};

/** A run that checked nothing is not green: it says where it looked. */
export const nothingChecked = (workspace: Workspace, words: readonly string[], changed: boolean): UserError => {
  if (changed) return new UserError('no document differs from the base', { hint: 'where that is fine, pass --allow-empty' });
  if (words.length > 0) return new UserError(`no document found in ${words.join(', ')}`, { hint: 'Markdown files are documents; README and the like are not. Where nothing is fine, pass --allow-empty' });
  const globs = workspace.configuration.documents;
  return new UserError('no document found', {
    place: displayPath(workspace.host.cwd, workspace.root),
    hint: globs ? `"documents" of ${workspace.configurationPath ?? 'the configuration'} is: ${globs.join(', ')}` : 'name the paths, or say in postmortem.config.yaml where the post-mortems are: documents: ["docs/postmortems/**"]',
  });
};
