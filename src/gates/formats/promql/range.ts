import { constantOf } from './constant.ts';
import { printPromql } from './print.ts';
import { selectorsOf } from './selectors.ts';
import { parsePromql, type PromqlNode } from './tree.ts';

export type ValueRange = readonly [lowest: number, highest: number];

const UNIT: ValueRange = [0, 1];
/** Series that are 0 or 1 by convention. */
const FLAGS: ReadonlySet<string> = new Set(['up', 'probe_success']);

/** Values that a metric can take as far as its expression tells: a flag, a share of itself, a percentage; null where it may be anything. */
export const valueRange = (metric: string): ValueRange | null => {
  const parsed = parsePromql(metric);
  return 'error' in parsed ? null : rangeOf(parsed.tree);
};

const rangeOf = (node: PromqlNode): ValueRange | null => {
  switch (node.kind) {
    case 'selector':
      return FLAGS.has(node.name) && node.rangeSeconds === null ? UNIT : null;
    case 'aggregate': {
      const operand = node.arguments.at(-1);
      return ['min', 'max', 'avg'].includes(node.operator) && operand !== undefined ? rangeOf(operand) : null;
    }
    case 'call': {
      const [operand] = node.arguments;
      const flag = operand?.kind === 'selector' && FLAGS.has(operand.name);
      return flag && /^(?:avg|min|max|last)_over_time$/.test(node.name) ? UNIT : null;
    }
    case 'binary':
      return isShare(node.left, node.right, node.operator) ? UNIT : scaled(node.operator, node.left, node.right);
    default:
      return null;
  }
};

const scaled = (operator: string, left: PromqlNode, right: PromqlNode): ValueRange | null => {
  const factor = constantOf(left) ?? constantOf(right);
  const range = constantOf(left) === null ? rangeOf(left) : rangeOf(right);
  if (factor === null || range === null) return null;
  if (operator === '*' && factor >= 0) return [range[0] * factor, range[1] * factor];
  if (operator === '-' && constantOf(left) !== null) return [factor - range[1], factor - range[0]];
  return null;
};

/** `sum(rate(x{code="500"}[5m])) / sum(rate(x[5m]))`: the same query on both sides, the upper one narrower or as narrow. */
const isShare = (left: PromqlNode, right: PromqlNode, operator: string): boolean => {
  if (operator !== '/') return false;
  const [part] = selectorsOf(left);
  const [whole] = selectorsOf(right);
  if (part === undefined || whole === undefined || selectorsOf(left).length > 1 || shape(left) !== shape(right)) return false;
  return whole.matchers.every((one) => part.matchers.some((other) => other.label === one.label && other.operator === one.operator && other.value === one.value));
};

const shape = (node: PromqlNode): string => {
  const bare = withoutGrouping(node);
  return printPromql(bare, { matchersOf: new Set(selectorsOf(bare)), offsets: false });
};

const withoutGrouping = (node: PromqlNode): PromqlNode => (node.kind === 'aggregate' ? { ...node, grouping: null } : node);
