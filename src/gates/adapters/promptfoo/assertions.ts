import { condition, gateUnit } from '../../formats/gate-unit.ts';
import { at, canonical, type ConfigNode, itemsOf, numberOf, opaqueReason, textOf } from '../../formats/node.ts';
import type { Comparator, Condition, GateUnit } from '../../model.ts';

export const FORMAT = 'promptfoo';

/** A test whose assertions are read. */
export interface TestPlace {
  readonly path: string;
  readonly opaque: string | null;
  readonly selector: (wanted: string) => string;
  /** Its description. */
  readonly test: string;
  readonly node: ConfigNode | null;
}

/** Assertions whose value must stay at or under the threshold; of all others the score must reach it (promptfoo documentation). */
const AT_MOST = new Set(['cost', 'latency', 'levenshtein', 'perplexity']);

const UNITS: Readonly<Record<string, string>> = { latency: 'ms', cost: 'USD' };

/** Graded by a model: the verdict is known only by asking it. */
const GRADED = /rubric|^g-eval$|factuality|closedqa|relevance|faithfulness|recall|answer-|moderation|^select-best$|^search-/;

/** Scores whose default threshold is known. */
const DEFAULTS: Readonly<Record<string, number>> = { similar: 0.75, 'rouge-n': 0.75, bleu: 0.5, levenshtein: 5 };

/** A unit for each assertion; a set of assertions with a threshold of its own is one more. */
export const assertionUnits = (place: TestPlace, assertions: ConfigNode | null): readonly GateUnit[] => {
  const limit = at(place.node, 'threshold');
  const total = limit === null ? [] : [setUnit(place, 'threshold', limit, limit)];
  return [...total, ...itemsOf(assertions).flatMap((node) => readAssertion(place, node, 0))];
};

const readAssertion = (place: TestPlace, node: ConfigNode, depth: number): readonly GateUnit[] => {
  const type = textOf(at(node, 'type')) ?? (textOf(at(node, '$ref')) === null ? 'assertion' : '$ref');
  if (type === 'assert-set' && depth < 3) {
    const threshold = at(node, 'threshold');
    const inner = itemsOf(at(node, 'assert')).flatMap((one) => readAssertion(place, one, depth + 1));
    return threshold === null ? inner : [setUnit(place, `assert-set ${textOf(at(node, 'metric')) ?? ''}`.trim(), node, threshold), ...inner];
  }
  const metric = textOf(at(node, 'metric'));
  const weight = numberOf(at(node, 'weight'));
  const plain = type.replace(/^not-/, '');
  const figure = figureOf(plain, type !== plain, node);
  const reason = weight === 0 ? 'weight 0: the assertion decides nothing' : 'a failing assertion fails the test, and a failing test the evaluation';
  return [gateUnit({
    path: place.path,
    selector: place.selector(`${place.test}/${type}${metric === null ? '' : `:${metric}`}`),
    format: FORMAT,
    title: `${place.test}: ${type}`,
    enforcement: weight === 0 ? 'observe' : 'block',
    reason,
    link: 'assertion',
    source: node.source,
    mark: node.mark,
    conditions: figure === null ? [] : [figure],
    settings: { kind: type, weight, value: valueText(at(node, 'value')) },
    opaque: place.opaque ?? opaqueReason(node) ?? opaqueType(type, plain, figure),
    body: canonical(node),
  })];
};

const valueText = (node: ConfigNode | null): string | null => (node === null ? null : (textOf(node) ?? canonical(node)).replaceAll(/\s+/g, ' ').trim());

const opaqueType = (type: string, plain: string, figure: Condition | null): string | null => {
  if (type === '$ref') return 'the assertion is a template of another place';
  if (/^(?:javascript|python|webhook|ruby)$/.test(plain)) return 'code decides, which is not run here';
  return figure === null && GRADED.test(plain) ? 'a model grades the answer' : null;
};

const figureOf = (type: string, negated: boolean, node: ConfigNode): Condition | null => {
  const stated = at(node, 'threshold');
  const threshold = numberOf(stated) ?? DEFAULTS[type] ?? null;
  if (threshold === null) return null;
  const atMost = AT_MOST.has(type);
  // A score must reach the threshold, a figure must not pass it; `not-` turns either round.
  const comparator: Comparator = atMost ? (negated ? 'lte' : 'gt') : negated ? 'gte' : 'lt';
  return condition({ metric: atMost ? type : `${type} score`, comparator, threshold, unit: UNITS[type] ?? (atMost ? null : 'ratio'), source: stated?.source ?? node.source });
};

/** A threshold over several assertions: their weighted mean must reach it. */
const setUnit = (place: TestPlace, name: string, node: ConfigNode, threshold: ConfigNode): GateUnit => {
  const value = numberOf(threshold);
  return gateUnit({
    path: place.path,
    selector: place.selector(`${place.test}/${name}`),
    format: FORMAT,
    title: `${place.test}: ${name}`,
    enforcement: 'block',
    reason: 'the test fails below it',
    link: 'test',
    source: node.source,
    mark: node.mark,
    conditions: value === null ? [] : [condition({ metric: 'weighted score of the assertions', comparator: 'lt', threshold: value, unit: 'ratio', source: threshold.source })],
    opaque: place.opaque ?? opaqueReason(threshold),
    body: canonical(threshold),
  });
};
