import type { GateAdapter, GateLint, SettingRule } from '../adapter.ts';
import { distinctSelectors, lintOf, withLink } from '../formats/gate-unit.ts';
import { heredocsOnly } from '../formats/heredocs.ts';
import { declares, readKubernetes } from '../formats/kubernetes.ts';
import type { GateUnit } from '../model.ts';
import { canaryUnits, templateUnit } from './flagger/canary.ts';
import { replayMetric } from './flagger/replay.ts';

const exposure = { weaker: 'exposure-increased', stronger: 'exposure-decreased' } as const;

/** Flagger: each metric and webhook of a Canary, and the analysis that runs them. Manifests applied by a script's here-documents count. */
export const adapter: GateAdapter = {
  id: 'flagger',
  title: 'Flagger',
  holds: 'canary or metric template',
  recognises: ({ text }) => text.includes('flagger.app/') && /\bkind["']?:\s*["']?(?:Canary|MetricTemplate|AlertProvider)\b/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file.path.endsWith('.sh') ? { path: file.path, text: heredocsOnly(file.text) } : file);
    const selector = distinctSelectors();
    const units = objects.filter((one) => one.group === 'flagger.app').flatMap((object) => (object.kind === 'Canary' ? canaryUnits(file, object, selector) : object.kind === 'MetricTemplate' ? [templateUnit(file, object, selector)] : []));
    return { units, problems, instead: declares(objects) };
  },
  settings: {
    checkEverySeconds: { direction: 'more-is-weaker', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'interval between checks' },
    threshold: { direction: 'more-is-weaker', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'failed checks before the roll-back' },
    maxWeight: { direction: 'more-is-weaker', ...exposure, title: 'maxWeight' },
    stepWeight: { direction: 'more-is-weaker', ...exposure, title: 'stepWeight' },
    checks: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'checks before promotion' },
    bakeSeconds: { direction: 'more-is-stronger', weaker: 'bake-shortened', stronger: 'bake-lengthened', title: 'time from the first check to the promotion' },
    mirror: { direction: 'more-is-stronger', ...exposure, title: 'mirrored traffic first', fallback: false },
    progressDeadlineSeconds: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'progressDeadlineSeconds' },
    query: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'query' },
    templateRef: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'metric template' },
    call: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'what the webhook calls' },
    match: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'requests sent to the canary' },
  } satisfies Record<string, SettingRule>,
  replay: replayMetric,
  link: (own) => {
    const used = new Set(own.flatMap((one) => (typeof one.settings['templateRef'] === 'string' ? [one.settings['templateRef']] : [])));
    return own.filter((one) => one.selector.startsWith('MetricTemplate/') && !used.has(one.selector.slice('MetricTemplate/'.length))).map((one) =>
      withLink(one, { name: 'canary', enforcement: 'unverified', reason: 'no Canary that can be read here refers to it; one elsewhere may', path: one.path, source: null }),
    );
  },
  lint: (own) => own.flatMap(lintUnit),
};

const lintUnit = (unit: GateUnit): readonly GateLint[] => {
  if (unit.opaque !== null) return [];
  const [own] = unit.chain;
  if (own?.name === 'metric') {
    const [first] = unit.conditions;
    if (first === undefined) return [lintOf(unit, 'no-condition', 'error', 'the metric has no threshold: every value passes', 'give thresholdRange a min or a max')];
    if (first.metric === 'request-success-rate' && first.comparator === 'lt' && first.threshold !== null && first.threshold <= 0) return [lintOf(unit, 'cannot-fail', 'error', 'a success rate is never below 0: the metric cannot fail', 'set the minimum to what users accept, such as 99')];
    if (first.metric === 'request-success-rate' && first.comparator === 'lt' && first.threshold !== null && first.threshold > 0 && first.threshold <= 1) return [lintOf(unit, 'threshold-outside-range', 'warning', `the success rate is a percentage, and the minimum is ${first.threshold} percent`, `write ${first.threshold * 100}`)];
    return [];
  }
  if (own?.name === 'analysis' && own.enforcement === 'dormant') return [lintOf(unit, 'never-runs', 'error', own.reason, 'let the analysis run')];
  return own?.name === 'analysis' && own.enforcement === 'observe' ? [lintOf(unit, 'no-condition', 'error', own.reason, 'add a metric such as request-success-rate')] : [];
};
