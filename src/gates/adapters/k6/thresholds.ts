import { condition, gateUnit } from '../../formats/gate-unit.ts';
import { at, booleanOf, canonical, type ConfigNode, entriesOf, itemsOf, numberOf, opaqueReason, textOf } from '../../formats/node.ts';
import type { Comparator, Condition, GateUnit, SettingValue } from '../../model.ts';
import { durationSeconds } from '../../values/duration.ts';

export interface ThresholdPlace {
  readonly path: string;
  readonly format: string;
  /** Name of the export that holds the thresholds. */
  readonly prefix: string;
  readonly selector: (wanted: string) => string;
  readonly opaque: string | null;
}

/** `p(95)<500`, `rate < 0.01`, `count==0`: an aggregation, a comparison, a number (k6 documentation, "Thresholds"). */
const EXPRESSION = /^\s*(p\(\s*\d+(?:\.\d+)?\s*\)|avg|min|max|med|count|rate|value)\s*(<=|>=|===?|!=|<|>)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/i;

/** A threshold states when the test passes: it fires on the other side. */
const FIRES: Readonly<Record<string, Comparator>> = { '<': 'gte', '<=': 'gt', '>': 'lte', '>=': 'lt', '==': 'ne', '===': 'ne', '!=': 'eq' };

/** Built-in metrics that count milliseconds. */
const MILLISECONDS = /^(?:http_req_(?!failed)\w+|iteration_duration|group_duration|grpc_req_duration|ws_(?:connecting|session_duration|ping)|browser_\w+)$/;

/** One unit for each threshold of each metric. */
export const thresholdUnits = (place: ThresholdPlace, thresholds: ConfigNode, load: Readonly<Record<string, SettingValue>>): readonly GateUnit[] => {
  if (thresholds.kind === 'opaque') {
    return [gateUnit({ ...base(place), selector: place.selector(`${place.prefix}/thresholds`), title: 'k6 thresholds', source: thresholds.source, mark: thresholds.mark, opaque: thresholds.reason, body: thresholds.text })];
  }
  return entriesOf(thresholds).flatMap(({ key: metric, node }) =>
    (node.kind === 'list' ? node.items : [node]).map((item) => {
      const text = textOf(item) ?? textOf(at(item, 'threshold'));
      const found = text === null ? null : read(metric, text, item);
      return gateUnit({
        ...base(place),
        selector: place.selector(`${place.prefix}/${metric}${found === null ? '' : `/${found.aggregator}`}`),
        title: `k6 ${metric} ${text ?? ''}`.trim(),
        source: item.source,
        mark: item.mark ?? node.mark,
        conditions: found === null ? [] : [found.condition],
        settings: { ...load, abortOnFail: booleanOf(at(item, 'abortOnFail')) },
        opaque: place.opaque ?? opaqueReason(item) ?? (found === null ? 'the threshold is not an expression of k6' : null),
        body: `${metric} ${canonical(item)}`,
      });
    }));
};

const base = ({ path, format }: ThresholdPlace) => ({ path, format, link: 'threshold', enforcement: 'block' as const, reason: 'a crossed threshold makes k6 exit with a failure' });

const read = (metric: string, text: string, node: ConfigNode): { readonly aggregator: string; readonly condition: Condition } | null => {
  const [, written = '', operator = '', number = ''] = EXPRESSION.exec(text) ?? [];
  const comparator = FIRES[operator];
  if (comparator === undefined) return null;
  const aggregator = written.replaceAll(/\s/g, '').toLowerCase();
  const name = metric.replace(/\{.*$/, '');
  const unit = aggregator === 'rate' ? 'ratio' : aggregator !== 'count' && MILLISECONDS.test(name) ? 'ms' : null;
  return { aggregator, condition: condition({ metric: `${metric} ${aggregator}`, comparator, threshold: Number(number), unit, source: node.source }) };
};

/** Whether an exported value is a set of thresholds that scripts import: metrics with lists of expressions. */
export const isThresholds = (node: ConfigNode): boolean =>
  node.kind === 'map' && node.entries.size > 0 && entriesOf(node).every(({ node: list }) => list.kind === 'list' && list.items.some((item) => EXPRESSION.test(textOf(item) ?? textOf(at(item, 'threshold')) ?? '')));

/** How much load a test makes, where its options state it: less load proves less. */
export const loadOf = (options: ConfigNode | null): Readonly<Record<string, SettingValue>> => {
  const places = [options, ...entriesOf(at(options, 'scenarios')).map(({ node }) => node)];
  const users = places.flatMap((place) => [numberOf(at(place, 'vus')), numberOf(at(place, 'maxVUs')), ...itemsOf(at(place, 'stages')).map((stage) => numberOf(at(stage, 'target')))]).filter((value) => value !== null);
  const seconds = places.map((place) => durationSeconds(textOf(at(place, 'duration')) ?? '') ?? sum(itemsOf(at(place, 'stages')).map((stage) => durationSeconds(textOf(at(stage, 'duration')) ?? ''))));
  const longest = Math.max(0, ...seconds);
  return { ...(users.length === 0 ? {} : { vus: Math.max(...users) }), ...(longest === 0 ? {} : { durationSeconds: longest }) };
};

const sum = (values: readonly (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);
