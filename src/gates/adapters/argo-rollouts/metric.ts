import type { Source } from '../../../record/source.ts';
import { condition } from '../../formats/gate-unit.ts';
import { type ExpressionAlternative, expressionAlternatives } from '../../formats/expression/firing.ts';
import { parseExpression } from '../../formats/expression/parse.ts';
import { printPromql } from '../../formats/promql/print.ts';
import { selectorsOf } from '../../formats/promql/selectors.ts';
import { parsePromql } from '../../formats/promql/tree.ts';
import type { Condition, OnNoData } from '../../model.ts';
import { type AnalysisMetric, evaluateMeasurements, resultOf } from './evaluate.ts';

/** A metric of an analysis template, its arguments filled in as far as they are known. */
export interface MetricFacts extends AnalysisMetric {
  readonly name: string;
  readonly source: Source;
  /** Text of a PromQL query; null for other providers. */
  readonly query: string | null;
  /** The provider's own verdict (a job's exit status) stands in place of a condition. */
  readonly judgedBy: string | null;
}

/** When a metric's measurement fails, one condition a comparison; and clauses that let it pass without comparing (`len(result) == 0`). */
export const metricConditions = (facts: MetricFacts): { readonly conditions: readonly Condition[]; readonly passesWhen: readonly string[] } => {
  const shared = {
    source: facts.source,
    tolerance: facts.failureLimit < 0 ? facts.count : facts.failureLimit,
    count: facts.count,
    windowSeconds: facts.query === null ? null : windowOf(facts.query),
    onNoData: withoutData(facts),
  } satisfies Partial<Condition>;
  if (facts.judgedBy !== null && facts.successCondition === null && facts.failureCondition === null) {
    return { conditions: [condition({ ...shared, metric: `${facts.name}: ${facts.judgedBy}`, comparator: 'ne', threshold: 0, onNoData: 'fire' })], passesWhen: [] };
  }
  const read = [
    { text: facts.failureCondition, wanted: true, prefix: facts.successCondition === null ? '' : 'failure' },
    { text: facts.successCondition, wanted: false, prefix: facts.failureCondition === null ? '' : 'inconclusive' },
  ].flatMap(({ text, wanted, prefix }) => (text === null ? [] : [{ text, prefix, ...alternativesOf(text, wanted) }]));

  const lone = read.length === 1 && read[0]?.alternatives.flatMap((one) => one.tests).length === 1;
  const conditions = read.flatMap(({ text, prefix, alternatives, error }): readonly Condition[] => {
    if (error !== null) {
      return [condition({ ...shared, name: prefix === '' ? null : prefix, metric: facts.name, comparator: 'ne', threshold: null, expression: text, opaque: error })];
    }
    const together = alternatives.filter((one) => one.tests.length > 1);
    return alternatives.flatMap((alternative) =>
      alternative.tests.map((test, index) => {
        const measured = /^result(?:\[0\])?$/.test(test.measured) ? facts.name : `${facts.name}: ${test.measured}`;
        const parts = [prefix, lone ? '' : test.measured, index > 0 ? String(index + 1) : ''].filter((part) => part !== '');
        return condition({
          ...shared,
          name: lone && prefix === '' ? null : parts.join(' '),
          metric: measured,
          comparator: test.comparator,
          threshold: test.threshold,
          ...(alternative.tests.length > 1 ? { conjunct: `${prefix}all${together.length > 1 ? `-${together.indexOf(alternative) + 1}` : ''}` } : {}),
        });
      }),
    );
  });
  const passesWhen = read.flatMap(({ alternatives }) => alternatives.flatMap((one) => (one.tests.length > 0 ? one.clauses.map((clause) => (clause.startsWith('not ') ? clause.slice(4) : `not ${clause}`)) : [])));
  return { conditions, passesWhen: [...new Set(passesWhen)].toSorted() };
};

const alternativesOf = (text: string, wanted: boolean): { readonly alternatives: readonly ExpressionAlternative[]; readonly error: string | null } => {
  if (text.includes('{{')) return { alternatives: [], error: `templated: ${text}` };
  const parsed = parseExpression(text);
  return 'error' in parsed ? { alternatives: [], error: parsed.error } : { alternatives: expressionAlternatives(parsed.expression, wanted), error: null };
};

/** What one measurement without data comes to; an error ends the metric only after several in a row. */
const withoutData = (metric: AnalysisMetric): OnNoData => {
  const once = { ...metric, failureLimit: 0, inconclusiveLimit: 0, consecutiveErrorLimit: 1, consecutiveSuccessLimit: null, count: null };
  const { measurements, undecidable } = evaluateMeasurements(once, [resultOf(metric, null)]);
  if (undecidable !== null) return 'unknown';
  const [phase] = measurements;
  return phase === 'Failed' ? 'fire' : phase === 'Successful' ? 'pass' : 'hold';
};

const windowOf = (query: string): number | null => {
  const parsed = parsePromql(query);
  if ('error' in parsed) return null;
  const ranges = selectorsOf(parsed.tree).flatMap((one) => (one.rangeSeconds === null ? [] : [one.rangeSeconds]));
  return ranges.length === 0 ? null : Math.max(...ranges);
};

/** A query in normal form, so that a new line is no change; as written where it is no PromQL. */
export const normalQuery = (query: string): string => {
  const parsed = parsePromql(query);
  return 'error' in parsed ? query.replaceAll(/\s+/g, ' ').trim() : printPromql(parsed.tree);
};
