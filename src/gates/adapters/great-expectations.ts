import type { GateAdapter, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { condition, distinctSelectors, gateUnit, lintOf } from '../formats/gate-unit.ts';
import { readJson } from '../formats/json-file.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, numberOf, opaqueReason, textOf, textsOf } from '../formats/node.ts';
import type { Condition, GateUnit } from '../model.ts';

const FORMAT = 'great-expectations';

/** Expectations on a figure of the whole column or table, not on each row. */
const OF_THE_WHOLE = /_(?:mean|median|min|max|sum|stdev|quantile_values|unique_value_count|proportion_of_unique_values|row_count|column_count|most_common_value|kl_divergence|proportion_of_non_null_values)_to_/;

/** Suites of Great Expectations, as JSON. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'Great Expectations',
  holds: 'expectation',
  recognises: ({ path, text }) => path.endsWith('.json') && text.includes('"expectations"') && /"(?:expectation_type|type)"\s*:\s*"expect_/.test(text),
  read: (file): GateReading => {
    const { root, opaque, problems } = readJson(file);
    const suite = textOf(at(root, 'expectation_suite_name')) ?? textOf(at(root, 'name')) ?? 'suite';
    const selector = distinctSelectors();
    return { units: itemsOf(at(root, 'expectations')).map((node) => expectationUnit(file.path, suite, selector, node, opaque)), problems };
  },
  settings: {
    allowed: { direction: 'more-is-weaker', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'values allowed' },
    forbidden: { direction: 'more-is-stronger', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'values forbidden' },
    minValue: { direction: 'more-is-stronger', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'lowest value of a row', fallback: Number.NEGATIVE_INFINITY },
    maxValue: { direction: 'more-is-weaker', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'highest value of a row', fallback: Number.POSITIVE_INFINITY },
    regex: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'pattern' },
    rows: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'rows looked at (row_condition)' },
  },
  link: (own, all) => throughCi(own, all, /great_expectations|\bgx\b|checkpoint\s+run/, 'the suite'),
  lint: (own) => own.flatMap((unit) => {
    const low = unit.conditions.find(({ comparator }) => comparator === 'lt' || comparator === 'lte');
    const high = unit.conditions.find(({ comparator }) => comparator === 'gt' || comparator === 'gte');
    const exact = low !== undefined && high !== undefined && low.metric === high.metric && low.threshold === high.threshold;
    return exact ? [lintOf(unit, 'exact-bound', 'warning', `${unit.title} allows one value only (${low.threshold ?? ''}), as a profiler writes it: any real change fails it, and so it gets widened.`, 'State the range that the data may take.')] : [];
  }),
};

const expectationUnit = (path: string, suite: string, selector: (wanted: string) => string, node: ConfigNode, opaque: string | null): GateUnit => {
  const type = textOf(at(node, 'expectation_type')) ?? textOf(at(node, 'type')) ?? 'expectation';
  const kwargs = at(node, 'kwargs');
  const column = textOf(at(kwargs, 'column'));
  const wholly = OF_THE_WHOLE.test(type);
  const inSet = at(kwargs, 'value_set');
  const values = inSet === null ? null : textsOf(inSet).toSorted();
  const negative = type.includes('_not_');
  return gateUnit({
    path,
    selector: selector([suite, type, ...(column === null ? [] : [column])].join('/')),
    format: FORMAT,
    title: `${type}${column === null ? '' : ` of ${column}`}`,
    enforcement: 'block',
    reason: 'the validation does not succeed; whether its caller stops is decided there',
    link: 'expectation',
    source: node.source,
    mark: node.mark,
    conditions: wholly ? boundsOf(type, column, kwargs, node) : [rowsCondition(type, column, kwargs, node)],
    settings: {
      allowed: negative ? null : values,
      forbidden: negative ? values : null,
      minValue: wholly ? null : numberOf(at(kwargs, 'min_value')),
      maxValue: wholly ? null : numberOf(at(kwargs, 'max_value')),
      regex: textOf(at(kwargs, 'regex')),
      rows: textOf(at(kwargs, 'row_condition')),
    },
    opaque: opaque ?? opaqueReason(node),
    body: `${type} ${canonical(kwargs)}`,
  });
};

/** `expect_column_mean_to_be_between` of `price` measures "mean of price". */
const boundsOf = (type: string, column: string | null, kwargs: ConfigNode | null, node: ConfigNode): readonly Condition[] => {
  const figure = type.replace(/^expect_(?:column_|table_)?/, '').replace(/_to_.*$/, '').replaceAll('_', ' ');
  const metric = column === null ? figure : `${figure} of ${column}`;
  const bound = (key: string, comparator: 'lt' | 'lte' | 'gt' | 'gte'): readonly Condition[] => {
    const value = at(kwargs, key);
    const threshold = numberOf(value);
    return value === null || threshold === null ? [] : [condition({ metric, comparator, threshold, onNoData: 'fire', source: value.source })];
  };
  const exact = at(kwargs, 'value');
  const value = numberOf(exact);
  return [
    ...bound('min_value', booleanOf(at(kwargs, 'strict_min')) === true ? 'lte' : 'lt'),
    ...bound('max_value', booleanOf(at(kwargs, 'strict_max')) === true ? 'gte' : 'gt'),
    ...(value === null ? [] : [condition({ metric, comparator: 'ne', threshold: value, onNoData: 'fire', source: exact?.source ?? node.source })]),
  ];
};

/** An expectation on rows fails when fewer than `mostly` of them meet it. */
const rowsCondition = (type: string, column: string | null, kwargs: ConfigNode | null, node: ConfigNode): Condition => {
  const mostly = at(kwargs, 'mostly');
  return condition({
    metric: `share of rows${column === null ? '' : ` of ${column}`} that meet ${type}`,
    comparator: 'lt',
    threshold: numberOf(mostly) ?? 1,
    unit: 'ratio',
    // A column without rows meets every expectation on its rows.
    onNoData: 'pass',
    source: mostly?.source ?? node.source,
  });
};
