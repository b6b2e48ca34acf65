import { holds } from '../../comparator.ts';
import type { Comparator, OnNoData } from '../../model.ts';
import { constantOf, valueWithoutData } from './constant.ts';
import { printPromql } from './print.ts';
import type { PromqlNode, PromqlOf } from './tree.ts';

/** One comparison that an expression makes: "fires when the value of `metric` OP `threshold`". */
export interface FiringTest {
  /** The measured side; null for a test that measures nothing (`vector(1)`). */
  readonly node: PromqlNode;
  readonly comparator: Comparator;
  readonly threshold: number | null;
  /** What the threshold is where it is no constant, or `present` where any sample fires. */
  readonly expression: string | null;
  readonly onNoData: OnNoData;
  readonly opaque: string | null;
  /** Fires when the series are missing or fine (`absent`, `unless`): narrower selectors do not make it weaker. */
  readonly inverted: boolean;
  readonly from: number;
  readonly to: number;
}

/** Tests that must all hold, and clauses without a figure that narrow them further (`and on () maintenance`, `hour() > 8`). */
export interface Alternative {
  readonly tests: readonly FiringTest[];
  readonly narrowing: readonly string[];
}

const COMPARISONS: Readonly<Record<string, Comparator>> = { '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte', '==': 'eq', '!=': 'ne' };
const FLIPPED: Readonly<Record<string, Comparator>> = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte', eq: 'eq', ne: 'ne' };
const NEGATED: Readonly<Record<string, Comparator>> = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt', eq: 'ne', ne: 'eq' };

/** `and` over `or` multiplies alternatives; beyond this many the clause is kept as text. */
const MAX_ALTERNATIVES = 16;

/**
 * When an alerting expression returns a sample, which is when its alert is pending: alternatives (`or`) of tests that hold
 * together (`and`, `unless`). Constants are folded and stand on the right; a filter inside an aggregation or function counts,
 * since those return a sample only where the filter lets one through.
 */
export const firingAlternatives = (node: PromqlNode): readonly Alternative[] => {
  switch (node.kind) {
    case 'binary':
      if (node.operator === 'or') return [...firingAlternatives(node.left), ...firingAlternatives(node.right)];
      if (node.operator === 'and') return conjunction(firingAlternatives(node.left), firingAlternatives(node.right), clause(node));
      if (node.operator === 'unless') return conjunction(firingAlternatives(node.left), negation(node), clause(node));
      if (node.operator in COMPARISONS) return comparison(node);
      return arithmeticAlternatives(node);
    case 'call':
      return callAlternatives(node);
    case 'aggregate': {
      const operand = node.arguments.at(-1);
      return operand !== undefined && hasFilter(operand) ? firingAlternatives(operand) : present(node);
    }
    case 'unary':
      return hasFilter(node.inner) ? firingAlternatives(node.inner) : present(node);
    case 'subquery':
      return hasFilter(node.inner) ? firingAlternatives(node.inner) : present(node);
    default:
      return present(node);
  }
};

const clause = (node: PromqlOf<'binary'>): string => [node.operator, node.matching, printPromql(node.right)].filter((part) => part !== '').join(' ');

const test = (node: PromqlNode, comparator: Comparator, threshold: number | null, expression: string | null, whole: PromqlNode): readonly Alternative[] => [
  { tests: [{ node, comparator, threshold, expression, onNoData: onNoData(node, comparator, threshold), opaque: null, inverted: false, from: whole.from, to: whole.to }], narrowing: [] },
];

/** An expression that compares nothing fires whenever it returns a sample. */
const present = (node: PromqlNode): readonly Alternative[] => {
  if (!hasSeries(node)) return [{ tests: [], narrowing: [printPromql(node)] }];
  const opaque = 'compares nothing: fires whenever the query returns a sample';
  return [{ tests: [{ node, comparator: 'ne', threshold: null, expression: 'present', onNoData: 'pass', opaque, inverted: false, from: node.from, to: node.to }], narrowing: [] }];
};

const comparison = (node: PromqlOf<'binary'>): readonly Alternative[] => {
  const comparator = COMPARISONS[node.operator] ?? 'ne';
  const right = constantOf(node.right);
  if (right !== null) return againstConstant(node.left, comparator, right, node);
  const left = constantOf(node.left);
  if (left !== null) return againstConstant(node.right, FLIPPED[comparator] ?? comparator, left, node);
  if (node.bool) return present(node);
  const scaled = scaledBy(node.right);
  if (scaled !== null) {
    const metric: PromqlNode = { from: node.from, to: node.to, kind: 'binary', operator: scaled.operator, bool: false, matching: node.matching, left: node.left, right: scaled.by };
    return test(metric, comparator, scaled.constant, null, node);
  }
  return test(node.left, comparator, null, [node.matching, printPromql(node.right)].filter((part) => part !== '').join(' '), node);
};

