import { COMPARATOR_SIGNS, holds } from '../../comparator.ts';
import { printNumber } from '../../compare/print.ts';
import { canonicalJson } from '../../fingerprint.ts';
import type { Canary, Divergence } from '../schema.ts';
import type { LoadText } from './promotion.ts';
import type { Measurement, Output, Results } from './results.ts';
import { failed, passed, withoutData, type GateResult } from './verdict.ts';

/** Divergence of one measurement: overall, and of each slice. */
interface Figure {
  readonly value: number | null;
  readonly pairs: number;
  readonly slices: ReadonlyMap<string, { readonly value: number | null; readonly pairs: number }>;
}

/** What one look at the canary gave for one gate, or why it gave nothing. */
type Look = Figure | string;

/**
 * Judges the canary on the same inputs as the version that runs today: each gate on every measurement, overall and by slice. A look
 * with fewer joined pairs than needed is an error, not a pass.
 */
export const evaluateCanary = (canary: Canary, results: Results, load: LoadText): readonly GateResult[] => {
  const { compare, analysis, enforcement } = canary;
  const names = compare.divergence.map(({ id }) => `canary/${id}`);
  if (compare.inputs === 'none') return names.map((name) => withoutData(name, enforcement, analysis.onNoData, 'the two versions see different inputs: nothing is compared'));
  if (names.length === 0) return [withoutData('canary/analysis', enforcement, analysis.onNoData, 'no divergence is bounded: nothing is compared')];
  const measurements = results.canary?.measurements ?? [];
  const joined = measurements.map((measurement) => readMeasurement(measurement, compare.joinKey ?? null, load));
  return compare.divergence.map((gate) => judgeGate(gate, canary, joined.map((one) => (typeof one === 'string' ? one : one(gate)))));
};

const judgeGate = (gate: Divergence, { compare, analysis, enforcement }: Canary, looks: readonly Look[]): GateResult => {
  const name = `canary/${gate.id}`;
  const details: string[] = [];
  let violations = 0;
  let errors = 0;
  let mostErrors = 0;
  let worst: number | null = null;
  for (const [index, look] of looks.entries()) {
    const problem = typeof look === 'string' ? look : tooFew(look, compare.minOverlap);
    if (typeof look === 'string' || problem !== null) {
      errors += 1;
      mostErrors = Math.max(mostErrors, errors);
      details.push(`measurement ${index + 1}: ${problem ?? ''}`);
      continue;
    }
    errors = 0;
    const over = violationsOf(gate, look);
    if (over.length > 0) violations += 1;
    details.push(...over.map((text) => `measurement ${index + 1}: ${text}`));
    if (look.value !== null && (worst === null || holds(look.value, gate.op === 'lt' || gate.op === 'lte' ? 'gt' : 'lt', worst))) worst = look.value;
  }
  const bound = `${COMPARATOR_SIGNS[gate.op]} ${printNumber(gate.threshold)}`;
  if (violations > analysis.failureLimit) return failed(name, enforcement, `${gate.metric} was not ${bound} in ${violations} of ${looks.length} measurements, and ${analysis.failureLimit} are tolerated`, details);
  if (mostErrors > analysis.consecutiveErrorLimit) return { ...withoutData(name, enforcement, analysis.onNoData, `${mostErrors} measurements in a row gave nothing, and ${analysis.consecutiveErrorLimit} are tolerated`), details };
  if (looks.length < analysis.count) return { ...withoutData(name, enforcement, analysis.onNoData, `${looks.length} of ${analysis.count} measurements were made`), details };
  if (worst === null) return { ...withoutData(name, enforcement, analysis.onNoData, 'no measurement gave a figure'), details };
  return passed(name, `${gate.metric} was at worst ${printNumber(worst)}, ${bound}, in ${looks.length} measurements`, details);
};

const tooFew = ({ value, pairs }: Figure, least: number): string | null => {
  if (pairs < least) return `${pairs} joined pairs, and ${least} are needed`;
  return value === null || pairs === 0 ? 'no joined pair' : null;
};

