import type { GateAdapter, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { condition, distinctSelectors, gateUnit } from '../formats/gate-unit.ts';
import { positionsOf } from '../formats/positions.ts';
import { type PythonCall, readPython } from '../formats/python-file.ts';
import type { Condition, Enforcement, GateUnit } from '../model.ts';

const FORMAT = 'deepeval';

/** Metrics that must stay at or under their threshold; all others must reach it (source of deepeval). */
const AT_MOST = new Set(['BiasMetric', 'ToxicityMetric', 'HallucinationMetric']);
const DEFAULT_THRESHOLD = 0.5;

const isMetric = (name: string): boolean => /^(?:[A-Z]\w*Metric|GEval|DAGMetric|ConversationalGEval|ArenaGEval)$/.test(name) && name !== 'BaseMetric';

/** Metrics of deepeval in Python tests, where they stand as literals; what a variable gives is opaque. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'deepeval',
  holds: 'metric, assert_test or evaluate call',
  recognises: ({ path, text }) => path.endsWith('.py') && /\bdeepeval\b/.test(text),
  read: (file): GateReading => {
    const python = readPython(file.text);
    if (python === null) return { units: [], problems: [{ path: file.path, source: null, message: 'the file is too long or nests too deeply, and was not read', hint: null }] };
    const selector = distinctSelectors();
    const positions = positionsOf(file.text);
    const marks = python.marks(positions);
    const units = python.calls.filter(({ name }) => isMetric(name)).map((call) => metricUnit(file.path, selector, call, positions.source(call.start, call.end), marks));
    if (units.length > 0) return { units, problems: [] };
    return { units: python.calls.filter(({ name }) => name === 'assert_test' || name === 'evaluate').map((call) => gateUnit({
      path: file.path, selector: selector(`${call.within}/${call.name}`), format: FORMAT, title: `${call.name} in ${call.within}`, enforcement: 'unverified', reason: 'what it evaluates is known only when it runs',
      link: 'test', source: positions.source(call.start, call.end), opaque: 'its metrics are made elsewhere: only running the file tells', body: call.text,
    })), problems: [], instead: python.calls.length === 0 ? 'has no code outside comments' : `calls ${[...new Set(python.calls.map(({ name }) => name))].slice(0, 5).join(', ')}` };
  },
  settings: {
    strict: { direction: 'more-is-stronger', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'strict_mode', fallback: false },
    model: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'model that grades' },
  },
  link: (own, all) => throughCi(own, all, /\bdeepeval\s+test|\bpytest\b/, 'the tests'),
};

const metricUnit = (path: string, selector: (wanted: string) => string, call: PythonCall, source: Condition['source'], marks: ReadonlyMap<number, string>): GateUnit => {
  const given = call.arguments.get('name')?.text;
  const name = given === undefined ? call.name : `${call.name} ${given}`;
  const threshold = call.arguments.get('threshold');
  const strict = call.arguments.get('strict_mode')?.value === true;
  const off = threshold !== undefined && threshold.value === null;
  const variable = threshold !== undefined && typeof threshold.value !== 'number' && !off;
  const atMost = AT_MOST.has(call.name);
  const limit = strict ? (atMost ? 0 : 1) : typeof threshold?.value === 'number' ? threshold.value : variable ? null : DEFAULT_THRESHOLD;
  const { enforcement, reason } = consequenceOf(call, off);
  return gateUnit({
    path,
    selector: selector(`${call.within}/${name}`),
    format: FORMAT,
    title: `${name} in ${call.within}`,
    enforcement,
    reason,
    link: 'metric',
    source,
    mark: marks.get(source.line) ?? null,
    conditions: off ? [] : [condition({
      metric: `${name} score`, comparator: atMost ? 'gt' : 'lt', threshold: limit, expression: limit === null ? (threshold?.text ?? null) : null, unit: 'ratio',
      opaque: limit === null ? 'a variable gives the threshold' : null, source,
    })],
    settings: { strict: strict ? true : null, model: call.arguments.get('model')?.text ?? null },
    body: call.text.replaceAll(/\s+/g, ' '),
  });
};

const consequenceOf = (call: PythonCall, off: boolean): { readonly enforcement: Enforcement; readonly reason: string } => {
  if (off) return { enforcement: 'observe', reason: 'threshold=None: it only scores' };
  return call.within === 'module' ? { enforcement: 'unverified', reason: 'whether a test asserts on it is known only when it runs' } : { enforcement: 'block', reason: 'assert_test fails the test' };
};
