import type { GateFile } from '../../adapter.ts';
import { gateUnit, listSetting } from '../../formats/gate-unit.ts';
import { type KubernetesObject, written } from '../../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, numberOf, textOf } from '../../formats/node.ts';
import { matchesWildcard } from '../../formats/wildcard.ts';
import type { Enforcement, GateUnit } from '../../model.ts';
import { durationSeconds } from '../../values/duration.ts';
import { metricConditions, type MetricFacts, normalQuery } from './metric.ts';
import { dryRunNames, references } from './reference.ts';

/** Providers that give a verdict of their own rather than a value. */
const VERDICTS: Readonly<Record<string, string>> = { job: 'exit status of the job', kayenta: 'verdict of the canary analysis' };

/** One unit a metric of an AnalysisTemplate or ClusterAnalysisTemplate. */
export const templateUnits = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): readonly GateUnit[] => {
  const metrics = itemsOf(at(object.spec, 'metrics'));
  const parameters = argumentsOf(at(object.spec, 'args'));
  const dryRun = dryRunNames(at(object.spec, 'dryRun'));
  const place = `${object.kind}/${object.name}`;
  const included = references(object.spec).templates;
  const units = metrics.map((metric, index) => {
    const name = written(at(metric, 'name')) ?? `metric ${index + 1}`;
    const facts = metricFacts(metric, name, parameters);
    const { conditions, passesWhen } = metricConditions(facts);
    const dry = dryRun.some((one) => matchesWildcard(one, name));
    const provider = entriesOf(at(metric, 'provider'))[0];
    return gateUnit({
      path: file.path,
      selector: selector(`${place}/${name}`),
      format: 'argo-rollouts',
      title: `${name} of ${object.kind} ${object.name}`,
      ...consequenceOf(facts, dry),
      link: 'metric',
      source: metric.source,
      mark: metric.mark ?? at(metric, 'name')?.mark ?? (metrics.length === 1 ? object.mark : null),
      conditions,
      settings: {
        successCondition: facts.successCondition,
        failureCondition: facts.failureCondition,
        ...(facts.failureLimit < 0 ? { failuresCount: false } : {}),
        inconclusiveLimit: numberOf(at(metric, 'inconclusiveLimit')),
        consecutiveErrorLimit: numberOf(at(metric, 'consecutiveErrorLimit')),
        consecutiveSuccessLimit: facts.consecutiveSuccessLimit,
        initialDelay: durationSeconds(textOf(at(metric, 'initialDelay')) ?? ''),
        interval: durationSeconds(textOf(at(metric, 'interval')) ?? ''),
        passesWhen: listSetting(passesWhen),
        provider: provider?.key ?? null,
        query: facts.query === null ? (provider === undefined ? null : canonical(provider.node)) : normalQuery(facts.query),
      },
      opaque: object.opaque,
      body: JSON.stringify([facts.successCondition, facts.failureCondition, facts.failureLimit, facts.count, facts.query ?? canonical(at(metric, 'provider'))]),
    });
  });
  return metrics.length === 0 || included.length > 0 ? [wholeUnit(file, object, included, selector(place)), ...units] : units;
};

/** A metric fails when more measurements fail than failureLimit tolerates; with as many allowed as are taken it never does. */
const consequenceOf = ({ failureLimit, count, consecutiveSuccessLimit }: MetricFacts, dry: boolean): { readonly enforcement: Enforcement; readonly reason: string } => {
  if (dry) return { enforcement: 'observe', reason: 'dryRun: the metric is measured and its result ignored' };
  if (count !== null && failureLimit >= count) return { enforcement: 'observe', reason: `it tolerates ${failureLimit} failures and takes ${count} measurements: only an error of the provider ends it` };
  if (failureLimit < 0 && consecutiveSuccessLimit === null) return { enforcement: 'observe', reason: 'failureLimit: -1 counts no failures' };
  return { enforcement: 'revert', reason: 'a failed or erroneous analysis aborts the rollout and returns the traffic' };
};

/** The template itself, where it runs others or has nothing to run. */
const wholeUnit = (file: GateFile, object: KubernetesObject, included: readonly string[], selector: string): GateUnit =>
  gateUnit({
    path: file.path,
    selector,
    format: 'argo-rollouts',
    title: `${object.kind} ${object.name}`,
    enforcement: included.length > 0 ? 'revert' : 'dormant',
    reason: included.length > 0 ? `runs ${included.join(', ')} too` : 'the template has no metrics',
    link: 'template',
    source: object.source,
    mark: object.mark,
    settings: { analyses: listSetting(included) },
    opaque: object.opaque,
    body: canonical(at(object.spec, 'templates')),
  });

const metricFacts = (metric: ConfigNode, name: string, parameters: ReadonlyMap<string, string>): MetricFacts => {
  const filled = (node: ConfigNode | null): string | null => {
    const text = written(node);
    return text === null ? null : fillArguments(text, parameters);
  };
  const number = (key: string): number | null => {
    const text = filled(at(metric, key));
    return text === null || text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text);
  };
  const provider = entriesOf(at(metric, 'provider'))[0];
  const interval = textOf(at(metric, 'interval'));
  return {
    name,
    source: (at(metric, 'successCondition') ?? at(metric, 'failureCondition') ?? metric).source,
    successCondition: filled(at(metric, 'successCondition')),
    failureCondition: filled(at(metric, 'failureCondition')),
    failureLimit: number('failureLimit') ?? 0,
    inconclusiveLimit: number('inconclusiveLimit') ?? 0,
    consecutiveErrorLimit: number('consecutiveErrorLimit') ?? 4,
    consecutiveSuccessLimit: number('consecutiveSuccessLimit'),
    count: number('count') ?? (interval === null && at(metric, 'count') === null ? 1 : null),
    query: provider?.key === 'prometheus' ? filled(at(provider.node, 'query')) : null,
    judgedBy: VERDICTS[provider?.key ?? ''] ?? null,
  };
};

/** Arguments with a literal value. */
export const argumentsOf = (node: ConfigNode | null): ReadonlyMap<string, string> =>
  new Map(
    itemsOf(node).flatMap((one) => {
      const name = textOf(at(one, 'name'));
      const value = textOf(at(one, 'value'));
      return name === null || value === null ? [] : [[name, value] as const];
    }),
  );

/** Puts known arguments in the place of `{{args.name}}`; unknown ones stay as written. */
export const fillArguments = (text: string, given: ReadonlyMap<string, string>): string =>
  text.replace(/\{\{\s*(?:args|inputs)\.([\w-]+)\s*\}\}/g, (whole, name: string) => given.get(name) ?? whole);