const againstConstant = (side: PromqlNode, comparator: Comparator, threshold: number, whole: PromqlOf<'binary'>): readonly Alternative[] => {
  if (whole.bool) return present(whole);
  // `(x > bool 5) == 1` is `x > 5`: the inner comparison answers with 0 or 1.
  if (side.kind === 'binary' && side.bool && side.operator in COMPARISONS) {
    const whenTrue = holds(1, comparator, threshold);
    if (whenTrue && !holds(0, comparator, threshold)) return comparison({ ...side, bool: false });
  }
  if (!hasSeries(side)) return [{ tests: [], narrowing: [printPromql(whole)] }];
  // `x > 1 < 5`, `(a and b) > 1`: the left side is a filter of its own, and its tests hold too.
  if (side.kind === 'binary' && !side.bool && (side.operator in COMPARISONS || side.operator === 'and' || side.operator === 'unless')) {
    return conjunction(firingAlternatives(side), test(leftmost(side), comparator, threshold, null, whole), printPromql(whole));
  }
  if (side.kind === 'call' && (side.name === 'absent' || side.name === 'absent_over_time') && holds(1, comparator, threshold)) return callAlternatives(side);
  return test(side, comparator, threshold, null, whole);
};

/** The operand whose values a chain of filters returns. */
const leftmost = (node: PromqlNode): PromqlNode => {
  let current = node;
  while (current.kind === 'binary' && (current.operator in COMPARISONS || current.operator === 'and' || current.operator === 'unless')) {
    current = constantOf(current.left) === null ? current.left : current.right;
  }
  return current;
};

/** `0.9 * limit`, `limit / 2`, `limit + 5`: the constant and how the measured side must be taken for it to stand alone. */
const scaledBy = (node: PromqlNode): { readonly constant: number; readonly operator: '/' | '-'; readonly by: PromqlNode } | null => {
  if (node.kind !== 'binary') return null;
  const left = constantOf(node.left);
  const right = constantOf(node.right);
  if (node.operator === '*' && left !== null) return { constant: left, operator: '/', by: node.right };
  if (node.operator === '*' && right !== null) return { constant: right, operator: '/', by: node.left };
  if (node.operator === '/' && right !== null) return { constant: 1 / right, operator: '/', by: node.left };
  if (node.operator === '+' && left !== null) return { constant: left, operator: '-', by: node.right };
  if (node.operator === '+' && right !== null) return { constant: right, operator: '-', by: node.left };
  if (node.operator === '-' && right !== null) return { constant: -right, operator: '-', by: node.left };
  return null;
};

const callAlternatives = (node: PromqlOf<'call'>): readonly Alternative[] => {
  const first = node.arguments[0];
  if ((node.name === 'absent' || node.name === 'absent_over_time') && first !== undefined) {
    return [{ tests: [{ node: first, comparator: 'absent', threshold: null, expression: null, onNoData: 'fire', opaque: null, inverted: true, from: node.from, to: node.to }], narrowing: [] }];
  }
  const operand = node.arguments.find(hasFilter);
  return operand === undefined ? present(node) : firingAlternatives(operand);
};

const arithmeticAlternatives = (node: PromqlOf<'binary'>): readonly Alternative[] => {
  const left = hasFilter(node.left);
  const right = hasFilter(node.right);
  if (left && right) return conjunction(firingAlternatives(node.left), firingAlternatives(node.right), printPromql(node.right));
  return left ? firingAlternatives(node.left) : right ? firingAlternatives(node.right) : present(node);
};

const conjunction = (left: readonly Alternative[], right: readonly Alternative[], text: string): readonly Alternative[] => {
  const bare = right.length === 1 && right[0]?.tests.every((one) => one.expression === 'present' || !hasSeries(one.node)) === true;
  if (bare || left.length * right.length > MAX_ALTERNATIVES) return left.map((one) => ({ ...one, narrowing: [...one.narrowing, text] }));
  return left.flatMap((one) => right.map((other) => ({ tests: [...one.tests, ...other.tests], narrowing: [...one.narrowing, ...other.narrowing] })));
};

/** `a unless b`: b must return nothing. One test turns around; anything richer stays a clause. */
const negation = (node: PromqlOf<'binary'>): readonly Alternative[] => {
  const positive = firingAlternatives(node.right);
  const only = positive.length === 1 && positive[0]?.narrowing.length === 0 && positive[0].tests.length === 1 ? positive[0].tests[0] : undefined;
  const comparator = only === undefined ? undefined : NEGATED[only.comparator];
  if (only === undefined || comparator === undefined || only.threshold === null) return [{ tests: [], narrowing: [clause(node)] }];
  return [{ tests: [{ ...only, comparator, onNoData: 'fire', inverted: true }], narrowing: [] }];
};

const hasFilter = (node: PromqlNode): boolean =>
  some(node, (one) => (one.kind === 'binary' && !one.bool && one.operator in COMPARISONS) || (one.kind === 'call' && one.name.startsWith('absent')));

const hasSeries = (node: PromqlNode): boolean => some(node, (one) => one.kind === 'selector');

/** Whether any node of an expression satisfies the question. */
export const some = (node: PromqlNode, question: (node: PromqlNode) => boolean): boolean => {
  const open: PromqlNode[] = [node];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    if (question(current)) return true;
    open.push(...operands(current));
  }
  return false;
};

export const operands = (node: PromqlNode): readonly PromqlNode[] => {
  switch (node.kind) {
    case 'binary':
      return [node.left, node.right];
    case 'unary':
    case 'subquery':
      return [node.inner];
    case 'call':
    case 'aggregate':
      return node.arguments;
    default:
      return [];
  }
};

const onNoData = (node: PromqlNode, comparator: Comparator, threshold: number | null): OnNoData => {
  const value = valueWithoutData(node);
  return value !== null && threshold !== null && holds(value, comparator, threshold) ? 'fire' : 'pass';
};
