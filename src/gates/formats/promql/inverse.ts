import { constantOf } from './constant.ts';
import { selectorsOf } from './selectors.ts';
import type { LabelMatcher, PromqlNode, PromqlOf } from './tree.ts';

/** A series for a promtool unit test: its labels, and how its value moves. */
export interface TestSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `level` stays at the value; `rate` counts up by the value each second, `slope` also down; `clock` starts at the value and rises by one each second, as time does. */
  readonly moves: 'level' | 'rate' | 'slope' | 'clock';
  readonly value: number;
}

type Series = readonly TestSeries[] | string;

/** A denominator of this size keeps the figures of a ratio readable. */
const WHOLE = 100;

/**
 * Series on which an expression has a given value, for the shapes that alerts are made of: selectors, rates, aggregations,
 * arithmetic with constants, ratios, quantiles of histograms. Otherwise the reason why there are none.
 */
export const seriesFor = (node: PromqlNode, value: number): Series => {
  switch (node.kind) {
    case 'selector':
      return node.rangeSeconds === null ? one(node, 'level', value) : 'a range stands where a value is expected';
    case 'unary':
      return seriesFor(node.inner, node.operator === '-' ? -value : value);
    case 'aggregate':
      return aggregateSeries(node, value);
    case 'call':
      return callSeries(node, value);
    case 'binary':
      return binarySeries(node, value);
    case 'subquery':
    case 'number':
    case 'string':
      return `no series is known for ${node.kind === 'subquery' ? 'a subquery' : 'a constant'}`;
  }
};

const one = (selector: PromqlOf<'selector'>, moves: TestSeries['moves'], value: number): Series => {
  const labels = labelsFor(selector.matchers);
  if (typeof labels === 'string') return labels;
  if (selector.name === '') return 'a selector has no metric name';
  if (moves === 'rate' && value < 0) return 'a counter cannot fall';
  return [{ name: selector.name, labels, moves, value }];
};

const SAME: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max', 'topk', 'bottomk', 'quantile']);

const aggregateSeries = (node: PromqlOf<'aggregate'>, value: number): Series => {
  const operand = node.arguments.at(-1);
  if (operand === undefined || !SAME.has(node.operator)) return `no series is known for ${node.operator}()`;
  return seriesFor(operand, value);
};

const LEVELS: ReadonlySet<string> = new Set(['avg_over_time', 'min_over_time', 'max_over_time', 'last_over_time', 'quantile_over_time']);
const IDENTITIES: ReadonlySet<string> = new Set(['sort', 'sort_desc', 'label_replace', 'label_join']);

const callSeries = (node: PromqlOf<'call'>, value: number): Series => {
  const range = node.arguments.find((argument) => argument.kind === 'selector' && argument.rangeSeconds !== null);
  if (range?.kind === 'selector' && range.rangeSeconds !== null) {
    if (node.name === 'rate' || node.name === 'irate') return one(range, 'rate', value);
    if (node.name === 'increase') return one(range, 'rate', value / range.rangeSeconds);
    if (LEVELS.has(node.name)) return one(range, 'level', value);
    if (node.name === 'deriv') return one(range, 'slope', value);
    if (node.name === 'delta') return one(range, 'slope', value / range.rangeSeconds);
  }
  // What stays the same all the time has one value at each step of a subquery.
  const inner = node.arguments.find((argument) => argument.kind === 'subquery');
  if (inner?.kind === 'subquery' && LEVELS.has(node.name)) return seriesFor(inner.inner, value);
  const [first, second] = node.arguments;
  if (node.name === 'histogram_quantile' && first !== undefined && second !== undefined) return quantileSeries(first, second, value);
  if (IDENTITIES.has(node.name) && first !== undefined) return seriesFor(first, value);
  return `no series is known for ${node.name}()`;
};

/** All observations below one bucket: a quantile interpolates between 0 and its bound (Prometheus, `histogram_quantile`). */
const quantileSeries = (quantile: PromqlNode, operand: PromqlNode, value: number): Series => {
  const share = constantOf(quantile);
  if (share === null || share <= 0 || value < 0) return 'the quantile is no constant';
  const base = seriesFor(operand, 1);
  if (typeof base === 'string') return base;
  const [bucket] = base;
  if (bucket === undefined) return 'the histogram has no series';
  return [String(value / share), '+Inf'].map((le) => ({ ...bucket, labels: { ...bucket.labels, le } }));
};

