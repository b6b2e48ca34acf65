import { rounded } from '../../values/unit.ts';
import type { PromqlNode } from './tree.ts';

/** Value of an expression without series (`15 * 60`, `-1e-3`, `vector(2)`); null where it depends on any. */
export const constantOf = (node: PromqlNode): number | null => {
  const value = valueWhen(node, false);
  return value === null ? null : rounded(value);
};

/**
 * Value of an expression when none of its series has data: null where the result is empty, as nearly always. `x or vector(0)`
 * gives 0.
 */
export const valueWithoutData = (node: PromqlNode): number | null => valueWhen(node, true);

const valueWhen = (node: PromqlNode, noData: boolean): number | null => {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'unary': {
      const inner = valueWhen(node.inner, noData);
      return inner === null ? null : node.operator === '-' ? -inner : inner;
    }
    case 'binary': {
      const left = valueWhen(node.left, noData);
      const right = valueWhen(node.right, noData);
      if (noData && node.operator === 'or') return left ?? right;
      return left === null || right === null ? null : arithmetic(node.operator, left, right);
    }
    case 'call': {
      const given = node.arguments.map((one) => valueWhen(one, noData));
      if (node.name === 'vector' || (noData && ['clamp_min', 'clamp_max', 'label_replace', 'sort', 'sort_desc', 'scalar'].includes(node.name))) return given[0] ?? null;
      if (node.name === 'pi') return Math.PI;
      if (noData && (node.name === 'absent' || node.name === 'absent_over_time')) return 1;
      return null;
    }
    case 'aggregate': {
      const last = node.arguments.at(-1);
      const inner = noData && last !== undefined ? valueWhen(last, noData) : null;
      return inner === null ? null : ['sum', 'avg', 'min', 'max', 'topk', 'bottomk', 'quantile'].includes(node.operator) ? inner : node.operator === 'count' || node.operator === 'group' ? 1 : null;
    }
    default:
      return null;
  }
};

const arithmetic = (operator: string, left: number, right: number): number | null => {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
    case 'atan2':
      return Math.atan2(left, right);
    default:
      return null;
  }
};
