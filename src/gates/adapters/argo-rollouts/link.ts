import { withLink } from '../../formats/gate-unit.ts';
import { matchesWildcard } from '../../formats/wildcard.ts';
import type { ChainLink, GateUnit } from '../../model.ts';
import { metricConditions } from './metric.ts';
import { fillArguments } from './template.ts';
import { analysisMetric, isComposition, isMetric, texts } from './unit.ts';

/** What runs which template, looked up once for all metrics. */
export interface Runners {
  readonly byTemplate: ReadonlyMap<string, readonly GateUnit[]>;
  /** A strategy that is a template itself may run any of them. */
  readonly templated: boolean;
}

export const indexRunners = (own: readonly GateUnit[]): Runners => {
  const byTemplate = new Map<string, GateUnit[]>();
  for (const unit of own) {
    for (const template of new Set(texts(unit, 'analyses'))) {
      const known = byTemplate.get(template);
      if (known === undefined) byTemplate.set(template, [unit]);
      else known.push(unit);
    }
  }
  return { byTemplate, templated: own.some((one) => !isMetric(one) && !isComposition(one) && one.opaque !== null) };
};

/** Who runs the template: nobody (dormant), only dry (observe), or a strategy; and with which arguments. */
export const linkMetric = (unit: GateUnit, runners: Runners): readonly GateUnit[] => {
  const [kind = '', template = ''] = unit.selector.split('/');
  const name = unit.selector.slice(kind.length + template.length + 2);
  const users = runnersOf(`${kind}/${template}`, runners, new Set());
  const [first] = users;
  if (first === undefined) {
    const elsewhere = kind === 'ClusterAnalysisTemplate' || runners.templated;
    const link: ChainLink = {
      name: 'rollout', enforcement: elsewhere ? 'unverified' : 'dormant', path: unit.path, source: null,
      reason: elsewhere ? 'no Rollout that can be read here refers to it; one elsewhere may' : 'no Rollout or Experiment refers to the template: it never runs',
    };
    return [withLink(unit, link)];
  }
  const dry = users.every((one) => texts(one, 'dryRun').some((pattern) => matchesWildcard(pattern, name)));
  const strongest = users.toSorted((one, other) => Number(other.enforcement === 'revert') - Number(one.enforcement === 'revert'))[0] ?? first;
  const link: ChainLink = dry
    ? { name: 'rollout', enforcement: 'observe', reason: `${first.title} runs the metric dry`, path: first.path, source: first.source }
    : { name: 'rollout', enforcement: strongest.enforcement, reason: `${strongest.title}: ${strongest.chain[0]?.reason ?? ''}`, path: strongest.path, source: strongest.source };
  return [withLink(withArguments(unit, users), link)];
};

/** Strategies and experiments that run a template, themselves or through a template that includes it. */
const runnersOf = (template: string, runners: Runners, seen: Set<string>): readonly GateUnit[] => {
  if (seen.has(template)) return [];
  seen.add(template);
  return (runners.byTemplate.get(template) ?? []).flatMap((one) => (isComposition(one) ? runnersOf(one.selector, runners, seen) : [one]));
};

/** Fills in arguments that every user of the template gives alike. */
const withArguments = (unit: GateUnit, users: readonly GateUnit[]): GateUnit => {
  const [first] = unit.conditions;
  if (first === undefined || unit.conditions.every((one) => one.opaque === null)) return unit;
  const given = new Map<string, string>();
  for (const one of texts(users[0] ?? unit, 'arguments')) {
    if (users.every((user) => texts(user, 'arguments').includes(one))) given.set(one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1));
  }
  const metric = analysisMetric(unit);
  const fill = (text: string | null): string | null => (text === null ? null : fillArguments(text, given));
  const filled = { ...metric, successCondition: fill(metric.successCondition), failureCondition: fill(metric.failureCondition) };
  const { conditions } = metricConditions({ ...filled, name: unit.selector.split('/').slice(2).join('/'), source: first.source, query: null, judgedBy: null });
  const settings = { ...unit.settings };
  if (filled.successCondition !== null) settings['successCondition'] = filled.successCondition;
  if (filled.failureCondition !== null) settings['failureCondition'] = filled.failureCondition;
  return { ...unit, settings, conditions: conditions.map((one) => ({ ...one, windowSeconds: first.windowSeconds })) };
};