const binarySeries = (node: PromqlOf<'binary'>, value: number): Series => {
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (right !== null) {
    const wanted = { '+': value - right, '-': value + right, '*': value / right, '/': value * right }[node.operator];
    return wanted === undefined ? `no series is known for "${node.operator}"` : seriesFor(node.left, wanted);
  }
  if (left !== null) {
    const wanted = { '+': value - left, '-': left - value, '*': value / left, '/': left / value }[node.operator];
    return wanted === undefined ? `no series is known for "${node.operator}"` : seriesFor(node.right, wanted);
  }
  if (node.operator === '-' && isTime(node.left)) return clockSeries(node.right, -value);
  if (node.operator === '-' && isTime(node.right)) return clockSeries(node.left, value);
  if (node.operator !== '/') return `no series is known for "${node.operator}" of two queries`;
  const numerator = seriesFor(node.left, value * WHOLE);
  const denominator = seriesFor(node.right, WHOLE);
  if (typeof numerator === 'string') return numerator;
  return typeof denominator === 'string' ? denominator : together(node.right, numerator, denominator);
};

const isTime = (node: PromqlNode): boolean => node.kind === 'call' && node.name === 'time';

/** Series that hold a time: always `ahead` seconds from now, which is in the past where it is negative. A test begins at the time 0. */
const clockSeries = (node: PromqlNode, ahead: number): Series => {
  if (!holdsTime(node)) return 'time() is compared with more than a series';
  const series = seriesFor(node, ahead);
  return typeof series === 'string' ? series : series.map((each) => ({ ...each, moves: 'clock' }));
};

const holdsTime = (node: PromqlNode): boolean => {
  const operand = node.kind === 'aggregate' && SAME.has(node.operator) ? node.arguments.at(-1) : undefined;
  return node.kind === 'selector' || (operand !== undefined && holdsTime(operand));
};

/** Errors are requests too: what the numerator counts is part of the denominator where its selector lets it in. */
const together = (denominator: PromqlNode, part: readonly TestSeries[], whole: readonly TestSeries[]): Series => {
  const selectors = selectorsOf(denominator);
  const counted = part.filter((series) => selectors.some((selector) => admits(selector, series)));
  const [total] = whole;
  if (counted.length === 0 || total === undefined) return [...part, ...whole];
  const rest = total.value - counted.reduce((sum, series) => sum + series.value, 0);
  if (rest < 0) return 'the part would be larger than the whole';
  const labels = { ...total.labels, postmortem: 'rest' };
  const other = { ...total, labels, value: rest };
  return part.some((series) => sameLabels(series, other)) ? 'the part and the whole are one series' : [...part, other];
};

const sameLabels = (one: TestSeries, other: TestSeries): boolean => one.name === other.name && JSON.stringify(Object.entries(one.labels).toSorted()) === JSON.stringify(Object.entries(other.labels).toSorted());

const admits = (selector: PromqlOf<'selector'>, series: TestSeries): boolean =>
  selector.name === series.name && selector.matchers.every((matcher) => satisfies(matcher, series.labels[matcher.label] ?? ''));

const satisfies = ({ operator, value }: LabelMatcher, given: string): boolean => {
  if (operator === '=') return given === value;
  if (operator === '!=') return given !== value;
  const pattern = readPattern(value);
  return pattern !== null && pattern.test(given) === (operator === '=~');
};

/** Patterns of alerts are short; a long one is not tried. */
const readPattern = (text: string): RegExp | null => {
  if (text.length > 200 || /\([^)]*[+*][^)]*\)[+*]/.test(text)) return null;
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    return null;
  }
};

/** Labels that satisfy all matchers, or why none are known. */
const labelsFor = (matchers: readonly LabelMatcher[]): Readonly<Record<string, string>> | string => {
  const labels: Record<string, string> = {};
  for (const { label, operator, value } of matchers) if (operator === '=' || operator === '=~') labels[label] ??= operator === '=' ? value : sampleOf(value);
  const open = matchers.find((matcher) => !satisfies(matcher, labels[matcher.label] ?? ''));
  if (open === undefined) return labels;
  for (const candidate of ['other', '0', '200', 'a']) {
    const tried = { ...labels, [open.label]: candidate };
    if (matchers.every((matcher) => satisfies(matcher, tried[matcher.label] ?? ''))) return tried;
  }
  return `no label value is known for ${open.label}${open.operator}"${open.value}"`;
};

/** A text that a simple pattern matches: `5..` gives `500`, `a|b` gives `a`. */
const sampleOf = (pattern: string): string =>
  pattern
    .replace(/^\((?:\?:)?([^()]*)\)/, (_, inner: string) => inner.split('|')[0] ?? '')
    .replace(/\|.*$/s, '')
    .replace(/\[([^\]^])[^\]]*\]/g, '$1')
    .replace(/\\d\+?/g, '0')
    .replace(/\.[*+]/g, 'x')
    .replace(/(?<!\\)\./g, '0')
    .replace(/\\(.)/g, '$1')
    .replace(/[?$^]/g, '');
