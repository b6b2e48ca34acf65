import type { SettingOrder, SettingRule } from '../../adapter.ts';
import type { SettingValue } from '../../model.ts';

/** The conditions of a metric are compared one by one; their text is kept for evaluation only. */
const comparedElsewhere = (): SettingOrder => 'same';

const numbers = (value: SettingValue): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);

/** Whether the second list moves at least as much at every step, and more or in fewer steps. */
const steeper = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((weight, index) => (other[index] ?? 100) >= weight) && (other.length < one.length || other.some((weight, index) => weight > (one[index] ?? 100)));

/** Traffic weights step by step: any step that moves more, or fewer steps to the same end, exposes more users. */
const compareWeights = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [numbers(before), numbers(after)];
  if (old.join() === fresh.join()) return 'same';
  return steeper(old, fresh) ? 'weaker' : steeper(fresh, old) ? 'stronger' : 'incomparable';
};

const exposure = { weaker: 'exposure-increased', stronger: 'exposure-decreased' } as const;
const bake = { weaker: 'bake-shortened', stronger: 'bake-lengthened' } as const;
const tolerance = { weaker: 'tolerance-raised', stronger: 'tolerance-lowered' } as const;

/** How the settings of metrics and strategies order protection. */
export const ARGO_SETTINGS = {
  successCondition: { direction: 'unordered', compare: comparedElsewhere, weaker: 'setting-changed', stronger: 'setting-changed', title: 'successCondition' },
  failureCondition: { direction: 'unordered', compare: comparedElsewhere, weaker: 'setting-changed', stronger: 'setting-changed', title: 'failureCondition' },
  failuresCount: { direction: 'more-is-stronger', ...tolerance, title: 'whether failures count (failureLimit)', fallback: true },
  inconclusiveLimit: { direction: 'more-is-weaker', ...tolerance, title: 'inconclusiveLimit', fallback: 0 },
  consecutiveErrorLimit: { direction: 'more-is-weaker', ...tolerance, title: 'consecutiveErrorLimit', fallback: 4 },
  consecutiveSuccessLimit: { direction: 'more-is-stronger', ...tolerance, title: 'consecutiveSuccessLimit', fallback: 0 },
  initialDelay: { direction: 'more-is-weaker', weaker: 'hold-lengthened', stronger: 'hold-shortened', title: 'initialDelay', fallback: 0 },
  interval: { direction: 'unordered', weaker: 'window-changed', stronger: 'window-changed', title: 'interval' },
  passesWhen: { direction: 'more-is-weaker', weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'cases that pass without a comparison', fallback: [] },
  provider: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'provider' },
  query: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'query' },
  weights: { direction: 'unordered', compare: compareWeights, ...exposure, title: 'traffic weights', fallback: [] },
  exposureBeforeAnalysis: { direction: 'more-is-weaker', ...exposure, title: 'traffic moved before the first analysis', whereBoth: true },
  startingStep: { direction: 'more-is-weaker', ...exposure, title: 'step from which the analysis looks', whereBoth: true },
  bakeSeconds: { direction: 'more-is-stronger', ...bake, title: 'pauses between steps' },
  manualPauses: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'pauses for a person' },
  analyses: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'analyses that must pass', fallback: [] },
  prePromotionAnalysis: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'analyses before promotion', fallback: [] },
  postPromotionAnalysis: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'analyses after promotion', fallback: [] },
  arguments: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'arguments', whereBoth: true },
  dryRun: { direction: 'more-is-weaker', weaker: 'gate-disarmed', stronger: 'gate-armed', title: 'metrics run dry', fallback: [] },
  autoPromotionEnabled: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'automatic promotion', fallback: true },
  autoPromotionSeconds: { direction: 'more-is-stronger', ...bake, title: 'autoPromotionSeconds' },
  scaleDownDelaySeconds: { direction: 'more-is-stronger', weaker: 'recovery-slackened', stronger: 'recovery-tightened', title: 'time the old version is kept', fallback: 30 },
  previewReplicaCount: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'previewReplicaCount' },
  maxUnavailable: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'maxUnavailable' },
  rollbackWindow: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'revisions that skip the steps', fallback: 0 },
  progressDeadlineAbort: { direction: 'more-is-stronger', weaker: 'recovery-slackened', stronger: 'recovery-tightened', title: 'progressDeadlineAbort', fallback: false },
  durationSeconds: { direction: 'more-is-stronger', ...bake, title: 'duration' },
} as const satisfies Record<string, SettingRule>;
