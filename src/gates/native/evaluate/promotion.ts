import { COMPARATOR_SIGNS, holds } from '../../comparator.ts';
import { printNumber } from '../../compare/print.ts';
import type { PromotionGate } from '../schema.ts';
import type { Results } from './results.ts';
import { failed, passed, withoutData, type GateResult } from './verdict.ts';

/** Text of a file beside the gate file; null where there is none. */
export type LoadText = (path: string) => string | null;

interface Measured {
  readonly value: number | null;
  readonly sampleSize: number | null;
  readonly baseline: number | null;
}

/** A promotion gate passes iff its value OP threshold, on enough samples, and every baseline clause holds. */
export const evaluatePromotion = (gate: PromotionGate, results: Results, load: LoadText): GateResult => {
  const name = `promotion/${gate.id}`;
  const measured = measuredValue(gate, results, load);
  const noData = (reason: string): GateResult => withoutData(name, gate.enforcement, gate.onNoData, reason);
  if (typeof measured === 'string') return noData(measured);
  const { value, sampleSize, baseline } = measured;
  if (value === null || !Number.isFinite(value)) return noData(`${gate.metric} has no value`);
  const least = gate.minSampleSize ?? 0;
  if (least > 0 && sampleSize === null) return noData(`${gate.metric} does not say of how many samples it is, and needs ${least}`);
  if (sampleSize !== null && sampleSize < least) return noData(`${gate.metric} is of ${sampleSize} samples, and needs ${least}`);
  const unit = gate.unit === undefined ? '' : ` ${gate.unit}`;
  const bound = `${COMPARATOR_SIGNS[gate.op]} ${printNumber(gate.threshold)}${unit}`;
  if (!holds(value, gate.op, gate.threshold)) return failed(name, gate.enforcement, `${gate.metric} is ${printNumber(value)}${unit}, and must be ${bound}`);
  if (gate.baseline === undefined) return passed(name, `${gate.metric} is ${printNumber(value)}${unit}, ${bound}`);
  if (baseline === null) return noData(`the figure of ${gate.baseline.ref} is not stated`);
  const missed = missedClause(gate.baseline, value, baseline);
  const against = `${printNumber(value)}${unit} against ${printNumber(baseline)}${unit} of ${gate.baseline.ref}`;
  return missed === null ? passed(name, `${gate.metric} is ${against}, ${bound}`) : failed(name, gate.enforcement, `${gate.metric} is ${against}, and must ${missed}`);
};

/** The clause that does not hold, in words; after MLflow's MetricThreshold, mirrored where less is better. */
const missedClause = (clauses: NonNullable<PromotionGate['baseline']>, value: number, baseline: number): string | null => {
  const { minAbsoluteChange: absolute, minRelativeChange: relative, greaterIsBetter } = clauses;
  const gain = greaterIsBetter ? value - baseline : baseline - value;
  // What arithmetic adds beyond twelve digits decides nothing.
  const reaches = (least: number): boolean => Number((gain - least).toPrecision(12)) >= -1e-12 * Math.max(1, Math.abs(baseline));
  const direction = greaterIsBetter ? 'gain' : 'fall';
  if (absolute !== undefined && !reaches(absolute)) return `${direction} at least ${printNumber(absolute)}`;
  if (relative !== undefined && !reaches(Math.abs(baseline) * relative)) return `${direction} at least ${printNumber(relative * 100)} %`;
  return null;
};

/** The value from the results, else from the file that the gate names; in words why there is none. */
const measuredValue = (gate: PromotionGate, results: Results, load: LoadText): Measured | string => {
  const given = results.promotion?.[gate.id];
  const stated: Measured | null =
    given === undefined ? null : given === null || typeof given === 'number' ? { value: given, sampleSize: null, baseline: null } : { value: given.value, sampleSize: given.sampleSize ?? null, baseline: given.baseline ?? null };
  if (stated !== null) return stated;
  if (gate.source === undefined) return `the results have no "promotion.${gate.id}"`;
  const text = load(gate.source.file);
  if (text === null) return `there is no ${gate.source.file}`;
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return `${gate.source.file} is not JSON`;
  }
  return fromReport(gate, gate.source, report);
};

const fromReport = (gate: PromotionGate, { file, pointer }: NonNullable<PromotionGate['source']>, report: unknown): Measured | string => {
  const value = atPointer(report, pointer);
  const around = atPointer(report, pointer.slice(0, pointer.lastIndexOf('/')));
  const holder = isMap(value) ? value : isMap(around) ? around : {};
  const figure = isMap(value) ? value['value'] : value;
  if (typeof figure !== 'number') return figure === undefined ? `${file} has nothing at ${pointer}` : `${file} has no number at ${pointer}`;
  const [size, baseline] = [holder['sampleSize'], gate.baseline === undefined ? null : holder['baseline']];
  return { value: figure, sampleSize: typeof size === 'number' ? size : null, baseline: typeof baseline === 'number' ? baseline : null };
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The value that a JSON pointer leads to (RFC 6901); undefined where it leads nowhere. */
export const atPointer = (value: unknown, pointer: string): unknown => {
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(here)) here = /^\d+$/.test(key) ? (here[Number(key)] as unknown) : undefined;
    else here = isMap(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  }
  return here;
};
