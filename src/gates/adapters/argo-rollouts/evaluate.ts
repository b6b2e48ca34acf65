import { evaluateExpression, type Value } from '../../formats/expression/evaluate.ts';
import { indexes } from '../../formats/expression/firing.ts';
import { type Expression, parseExpression } from '../../formats/expression/parse.ts';

/** What of a metric decides its phase. */
export interface AnalysisMetric {
  readonly successCondition: string | null;
  readonly failureCondition: string | null;
  /** Failed measurements tolerated; -1 counts none of them. */
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
  /** Successes in a row that end the metric well; null where it is not asked for. */
  readonly consecutiveSuccessLimit: number | null;
  /** Measurements to take; null goes on until the run is terminated. */
  readonly count: number | null;
}

export type Phase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error' | 'Running';

export interface AnalysisResult {
  readonly phase: Phase;
  /** Phase of each measurement taken; none are taken once the metric has ended. */
  readonly measurements: readonly Exclude<Phase, 'Running'>[];
  readonly reason: string;
  /** A part of a condition that is not evaluated here; then the phase means nothing. */
  readonly undecidable: string | null;
}

/**
 * What the controller makes of a metric's measurements: each is judged by the conditions, and the counts of failures, inconclusive
 * ones and errors in a row end the metric. A measurement is the query's result: a number, or a list for a vector (empty for no
 * data). Measurements that run out before the count leave it `Running`; a run that is terminated then counts as successful.
 * Source: argo-rollouts, `analysis/analysis.go` and `utils/evaluate/evaluate.go`.
 */
export const evaluateMeasurements = (metric: AnalysisMetric, samples: readonly Value[]): AnalysisResult => {
  const conditions = readConditions(metric);
  const measurements: Exclude<Phase, 'Running'>[] = [];
  const end = (phase: Phase, reason: string): AnalysisResult => ({ phase, measurements, reason, undecidable: null });
  const seen = { failed: 0, inconclusive: 0, errors: 0, successes: 0, counted: 0 };
  const target = metric.count ?? Number.POSITIVE_INFINITY;
  for (const sample of samples) {
    const judged = judge(conditions, sample);
    if (judged.undecidable !== undefined) return { phase: 'Running', measurements, reason: judged.undecidable, undecidable: judged.undecidable };
    measurements.push(judged.phase);
    if (judged.phase === 'Error') seen.errors += 1;
    else {
      seen.errors = 0;
      seen.counted += 1;
    }
    seen.successes = judged.phase === 'Successful' ? seen.successes + 1 : 0;
    if (judged.phase === 'Failed') seen.failed += 1;
    if (judged.phase === 'Inconclusive') seen.inconclusive += 1;
    if (metric.failureLimit >= 0 && seen.failed > metric.failureLimit) return end('Failed', `${times(seen.failed, 'failed measurement')}, more than failureLimit ${metric.failureLimit}`);
    if (seen.inconclusive > metric.inconclusiveLimit) return end('Inconclusive', `${times(seen.inconclusive, 'inconclusive measurement')}, more than inconclusiveLimit ${metric.inconclusiveLimit}`);
    if (seen.errors > metric.consecutiveErrorLimit) return end('Error', `${times(seen.errors, 'error')} in a row, more than consecutiveErrorLimit ${metric.consecutiveErrorLimit} (${judged.reason})`);
    const enough = metric.consecutiveSuccessLimit ?? 0;
    if (enough > 0 && seen.successes >= enough) return end('Successful', `${enough} successes in a row`);
    if (seen.counted >= target) {
      return enough > 0
        ? end('Inconclusive', `${times(seen.counted, 'measurement')} taken without ${enough} successes in a row`)
        : end('Successful', `${times(seen.failed, 'failed measurement')} of ${seen.counted}, failureLimit ${metric.failureLimit}`);
    }
  }
  return end('Running', `${times(seen.failed, 'failed measurement')} of ${measurements.length}, failureLimit ${metric.failureLimit}: not yet decided`);
};

const times = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

interface Conditions {
  readonly success: Expression | null;
  readonly failure: Expression | null;
  readonly error: string | null;
}

const readConditions = (metric: AnalysisMetric): Conditions => {
  const success = metric.successCondition === null ? null : parseExpression(metric.successCondition);
  const failure = metric.failureCondition === null ? null : parseExpression(metric.failureCondition);
  const error = success !== null && 'error' in success ? success.error : failure !== null && 'error' in failure ? failure.error : null;
  return {
    success: success !== null && 'expression' in success ? success.expression : null,
    failure: failure !== null && 'expression' in failure ? failure.expression : null,
    error,
  };
};

interface Judged {
  readonly phase: Exclude<Phase, 'Running'>;
  readonly reason: string;
  readonly undecidable?: string;
}

/** Success only: otherwise failed. Failure only: otherwise successful. Both: failure wins, and neither is inconclusive. None: successful. */
const judge = ({ success, failure, error }: Conditions, result: Value): Judged => {
  if (error !== null) return { phase: 'Error', reason: error };
  const failed = failure === null ? null : ask(failure, result);
  const succeeded = success === null ? null : ask(success, result);
  for (const one of [failed, succeeded]) {
    if (one !== null && typeof one !== 'boolean') {
      return 'undecidable' in one ? { phase: 'Error', reason: one.undecidable, undecidable: one.undecidable } : { phase: 'Error', reason: one.error };
    }
  }
  if (failed === true) return { phase: 'Failed', reason: 'failureCondition holds' };
  if (succeeded === true) return { phase: 'Successful', reason: 'successCondition holds' };
  if (succeeded === false) return failure === null ? { phase: 'Failed', reason: 'successCondition does not hold' } : { phase: 'Inconclusive', reason: 'neither condition holds' };
  return { phase: 'Successful', reason: failure === null ? 'no condition' : 'failureCondition does not hold' };
};

const ask = (condition: Expression, result: Value): boolean | { readonly error: string } | { readonly undecidable: string } => {
  const answer = evaluateExpression(condition, { result });
  if (!('value' in answer)) return answer;
  return typeof answer.value === 'boolean' ? answer.value : { error: 'the condition gives no true or false' };
};

/** The query's result in the shape that a metric's conditions look for: a list where they index it. Null is no data. */
export const resultOf = (metric: Pick<AnalysisMetric, 'successCondition' | 'failureCondition'>, value: number | null): Value => {
  const asList = [metric.successCondition, metric.failureCondition].some((text) => {
    const parsed = text === null ? null : parseExpression(text);
    return parsed !== null && 'expression' in parsed && indexes(parsed.expression, 'result');
  });
  if (!asList) return value;
  return value === null ? [] : [value];
};
