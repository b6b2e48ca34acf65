import type { SettingOrder, SettingRule } from '../adapter.ts';
import type { SettingValue } from '../model.ts';

const numbers = (value: SettingValue): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);

/** Steps of traffic: any step that exposes more, or fewer steps, is weaker. */
const compareSteps = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [numbers(before), numbers(after)];
  const rises = fresh.length < old.length || fresh.some((weight, index) => weight > (old[index] ?? Number.POSITIVE_INFINITY));
  const falls = fresh.length > old.length || old.some((weight, index) => weight > (fresh[index] ?? Number.POSITIVE_INFINITY));
  return rises && falls ? 'incomparable' : rises ? 'weaker' : falls ? 'stronger' : 'same';
};

const sizes = (value: SettingValue): readonly number[] => numbers(value).map((size) => (Number.isNaN(size) ? Number.POSITIVE_INFINITY : size));

/** Batches: a larger first batch or fewer batches expose more at once. `rest` is larger than any number. */
const compareBatches = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [sizes(before), sizes(after)];
  const first = Math.sign((fresh[0] ?? 0) - (old[0] ?? 0));
  const count = Math.sign(old.length - fresh.length);
  if (first === 0 && count === 0) return 'incomparable';
  return first >= 0 && count >= 0 ? 'weaker' : first <= 0 && count <= 0 ? 'stronger' : 'incomparable';
};

/** Inputs that both versions see; `none` compares nothing. */
const compareInputs = (before: SettingValue, after: SettingValue): SettingOrder => (after === 'none' ? 'weaker' : before === 'none' ? 'stronger' : 'incomparable');

const unordered = (title: string): SettingRule => ({ direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title });

/** How the settings of `gates.yaml` order protection. */
export const NATIVE_SETTINGS = {
  environment: unordered('environment'),
  minSampleSize: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'least number of samples', fallback: 0 },
  measuredFrom: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'source of the value' },
  baseline: unordered('baseline'),
  minAbsoluteChange: { direction: 'more-is-stronger', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'least change against the baseline', fallback: Number.NEGATIVE_INFINITY },
  minRelativeChange: { direction: 'more-is-stronger', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'least relative change against the baseline', fallback: Number.NEGATIVE_INFINITY },
  greaterIsBetter: { direction: 'unordered', weaker: 'comparator-flipped', stronger: 'comparator-flipped', title: 'better side of the baseline' },
  slices: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'slices compared', fallback: [] },
  inputs: { direction: 'unordered', compare: compareInputs, weaker: 'gate-disarmed', stronger: 'gate-armed', title: 'inputs that both versions see' },
  joinKey: unordered('join key'),
  minOverlap: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'least number of joined pairs', fallback: 0 },
  initialDelaySeconds: { direction: 'more-is-weaker', weaker: 'hold-lengthened', stronger: 'hold-shortened', title: 'delay before the analysis' },
  intervalSeconds: unordered('interval of the analysis'),
  consecutiveErrorLimit: { direction: 'more-is-weaker', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'consecutive errors tolerated' },
  stepWeights: { direction: 'unordered', compare: compareSteps, weaker: 'exposure-increased', stronger: 'exposure-decreased', title: 'steps of traffic', fallback: [] },
  maxWeight: { direction: 'more-is-weaker', weaker: 'exposure-increased', stronger: 'exposure-decreased', title: 'largest share of traffic', fallback: 100 },
  mirror: { direction: 'more-is-stronger', weaker: 'exposure-increased', stronger: 'exposure-decreased', title: 'mirrored traffic' },
  target: unordered('version that is rolled back to'),
  maxRecoverySeconds: { direction: 'more-is-weaker', weaker: 'recovery-slackened', stronger: 'recovery-tightened', title: 'longest recovery' },
  rehearsalCadenceSeconds: { direction: 'more-is-weaker', weaker: 'recovery-slackened', stronger: 'recovery-tightened', title: 'time between rehearsals', fallback: Number.POSITIVE_INFINITY },
  lastRehearsed: {
    direction: 'unordered', compare: (before, after) => (String(after) < String(before) ? 'weaker' : 'stronger'),
    weaker: 'recovery-slackened', stronger: 'recovery-tightened', title: 'last rehearsal', fallback: '',
  },
  maxStragglers: { direction: 'more-is-weaker', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'stragglers tolerated', fallback: 0 },
  records: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'verification records' },
  declared: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'list of targets' },
  batches: { direction: 'unordered', compare: compareBatches, weaker: 'exposure-increased', stronger: 'exposure-decreased', title: 'batches', fallback: [] },
  canaryBatch: unordered('canary batch'),
  bakeSeconds: { direction: 'more-is-stronger', weaker: 'bake-shortened', stronger: 'bake-lengthened', title: 'bake time' },
  minRequests: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'least number of requests', fallback: 0 },
  policy: { direction: ['break-glass', 'none'], weaker: 'bypass-added', stronger: 'bypass-removed', title: 'override policy' },
  approvers: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'people who may override', fallback: [] },
  minApprovers: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'approvers needed' },
  overrideSeconds: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'time an override lasts', fallback: Number.POSITIVE_INFINITY },
  audit: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'audited facts', fallback: [] },
  reviewSeconds: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'time until an override is reviewed', fallback: Number.POSITIVE_INFINITY },
} as const satisfies Record<string, SettingRule>;