const violationsOf = (gate: Divergence, figure: Figure): readonly string[] => {
  const found: string[] = [];
  if (figure.value !== null && !holds(figure.value, gate.op, gate.threshold)) found.push(`${printNumber(figure.value)} overall (${figure.pairs} pairs)`);
  for (const [slice, { value, pairs }] of figure.slices) {
    if (gate.slices.includes(slice.split('=')[0] ?? '') && value !== null && !holds(value, gate.op, gate.threshold)) found.push(`${printNumber(value)} in ${slice} (${pairs} pairs)`);
  }
  return found;
};

/** A measurement as a question that each gate asks; in words why it has no answer. */
const readMeasurement = (measurement: Measurement, joinKey: string | null, load: LoadText): ((gate: Divergence) => Look) | string => {
  if (measurement === null) return 'the measurement failed';
  if ('divergence' in measurement) {
    return ({ id }) => {
      const figure = measurement.divergence[id];
      return figure === undefined ? `it has no figure for "${id}"` : { value: figure.value, pairs: figure.pairs, slices: new Map(Object.entries(figure.slices ?? {})) };
    };
  }
  if (joinKey === null) return 'compare.joinKey is missing: nothing says which outputs belong to one input';
  const [incumbent, candidate] = [readOutputs(measurement.incumbent, load), readOutputs(measurement.candidate, load)];
  if (typeof incumbent === 'string') return incumbent;
  if (typeof candidate === 'string') return candidate;
  const pairs = joinOutputs(incumbent, candidate, joinKey);
  return (gate) => divergenceOf(gate, pairs);
};

const readOutputs = (outputs: readonly Output[] | string, load: LoadText): readonly Output[] | string => {
  if (typeof outputs !== 'string') return outputs;
  const text = load(outputs);
  if (text === null) return `there is no ${outputs}`;
  const read: Output[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    try {
      const value: unknown = JSON.parse(line);
      if (value === null || typeof value !== 'object' || !('outputs' in value) || value.outputs === null || typeof value.outputs !== 'object') return `${outputs}:${index + 1} has no "outputs"`;
      read.push({ ...value, outputs: { ...value.outputs } });
    } catch {
      return `${outputs}:${index + 1} is not JSON`;
    }
  }
  return read;
};

type Pair = readonly [incumbent: Output, candidate: Output];

/** Outputs of both versions for the same input. An input that one version saw twice is ambiguous and joins nothing. */
const joinOutputs = (incumbent: readonly Output[], candidate: readonly Output[], joinKey: string): readonly Pair[] => {
  const known = byKey(incumbent, joinKey);
  return [...byKey(candidate, joinKey)].flatMap(([key, output]) => {
    const partner = known.get(key);
    return output === null || partner === null || partner === undefined ? [] : [[partner, output] as const];
  });
};

const byKey = (outputs: readonly Output[], joinKey: string): ReadonlyMap<string, Output | null> => {
  const found = new Map<string, Output | null>();
  for (const output of outputs) {
    const key = output[joinKey];
    if (typeof key === 'string' || typeof key === 'number') found.set(String(key), found.has(String(key)) ? null : output);
  }
  return found;
};

const share = ({ different, pairs }: { readonly different: number; readonly pairs: number }) => ({ value: different / pairs, pairs });

/** The share of joined pairs in which the two versions' outputs for a gate differ, overall and by each value of its slices. */
const divergenceOf = (gate: Divergence, pairs: readonly Pair[]): Figure => {
  const tally = new Map<string, { different: number; pairs: number }>();
  const count = (slice: string, different: boolean): void => {
    const known = tally.get(slice) ?? { different: 0, pairs: 0 };
    tally.set(slice, { different: known.different + Number(different), pairs: known.pairs + 1 });
  };
  for (const [old, fresh] of pairs) {
    if (!(gate.id in old.outputs) || !(gate.id in fresh.outputs)) continue;
    const different = canonicalJson(old.outputs[gate.id]) !== canonicalJson(fresh.outputs[gate.id]);
    count('', different);
    for (const dimension of gate.slices) count(`${dimension}=${String(fresh[dimension] ?? 'unknown')}`, different);
  }
  const overall = tally.get('');
  tally.delete('');
  return { ...(overall === undefined ? { value: null, pairs: 0 } : share(overall)), slices: new Map([...tally].map(([slice, one]) => [slice, share(one)])) };
};
