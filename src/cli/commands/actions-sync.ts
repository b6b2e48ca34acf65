import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { EXIT, UserError } from '../../record/errors.ts';
import { nearest } from '../../record/nearest.ts';
import { fileStore } from '../../trackers/sync/documents.ts';
import { systemClock } from '../../trackers/sync/clock.ts';
import { syncItems } from '../../trackers/sync/item.ts';
import { isIssueTracker, ISSUE_TRACKERS, ISSUE_TRACKER_NAMES, type IssueTrackerName } from '../../trackers/sync/registry.ts';
import { syncJson, syncReport } from '../../trackers/sync/report.ts';
import { syncSettings } from '../../trackers/sync/settings.ts';
import { runSync } from '../../trackers/sync/sync.ts';
import { displayPath } from '../../workspace/discover.ts';
import { openEngine } from '../../workspace/reader.ts';
import { readingOptionsOf } from '../../workspace/subject.ts';
import type { ConfigurationFile } from '../../workspace/configuration/schema.ts';
import { collectItems } from '../actions/items.ts';
import { printSync } from '../actions/print-sync.ts';
import { progressOn } from '../check/progress.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun } from '../command.ts';
import { printError } from '../print-error.ts';
import { terminalOf } from '../terminal.ts';
import { single } from '../values.ts';

/** The tracker that is named, or configured; the project is the configured one only where the tracker is. */
const targetOf = (named: IssueTrackerName | null, written: string | null, { sync = {} }: ConfigurationFile): { readonly name: IssueTrackerName; readonly project: string } => {
  const configured = sync.tracker ?? null;
  const name = named ?? configured;
  if (name === null) throw new UserError('no tracker is named', { hint: `one of: ${ISSUE_TRACKER_NAMES.join(', ')}; or "sync.tracker" in postmortem.config.yaml` });
  if (!isIssueTracker(name)) {
    const near = nearest(name, ISSUE_TRACKER_NAMES);
    throw new UserError(`"${name}" is no tracker that action items can be kept in step with`, { place: 'sync.tracker of the configuration', hint: near === null ? `one of: ${ISSUE_TRACKER_NAMES.join(', ')}` : `did you mean "${near}"?` });
  }
  if (configured !== null && name !== configured) throw new UserError(`the configuration names ${configured}, not ${name}`, { hint: 'its names of labels, users and statuses are those of one tracker' });
  const project = written ?? sync.project ?? null;
  if (project === null) throw new UserError('no project is named', { hint: `--project, or "sync.project" in postmortem.config.yaml: ${ISSUE_TRACKERS[name].project}` });
  return { name, project };
};

/** The tracker that the first word names; null where it is a path or missing. A word that is nearly one is an error, unless there is such a file. */
const namedTracker = (cwd: string, word: string | undefined): IssueTrackerName | null => {
  if (word === undefined) return null;
  if (isIssueTracker(word)) return word;
  const near = nearest(word, ISSUE_TRACKER_NAMES);
  if (near !== null && !existsSync(resolve(cwd, word))) throw new UserError(`"${word}" is neither a tracker nor a path`, { hint: `did you mean "${near}"?` });
  return null;
};

/** Keeps action items and issues in step. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const [first, ...rest] = positionals;
  const named = namedTracker(host.cwd, first);
  const { workspace, records, exit } = await openCollection(host, named === null ? positionals : rest);
  const { name, project } = targetOf(named, single(values, 'project'), workspace.configuration);
  const settings = syncSettings(workspace.configuration.sync ?? {}, project);
  const items = syncItems(records, await collectItems(workspace, records), (path) => displayPath(workspace.root, resolve(host.cwd, path)));
  const progress = progressOn(host);
  const { plan, outcome } = await runSync({
    items,
    open: await ISSUE_TRACKERS[name].load(),
    setup: { settings, env: host.env, ports: { fetch: host.fetch, clock: systemClock(host.now), notify: (message) => host.stderr.write(`postmortem: ${message}\n`) } },
    documents: values['dry-run'] ? null : fileStore(host.cwd, await openEngine(host), readingOptionsOf(workspace.configuration)),
    progress: (done, total) => progress.step('syncing', done, total),
  });
  progress.end();
  const report = syncReport({ tracker: name, project, plan, outcome });
  if (values['json']) host.stdout.write(syncJson(report));
  else {
    const { out, error } = printSync(report, terminalOf(host, host.stdout, values));
    host.stdout.write(out);
    host.stderr.write(error);
  }
  if (outcome?.stopped) {
    printError(host, outcome.stopped);
    return EXIT.failed;
  }
  return exit === EXIT.clean && report.problems.length > 0 ? EXIT.findings : exit;
};
