import { posix } from 'node:path';
import { stringify } from 'yaml';
import { at, itemsOf, textOf } from '../formats/node.ts';
import { firingAlternatives, operands } from '../formats/promql/firing.ts';
import { seriesFor, type TestSeries } from '../formats/promql/inverse.ts';
import { parsePromql, type PromqlNode } from '../formats/promql/tree.ts';
import { readYaml } from '../formats/yaml-file.ts';
import type { LinkProof } from '../links/proof.ts';
import type { GateUnit } from '../model.ts';
import type { ReplayPoint } from '../adapter.ts';
import { inUnitOf, type RecordedFigure } from './figure.ts';

export interface PromtoolTests {
  /** A file for `promtool test rules`. */
  readonly text: string;
  /** Links for which no test can be written, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

const STEP_SECONDS = 60;

/** Header and schema of unit tests of rules: prometheus.io, "Unit Testing for Rules". */
const HEADER = `# Written by \`postmortem gates replay --promtool\` from the Signals of post-mortems; run with \`promtool test rules\`.
# Each alert is shown series on which its query has the recorded value, and must fire or stay silent as replay says.
`;

/**
 * Unit tests of the linked Prometheus alerts: series on which the alert's query has the incident's figure, and its normal one, and
 * what the replay says of each. `folder` is the repository-relative folder that the file is written to: promtool finds rules from there.
 */
export const promtoolTests = (proofs: readonly LinkProof[], text: (path: string) => string | null, folder: string): PromtoolTests => {
  const tests: object[] = [];
  const rules = new Set<string>();
  const skipped: { name: string; reason: string }[] = [];
  for (const proof of proofs) {
    if (proof.unit?.format !== 'prometheus') continue;
    const made = testsOf(proof, proof.unit, text(proof.unit.path));
    if (typeof made === 'string') skipped.push({ name: proof.unit.key, reason: made });
    else {
      tests.push(...made);
      rules.add(posix.relative(folder, proof.unit.path) || proof.unit.path);
    }
  }
  const document = { rule_files: [...rules].sort(), evaluation_interval: `${STEP_SECONDS}s`, tests };
  return { text: HEADER + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }), skipped };
};

const testsOf = ({ link, incident, normal }: LinkProof, unit: GateUnit, text: string | null): readonly object[] | string => {
  if (link.feed === null) return 'no row of Signals is linked to it';
  const rule = text === null ? null : findRule(unit, text);
  if (rule === null) return 'promtool reads plain rule files, not PrometheusRule objects or templates';
  const parsed = parsePromql(rule.expression);
  if ('error' in parsed) return parsed.error;
  const [alternative, ...others] = firingAlternatives(parsed.tree);
  const [test, ...further] = alternative?.tests ?? [];
  if (test === undefined || others.length > 0 || further.length > 0 || (alternative?.narrowing.length ?? 0) > 0) return 'its expression has several conditions, and one figure does not decide them';
  const phase = (name: 'incident' | 'normal', verdict: string | undefined): object | string | null => {
    if (verdict === undefined || link.feed === null) return null;
    return oneTest(unit, { ...rule, node: test.node }, link.feed.figure, name, verdict, `${link.payment.action ?? link.payment.incident} ${name}: ${link.feed.figure.metric}`);
  };
  const first = phase('incident', incident?.verdict);
  if (first === null || typeof first === 'string') return first ?? 'it has no verdict';
  const second = phase('normal', normal?.verdict);
  return second === null || typeof second === 'string' ? [first] : [first, second];
};

interface RuleText {
  readonly alert: string;
  readonly expression: string;
}

const findRule = (unit: GateUnit, text: string): RuleText | null => {
  for (const { root, opaque } of readYaml({ path: unit.path, text }).documents) {
    if (opaque !== null || at(root, 'kind') !== null) continue;
    for (const group of itemsOf(at(root, 'groups'))) {
      for (const rule of itemsOf(at(group, 'rules'))) {
        const [alert, expression] = [textOf(at(rule, 'alert')), textOf(at(rule, 'expr'))];
        if (rule.source.start === unit.source.start && alert !== null && expression !== null) return { alert, expression };
      }
    }
  }
  return null;
};

