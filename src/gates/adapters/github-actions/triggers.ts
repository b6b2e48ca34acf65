import type { SettingOrder } from '../../adapter.ts';
import { at, type ConfigNode, entriesOf, textOf, textsOf } from '../../formats/node.ts';

/** One event that starts a workflow, with its filters. */
export interface Trigger {
  readonly event: string;
  /** `branches: main`, `paths: src/**`, `cron: 0 3 * * *`; empty where every such event starts it. */
  readonly filters: readonly string[];
}

/** Filters of an event that decide which of its changes start the workflow. */
export const FILTERS = ['branches', 'branches-ignore', 'paths', 'paths-ignore', 'tags', 'tags-ignore', 'types', 'workflows'] as const;

/** Reads `on`: an event, a list of events, or a map of events with filters. */
export const readTriggers = (node: ConfigNode | null): readonly Trigger[] => {
  if (node?.kind !== 'map') return textsOf(node).map((event) => ({ event, filters: [] }));
  return entriesOf(node).map(({ key, node: settings }) => ({
    event: key,
    filters:
      key === 'schedule'
        ? (settings.kind === 'list' ? settings.items : []).flatMap((item) => textOf(at(item, 'cron')) ?? []).map((cron) => `cron: ${cron}`)
        : FILTERS.flatMap((filter) => textsOf(at(settings, filter)).map((value) => `${filter}: ${value}`)),
  }));
};

/** Events whose runs report on a change before it is merged. */
const BEFORE_MERGE: ReadonlySet<string> = new Set(['pull_request', 'pull_request_target', 'merge_group']);

export const runsBeforeMerge = (triggers: readonly Trigger[]): boolean => triggers.some(({ event, filters }) => BEFORE_MERGE.has(event) || (event === 'push' && pushesAnyBranch(filters)));

/** A push filter that lets branches other than the long-lived ones through also reports on the head of a pull request. */
const pushesAnyBranch = (filters: readonly string[]): boolean => {
  if (filters.some((filter) => filter.startsWith('tags')) && !filters.some((filter) => filter.startsWith('branches'))) return false;
  const branches = filters.filter((filter) => filter.startsWith('branches: ')).map((filter) => filter.slice('branches: '.length));
  return branches.length === 0 || branches.some((branch) => branch === '*' || branch === '**');
};

/** Paths that leave out some changes, so that the workflow does not report on them. */
export const pathFilters = (triggers: readonly Trigger[]): readonly string[] =>
  triggers.filter(({ event }) => BEFORE_MERGE.has(event)).flatMap(({ filters }) => filters.filter((filter) => filter.startsWith('paths')));

/** Events that a person or a comment sets off: that they no longer do takes no protection away from a change. */
const BY_HAND: ReadonlySet<string> = new Set(['workflow_dispatch', 'repository_dispatch', 'issue_comment', 'issues', 'discussion', 'discussion_comment']);

/** Events that GitHub knows (its documentation, "Events that trigger workflows"); any other name starts nothing. */
const EVENTS: ReadonlySet<string> = new Set([
  'branch_protection_rule', 'check_run', 'check_suite', 'create', 'delete', 'deployment', 'deployment_status', 'discussion', 'discussion_comment', 'fork', 'gollum', 'image_version',
  'issue_comment', 'issues', 'label', 'merge_group', 'milestone', 'page_build', 'project', 'project_card', 'project_column', 'public', 'pull_request', 'pull_request_comment',
  'pull_request_review', 'pull_request_review_comment', 'pull_request_target', 'push', 'registry_package', 'release', 'repository_dispatch', 'schedule', 'status', 'watch',
  'workflow_call', 'workflow_dispatch', 'workflow_run',
]);

export const isKnownEvent = ({ event }: Trigger): boolean => EVENTS.has(event);

/** Events before a merge, by how much of the change they look at: those of the target branch see its code only where the workflow fetches it. */
const LOOKS_AT_CHANGE: readonly string[] = ['pull_request_target', 'merge_group', 'pull_request'];

/** The best look that the events take at a change before it is merged; -1 for none. */
const bestLook = (events: readonly string[]): number => Math.max(-1, ...events.map((event) => LOOKS_AT_CHANGE.indexOf(event)));

/** Fewer events are weaker; of an exchange it counts whether the change is looked at before it is merged, which no run afterwards makes up for. */
export const compareEvents = (before: readonly string[], after: readonly string[]): SettingOrder => {
  // Who calls a workflow starts it: that it can be called guards nothing by itself.
  const [old, fresh] = [before, after].map((events) => events.filter((event) => event !== 'workflow_call'));
  const lost = (old ?? []).filter((event) => !after.includes(event));
  const won = (fresh ?? []).filter((event) => !before.includes(event));
  if (lost.length === 0) return won.length === 0 ? 'same' : 'stronger';
  if (won.length === 0) return 'weaker';
  const [was, is] = [bestLook(before), bestLook(after)];
  return was === is ? 'incomparable' : is > was ? 'stronger' : 'weaker';
};

/** The triggers by which a workflow guards changes; all of them where it has none but those of people. */
export const guardingTriggers = (triggers: readonly Trigger[]): readonly Trigger[] => {
  const known = triggers.filter(isKnownEvent);
  const guarding = known.filter(({ event }) => !BY_HAND.has(event));
  return guarding.length > 0 ? guarding : known;
};
