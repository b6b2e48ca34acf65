import { relative, resolve, sep } from 'node:path';
import { EXIT, UserError, type ExitCode } from '../record/errors.ts';
import type { IncidentRecord } from '../record/record.ts';
import { neutralise } from '../record/neutralise.ts';
import type { Host } from '../workspace/host.ts';
import { readRecords } from '../workspace/records.ts';
import { openWorkspace, type Workspace } from '../workspace/workspace.ts';
import { progressOn } from './check/progress.ts';

export interface Collection {
  readonly workspace: Workspace;
  /** Paths are as a person at this place writes them: relative to where the command runs. */
  readonly records: readonly IncidentRecord[];
  /** Clean, or failed where a file could not be read; that was said on stderr. */
  readonly exit: ExitCode;
}

/** A root-relative path as it is written where the command runs. */
export const pathFromHere = ({ root, host }: Workspace, path: string): string => relative(host.cwd, resolve(root, path)).split(sep).join('/');

/** Opens the documents that a command names. Says on stderr which could not be read; none at all is a user error. */
export const openCollection = async (host: Host, words: readonly string[], configuration?: string): Promise<Collection> => {
  const workspace = await openWorkspace(host, words, configuration);
  const progress = progressOn(host);
  const { records, failed } = await readRecords(workspace, words, (done, total) => progress.step('reading', done, total));
  progress.end();
  for (const { path, reason } of failed) host.stderr.write(`postmortem: ${neutralise(pathFromHere(workspace, path))}: ${reason}\n`);
  if (records.length === 0 && failed.length === 0)
    throw new UserError(words.length > 0 ? `no document found in ${words.join(', ')}` : 'no document found', {
      hint: 'name the paths, or say in postmortem.config.yaml where the post-mortems are: documents: ["docs/postmortems/**"]',
    });
  return {
    workspace,
    records: workspace.root === host.cwd ? records : records.map((record) => ({ ...record, path: pathFromHere(workspace, record.path) })),
    exit: failed.length > 0 ? EXIT.failed : EXIT.clean,
  };
};
