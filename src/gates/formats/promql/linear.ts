import { constantOf } from './constant.ts';
import type { PromqlNode, PromqlOf } from './tree.ts';

/** An expression as `factor` times another one plus `offset`. */
export interface Linear {
  readonly node: PromqlNode;
  readonly factor: number;
  readonly offset: number;
}

/** Aggregations that a positive factor passes through. */
const HOMOGENEOUS = new Set(['sum', 'avg', 'max', 'min']);

/**
 * Takes constants out of an expression, so that `rate(x[5m]) * 60 > 6` and `rate(x[5m]) > 0.1` measure the same. `increase` is `rate`
 * times the seconds of its range (Prometheus documentation, query functions).
 */
export const linearOf = (node: PromqlNode): Linear => {
  switch (node.kind) {
    case 'unary': {
      const inner = linearOf(node.inner);
      return node.operator === '-' ? { node: inner.node, factor: -inner.factor, offset: -inner.offset } : inner;
    }
    case 'call':
      return increaseAsRate(node);
    case 'aggregate':
      return aggregated(node);
    case 'binary':
      return scaled(node);
    default:
      return { node, factor: 1, offset: 0 };
  }
};

const increaseAsRate = (node: PromqlOf<'call'>): Linear => {
  const [range] = node.arguments;
  const seconds = range?.kind === 'selector' || range?.kind === 'subquery' ? range.rangeSeconds : null;
  return node.name === 'increase' && seconds !== null ? { node: { ...node, name: 'rate' }, factor: seconds, offset: 0 } : { node, factor: 1, offset: 0 };
};

const aggregated = (node: PromqlOf<'aggregate'>): Linear => {
  const last = node.arguments.at(-1);
  const inner = last === undefined ? null : linearOf(last);
  // A sum adds an offset once for each series, and a negative factor turns a maximum into a minimum.
  if (inner === null || !HOMOGENEOUS.has(node.operator) || inner.factor <= 0 || inner.offset !== 0) return { node, factor: 1, offset: 0 };
  return { node: { ...node, arguments: [...node.arguments.slice(0, -1), inner.node] }, factor: inner.factor, offset: 0 };
};

const scaled = (node: PromqlOf<'binary'>): Linear => {
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  const constant = right ?? left;
  if (constant === null || (left !== null && right !== null)) return { node, factor: 1, offset: 0 };
  const { node: inner, factor, offset } = linearOf(right === null ? node.right : node.left);
  if (node.operator === '+') return { node: inner, factor, offset: offset + constant };
  if (node.operator === '-') return right === null ? { node: inner, factor: -factor, offset: constant - offset } : { node: inner, factor, offset: offset - constant };
  if (constant === 0 || (node.operator !== '*' && (node.operator !== '/' || right === null))) return { node, factor: 1, offset: 0 };
  const by = node.operator === '*' ? constant : 1 / constant;
  return { node: inner, factor: factor * by, offset: offset * by };
};
