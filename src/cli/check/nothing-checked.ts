import { UserError } from '../../record/errors.ts';
import { displayPath } from '../../workspace/discover.ts';
import type { Workspace } from '../../workspace/workspace.ts';

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
