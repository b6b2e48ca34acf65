import type { SettingOrder, SettingRule } from '../../adapter.ts';
import { SEVERITY_ORDER, SEVERITY_SETTINGS } from '../../formats/shell/severity.ts';
import { HIDDEN_FAILURES } from '../../formats/shell/hidden-failures.ts';
import type { SettingValue } from '../../model.ts';
import { compareConjuncts } from './expression.ts';
import { compareEvents } from './triggers.ts';
import { legValues, UNKNOWN_LEGS } from './matrix.ts';

/** Stands for no filters at all. */
export const UNFILTERED = 'every change';

/** Events whose filters are compared; of any other event the filters are part of the scope. */
export const FILTERED_EVENTS = ['pull_request', 'pull_request_target', 'push', 'merge_group', 'schedule', 'workflow_run', 'release', 'workflow_dispatch', 'repository_dispatch', 'workflow_call'] as const;

const listOf = (value: SettingValue): readonly string[] => (Array.isArray(value) ? value : []);

/** Filters that let a change through, against those that keep one out. */
const keepsOut = (filter: string): boolean => /^(?:branches|tags|paths)-ignore: |^\w+: !/.test(filter);

/**
 * Filters of a trigger: of one kind (`branches`) more values let more through, no value of the kind lets everything through, and
 * values of `-ignore` or `!` keep more out.
 */
export const compareFilters = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [listOf(before), listOf(after)];
  // Whether the event starts the workflow at all is told by its scope.
  if (old.length === 0 || fresh.length === 0) return 'same';
  const orders = new Set<SettingOrder>();
  for (const kind of new Set([...old, ...fresh].filter((filter) => filter !== UNFILTERED).map(kindOf))) {
    const ofKind = (filter: string): boolean => filter !== UNFILTERED && kindOf(filter) === kind;
    orders.add(compareKind(old.filter(ofKind), fresh.filter(ofKind), kind.startsWith('out ')));
  }
  orders.delete('same');
  if (orders.size > 1) return 'incomparable';
  return [...orders][0] ?? 'same';
};

const kindOf = (filter: string): string => `${keepsOut(filter) ? 'out' : 'in'} ${filter.slice(0, filter.indexOf(':')).replace('-ignore', '')}`;

const compareKind = (before: readonly string[], after: readonly string[], out: boolean): SettingOrder => {
  const fewer = after.every((filter) => before.includes(filter));
  const more = before.every((filter) => after.includes(filter));
  if (fewer && more) return 'same';
  if (out) return more ? 'weaker' : fewer ? 'stronger' : 'incomparable';
  if (before.length === 0) return 'weaker';
  if (after.length === 0) return 'stronger';
  return more ? 'stronger' : fewer ? 'weaker' : 'incomparable';
};

/** Legs cover one another where they agree on what both state: a dimension that comes or goes by itself takes no leg away. */
const compareLegs = (before: readonly string[], after: readonly string[]): SettingOrder => {
  const [old, fresh] = [before.map(legValues), after.map(legValues)];
  if ([...before, ...after].includes(UNKNOWN_LEGS)) return 'incomparable';
  if (old.length === 0 || fresh.length === 0) return old.length === fresh.length ? 'same' : 'incomparable';
  const kept = old.every((leg) => fresh.some((other) => agree(leg, other)));
  const known = fresh.every((leg) => old.some((other) => agree(leg, other)));
  if (kept) return known ? 'same' : 'stronger';
  return known ? 'weaker' : 'incomparable';
};

const agree = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean => [...one].every(([key, value]) => (other.get(key) ?? value) === value);

/** A setting that says what another finding says better; kept for the second pass over the repository. */
const silent: SettingRule = { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'fact', compare: () => 'same', fallback: '' };

const yesIsWeaker = (title: string): SettingRule => ({ direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title, fallback: false });
const yesIsStronger = (title: string, fallback: boolean): SettingRule => ({ direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title, fallback });

const severityInput = (title: string): SettingRule => ({
  direction: SEVERITY_ORDER,
  weaker: 'threshold-loosened', stronger: 'threshold-tightened', title,
});

/** Inputs of well-known actions that decide whether a finding fails the step. */
export const ACTION_INPUTS: Readonly<Record<string, SettingRule>> = {
  'with.fail_ci_if_error': yesIsStronger('fail_ci_if_error', false),
  'with.fail-on-error': yesIsStronger('fail-on-error', true),
  'with.fail_on_error': yesIsStronger('fail_on_error', true),
  'with.fail-build': yesIsStronger('fail-build', true),
  'with.soft_fail': yesIsWeaker('soft_fail'),
  'with.soft-fail': yesIsWeaker('soft-fail'),
  'with.warn-only': yesIsWeaker('warn-only'),
  'with.exit-code': { direction: ['0', '1', '2'], weaker: 'bypass-added', stronger: 'bypass-removed', title: 'exit-code', fallback: '0' },
  'with.fail-on-severity': severityInput('fail-on-severity'),
  'with.severity-cutoff': severityInput('severity-cutoff'),
};

/** Runs whatever the jobs before it did; is not run when they fail; runs and looks at their results. */
const AGGREGATIONS: readonly string[] = ['untested', 'skipped', 'tested'];

/** Ordering of the settings of jobs and steps. */
export const WORKFLOW_SETTINGS: Readonly<Record<string, SettingRule>> = {
  ...Object.fromEntries(FILTERED_EVENTS.map((event): [string, SettingRule] => [
    `on.${event}`,
    { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: `filters of ${event}`, compare: compareFilters, fallback: [], ofChecks: true },
  ])),
  ...ACTION_INPUTS,
  if: {
    direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'condition (if)', fallback: [], ofChecks: true,
    compare: (before, after) => compareConjuncts(listOf(before), listOf(after)),
  },
  matrix: {
    direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'legs of the matrix', fallback: [], ofChecks: true,
    compare: (before, after) => compareLegs(listOf(before), listOf(after)),
  },
  needs: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'jobs it waits for (needs)' },
  requiredAs: { direction: 'more-is-stronger', weaker: 'required-context-dropped', stronger: 'required-context-added', title: 'required checks it reports' },
  hiddenFailures: HIDDEN_FAILURES,
  ...SEVERITY_SETTINGS,
  passesWithoutTests: { direction: 'more-is-weaker', weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'passes without tests', fallback: false },
  command: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'what it runs' },
  pin: { direction: ['branch', 'tag', 'commit'], weaker: 'exposure-increased', stronger: 'exposure-decreased', title: 'how the action is pinned' },
  aggregates: {
    direction: 'unordered', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'what it makes of the jobs it waits for', fallback: '',
    // Whether it waits for any is told by `needs`.
    compare: (before, after) => (before === '' || after === '' || before === after ? 'same' : AGGREGATIONS.indexOf(String(after)) < AGGREGATIONS.indexOf(String(before)) ? 'weaker' : 'stronger'),
  },
  cancelInProgress: yesIsWeaker('cancels a run that is under way'),
  timeoutMinutes: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'time limit (minutes)', ofChecks: true },
  legsLeftOut: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'legs of the matrix left out', fallback: [], ofChecks: true },
  mayFailWhere: { direction: 'unordered', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'where its failure is ignored (continue-on-error)', fallback: '', compare: (before, after) => (before === '' ? 'weaker' : after === '' ? 'stronger' : 'incomparable') },
  scope: { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'scope', compare: (before, after) => compareEvents(listOf(before), listOf(after)), ofChecks: true },
  environment: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'environment' },
  check: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'name of its check' },
  uses: { ...silent, title: 'workflow it calls' },
};
