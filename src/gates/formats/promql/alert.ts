import type { Condition } from '../../model.ts';
import { type Alternative, type FiringTest, firingAlternatives, operands } from './firing.ts';
import { linearOf } from './linear.ts';
import { printPromql } from './print.ts';
import { matcherEntries, scopingSelectors, selectorsOf } from './selectors.ts';
import { parsePromql, type PromqlNode, type PromqlOf } from './tree.ts';

/** What an alerting expression tests, without its place in a file. */
export interface AlertExpression {
  readonly conditions: readonly ExpressionCondition[];
  /** Clauses without a figure that narrow the alert: `unless on () maintenance`. */
  readonly narrowing: readonly string[];
  /** Label matchers that say where it looks; see {@link matcherEntries}. */
  readonly matchers: readonly string[];
  /** How late it looks, where the whole expression is shifted alike. */
  readonly offsetSeconds: number;
  readonly opaque: string | null;
  /** The whole expression in normal form, or as written where it cannot be read. */
  readonly normal: string;
}

/** A condition with offsets in the expression's text in place of a source. */
export type ExpressionCondition = Omit<Condition, 'source'> & { readonly from: number; readonly to: number };

/** Reads an alerting expression; `holdSeconds` is the rule's `for`. Never throws. */
export const readAlertExpression = (text: string, holdSeconds: number | null): AlertExpression => {
  const parsed = parsePromql(text);
  if ('error' in parsed) {
    return { conditions: [], narrowing: [], matchers: [], offsetSeconds: 0, opaque: text.includes('{{') ? `templated: ${text.trim()}` : parsed.error, normal: text.trim() };
  }
  const alternatives = firingAlternatives(parsed.tree);
  const selectors = selectorsOf(parsed.tree);
  const shifts = new Set(selectors.map((one) => one.offsetSeconds));
  const offsetSeconds = shifts.size === 1 ? ([...shifts][0] ?? 0) : 0;
  const scoping = alternatives.flatMap((one) => one.tests.filter((test) => !test.inverted).map((test) => scopingSelectors(test.node, test.comparator)));
  const matchersOf = new Set(scoping.flatMap((one) => [...one]));
  const absent = new Set(alternatives.flatMap((one) => one.tests.filter((test) => test.comparator === 'absent')).flatMap((test) => selectorsOf(test.node).map((selector) => selector.name)));
  const names = new Map<string, number>();
  const lone = alternatives.length === 1 && alternatives[0]?.tests.length === 1;

  const condition = (test: FiringTest, conjunct: string | null): ExpressionCondition => {
    const inside = selectorsOf(test.node);
    const ranges = rangesOf(test.node);
    const told = inside.some((selector) => absent.has(selector.name));
    return {
      name: lone ? null : distinct(inside[0]?.name ?? 'expression', names),
      metric: printPromql(test.node, { matchersOf, offsets: offsetSeconds !== 0 }),
      shown: printPromql(test.node),
      ...multipleOf(test, matchersOf, offsetSeconds),
      comparator: test.comparator,
      threshold: test.threshold,
      expression: test.expression,
      unit: null,
      windowSeconds: ranges.length === 0 ? null : Math.max(...ranges),
      holdSeconds,
      tolerance: null,
      count: null,
      onNoData: told ? 'fire' : test.onNoData,
      opaque: test.opaque ?? (test.threshold === null && test.comparator !== 'absent' ? `compared with another query: ${test.expression ?? ''}` : null),
      ...(conjunct === null ? {} : { conjunct }),
      from: test.from,
      to: test.to,
    };
  };

  const together = alternatives.filter((one) => one.tests.length > 1);
  const conjunctOf = (one: Alternative): string | null => (one.tests.length < 2 ? null : together.length === 1 ? 'all' : `all-${together.indexOf(one) + 1}`);
  return {
    conditions: alternatives.flatMap((one) => one.tests.map((test) => condition(test, conjunctOf(one)))),
    narrowing: [...new Set(alternatives.flatMap((one) => one.narrowing))].toSorted(),
    matchers: matcherEntries(matchersOf),
    offsetSeconds,
    opaque: null,
    normal: printPromql(parsed.tree),
  };
};

const multipleOf = ({ node }: FiringTest, matchersOf: ReadonlySet<PromqlOf<'selector'>>, offsetSeconds: number): Pick<Condition, 'multipleOf'> => {
  const { node: base, factor, offset } = linearOf(node);
  return base === node ? {} : { multipleOf: { metric: printPromql(base, { matchersOf, offsets: offsetSeconds !== 0 }), factor, offset } };
};

const distinct = (name: string, seen: Map<string, number>): string => {
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
};

const rangesOf = (node: PromqlNode): readonly number[] => {
  const own = (node.kind === 'selector' || node.kind === 'subquery') && node.rangeSeconds !== null ? [node.rangeSeconds] : [];
  return [...own, ...operands(node).flatMap(rangesOf)];
};
