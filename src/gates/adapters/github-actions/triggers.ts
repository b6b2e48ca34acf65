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

/** The triggers by which a workflow guards changes; all of them where it has none but those of people. */
export const guardingTriggers = (triggers: readonly Trigger[]): readonly Trigger[] => {
  const guarding = triggers.filter(({ event }) => !BY_HAND.has(event));
  return guarding.length > 0 ? guarding : triggers;
};