const oneTest = (unit: GateUnit, rule: RuleText & { readonly node: PromqlNode }, figure: RecordedFigure, phase: 'incident' | 'normal', verdict: string, name: string): object | string => {
  if (verdict === 'undecidable') return 'its replay is undecidable';
  const [condition] = unit.conditions;
  const point = condition === undefined ? null : inUnitOf(figure[phase], figure.unit, condition);
  if (condition === undefined || point === null) return 'its figure is in another unit';
  const hold = condition.holdSeconds ?? 0;
  if (verdict === 'silent' && point.durationSeconds !== null && point.durationSeconds < hold) return 'how long the incident lasted decides, which its series would only repeat';
  const series = inputSeries(rule.node, point, hold);
  if (typeof series === 'string') return series;
  const end = `${series.steps}m`;
  const firing = `count_over_time(ALERTS{alertname=${JSON.stringify(rule.alert)}, alertstate="firing"}[${end}])`;
  return {
    name,
    interval: `${STEP_SECONDS}s`,
    input_series: series.input,
    promql_expr_test: [{ expr: `(count(${firing}) or vector(0)) > bool 0`, eval_time: end, exp_samples: [{ labels: '{}', value: verdict === 'fires' ? 1 : 0 }] }],
  };
};

interface InputSeries {
  readonly steps: number;
  readonly input: readonly { readonly series: string; readonly values: string }[];
}

const inputSeries = (node: PromqlNode, point: ReplayPoint, hold: number): InputSeries | string => {
  const values = point.samples.filter((sample) => sample !== null);
  const [first] = values;
  if (first === undefined || values.length < point.samples.length) return 'a measurement without data has no series';
  const window = lookBack(node);
  if (values.length === 1) {
    const series = seriesFor(node, first);
    const steps = Math.ceil((window + hold) / STEP_SECONDS) + 5;
    return typeof series === 'string' ? series : { steps, input: series.map((one) => ({ series: printSeries(one), values: steady(one, steps) })) };
  }
  if (window > 0 || point.intervalSeconds === null || point.intervalSeconds < STEP_SECONDS) return 'its query looks back over a window, and the samples do not say what was in it';
  // Prometheus forgets a sample after five minutes, so each stands until the next.
  const repeats = Math.round(point.intervalSeconds / STEP_SECONDS);
  const columns = values.map((value) => seriesFor(node, value));
  const [shape] = columns;
  if (shape === undefined || typeof shape === 'string') return shape ?? 'there is no sample';
  if (shape.some(({ moves }) => moves !== 'level')) return 'its query compares with the time, and the samples do not say when each was taken';
  const input = shape.map((one, index) => ({
    series: printSeries(one),
    values: columns.map((column) => `${typeof column === 'string' ? '_' : (column[index]?.value ?? '_')}+0x${repeats - 1}`).join(' '),
  }));
  return { steps: values.length * repeats - 1, input };
};

/** Seconds of the past that a query needs to have a value: subqueries look back from where others look back. */
const lookBack = (node: PromqlNode): number => {
  const inner = Math.max(0, ...operands(node).map(lookBack));
  return node.kind === 'selector' ? (node.rangeSeconds ?? 0) : node.kind === 'subquery' ? inner + node.rangeSeconds : inner;
};

const printSeries = ({ name, labels }: TestSeries): string =>
  `${name}{${Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ')}}`;

/** promtool's short form `start+stepxtimes`. */
const steady = ({ moves, value }: TestSeries, steps: number): string => {
  switch (moves) {
    case 'level':
      return `${value}+0x${steps}`;
    case 'rate':
    case 'slope':
      return line(0, value * STEP_SECONDS, steps);
    case 'clock':
      return line(value, STEP_SECONDS, steps);
  }
};

const line = (start: number, step: number, steps: number): string => `${start}${step < 0 ? '-' : '+'}${Math.abs(step)}x${steps}`;
