import type { ReplayPoint, ReplayVerdict } from '../../adapter.ts';
import type { GateUnit } from '../../model.ts';
import { evaluateMeasurements, resultOf } from './evaluate.ts';
import { analysisMetric, numberSetting } from './unit.ts';

/** A measurement repeated this often decides any metric that people write. */
const MOST_MEASUREMENTS = 1000;

/** Judges the figures as the controller would. One figure stands for as many measurements as the state lasted. */
export const replayMetric = (unit: GateUnit, point: ReplayPoint): ReplayVerdict | null => {
  const metric = analysisMetric(unit);
  if (metric.successCondition === null && metric.failureCondition === null) return null;
  const interval = numberSetting(unit, 'interval');
  const enough = metric.count ?? Math.max(metric.failureLimit, metric.inconclusiveLimit, metric.consecutiveErrorLimit) + 1;
  const lasted = point.durationSeconds === null || interval === null || interval <= 0 ? enough : Math.floor(point.durationSeconds / interval) + 1;
  const [single = null] = point.samples;
  const samples = point.samples.length > 1 ? point.samples : Array.from({ length: Math.min(lasted, enough, MOST_MEASUREMENTS) }, () => single);
  const result = evaluateMeasurements(metric, samples.map((one) => resultOf(metric, one)));
  if (result.undecidable !== null) return { verdict: 'undecidable', reason: result.undecidable };
  switch (result.phase) {
    case 'Failed':
      return { verdict: 'fires', reason: `the analysis fails: ${result.reason}` };
    case 'Error':
      return { verdict: 'fires', reason: `the analysis ends in error and aborts: ${result.reason}` };
    case 'Inconclusive':
      return { verdict: 'fires', reason: `the analysis is inconclusive and pauses: ${result.reason}` };
    case 'Successful':
      return { verdict: 'silent', reason: `the analysis passes: ${result.reason}` };
    case 'Running':
      return { verdict: 'silent', reason: result.reason };
  }
};
