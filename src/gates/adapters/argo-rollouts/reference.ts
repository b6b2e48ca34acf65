import { written } from '../../formats/kubernetes.ts';
import { at, booleanOf, type ConfigNode, itemsOf, textOf } from '../../formats/node.ts';

/** What an analysis refers to. */
export interface AnalysisReference {
  readonly templates: readonly string[];
  /** `NAME=VALUE` of literal arguments. */
  readonly values: readonly string[];
  readonly dryRun: readonly string[];
}

/** Templates that an `analysis` refers to, as `AnalysisTemplate/NAME` or `ClusterAnalysisTemplate/NAME`. */
export const references = (node: ConfigNode | null): AnalysisReference => {
  const list = at(node, 'templates') === null && at(node, 'templateName') !== null && node !== null ? [node] : itemsOf(at(node, 'templates'));
  return {
    templates: list.flatMap((one) => {
      const name = written(at(one, 'templateName'));
      return name === null ? [] : [`${booleanOf(at(one, 'clusterScope')) === true ? 'Cluster' : ''}AnalysisTemplate/${name}`];
    }),
    values: itemsOf(at(node, 'args')).flatMap((one) => {
      const name = textOf(at(one, 'name'));
      const value = textOf(at(one, 'value'));
      return name === null || value === null ? [] : [`${name}=${value}`];
    }),
    dryRun: dryRunNames(at(node, 'dryRun')),
  };
};

/** Several references as one. */
export const joined = (all: readonly AnalysisReference[]): AnalysisReference => ({
  templates: all.flatMap((one) => one.templates),
  values: all.flatMap((one) => one.values),
  dryRun: all.flatMap((one) => one.dryRun),
});

/** Metrics that a `dryRun` names. */
export const dryRunNames = (node: ConfigNode | null): readonly string[] => itemsOf(node).flatMap((one) => textOf(at(one, 'metricName')) ?? []);
