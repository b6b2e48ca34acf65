import type { Comparator } from '../../model.ts';
import { evaluateExpression } from './evaluate.ts';
import type { Expression } from './parse.ts';
import { printExpression } from './print.ts';

/** One comparison with a constant inside a condition, in normal form. */
export interface ExpressionTest {
  readonly measured: string;
  readonly comparator: Comparator;
  readonly threshold: number;
}

/** Tests that hold together, and clauses that are no comparison with a number (`not isNaN(result)`). */
export interface ExpressionAlternative {
  readonly tests: readonly ExpressionTest[];
  readonly clauses: readonly string[];
}

const COMPARATORS = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte', '==': 'eq', '!=': 'ne' } as const satisfies Record<string, Comparator>;
const FLIPPED = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte', eq: 'eq', ne: 'ne' } as const;
const NEGATED = { lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt', eq: 'ne', ne: 'eq' } as const;

const isComparison = (operator: string): operator is keyof typeof COMPARATORS => Object.hasOwn(COMPARATORS, operator);

/** Beyond this many alternatives a condition is kept as one clause. */
const MAX_ALTERNATIVES = 16;

/** When a condition gives `wanted`: alternatives of comparisons that hold together (disjunctive normal form). */
export const expressionAlternatives = (node: Expression, wanted: boolean): readonly ExpressionAlternative[] => {
  const alternatives = expand(node, wanted);
  return alternatives.length > MAX_ALTERNATIVES ? [{ tests: [], clauses: [wanted ? printExpression(node) : `not (${printExpression(node)})`] }] : alternatives;
};

const expand = (node: Expression, wanted: boolean): readonly ExpressionAlternative[] => {
  if (node.kind === 'literal' && typeof node.value === 'boolean') return node.value === wanted ? [{ tests: [], clauses: ['always'] }] : [];
  if (node.kind === 'unary' && node.operator === 'not') return expressionAlternatives(node.operand, !wanted);
  if (node.kind === 'binary' && (node.operator === 'and' || node.operator === 'or')) {
    const left = expressionAlternatives(node.left, wanted);
    const right = expressionAlternatives(node.right, wanted);
    if ((node.operator === 'or') === wanted) return [...left, ...right];
    return left.flatMap((one) => right.map((other) => ({ tests: [...one.tests, ...other.tests], clauses: [...one.clauses, ...other.clauses] })));
  }
  if (node.kind === 'binary' && isComparison(node.operator)) {
    const right = constant(node.right);
    const left = constant(node.left);
    const comparator = COMPARATORS[node.operator];
    if (right !== null && left === null && !asksForData(node.left)) return single(node.left, comparator, right, wanted);
    if (left !== null && right === null && !asksForData(node.right)) return single(node.right, FLIPPED[comparator], left, wanted);
  }
  const overElements = elementwise(node, wanted);
  return overElements ?? [{ tests: [], clauses: [wanted ? printExpression(node) : `not ${printExpression(node)}`] }];
};

const single = (measured: Expression, comparator: keyof typeof NEGATED, threshold: number, wanted: boolean): readonly ExpressionAlternative[] => [
  { tests: [{ measured: printExpression(measured), comparator: wanted ? comparator : NEGATED[comparator], threshold }], clauses: [] },
];

/** `all(result, {# >= 0.95})` is not so where any element is below. */
const elementwise = (node: Expression, wanted: boolean): readonly ExpressionAlternative[] | null => {
  if (node.kind !== 'call') return null;
  const [items, predicate] = node.arguments;
  if (items === undefined || predicate === undefined) return null;
  const oneElement = (node.name === 'any' && wanted) || (node.name === 'none' && !wanted) ? true : node.name === 'all' && !wanted ? false : null;
  if (oneElement === null) return null;
  const of = printExpression(items);
  return expressionAlternatives(predicate, oneElement).map(({ tests, clauses }) => ({
    tests: tests.map((one) => ({ ...one, measured: `any of ${of}: ${one.measured}` })),
    clauses,
  }));
};

const constant = (node: Expression): number | null => {
  const result = evaluateExpression(node, {});
  return 'value' in result && typeof result.value === 'number' ? result.value : null;
};

/** `len(result) == 0` asks whether there is data, not how much of it is bad. */
const asksForData = (node: Expression): boolean => node.kind === 'call' && (node.name === 'len' || node.name === 'count');

/** Whether an expression looks an element up in a variable by index, so that the variable is a list. */
export const indexes = (node: Expression, variable: string): boolean => {
  switch (node.kind) {
    case 'member':
      return (node.object.kind === 'name' && node.object.name === variable && !(node.property.kind === 'literal' && typeof node.property.value === 'string')) || indexes(node.object, variable);
    case 'unary':
      return indexes(node.operand, variable);
    case 'binary':
      return indexes(node.left, variable) || indexes(node.right, variable);
    case 'conditional':
      return [node.test, node.whenTrue, node.otherwise].some((one) => indexes(one, variable));
    case 'call':
      return (
        node.arguments.some((one) => indexes(one, variable)) ||
        (['len', 'all', 'any', 'none', 'one', 'filter', 'map', 'count'].includes(node.name) && node.arguments[0]?.kind === 'name' && node.arguments[0].name === variable)
      );
    case 'array':
      return node.items.some((one) => indexes(one, variable));
    default:
      return false;
  }
};
