import { printSeconds } from '../../values/duration.ts';
import type { PromqlNode, PromqlOf } from './tree.ts';

/** What a selector is printed without, for a comparison that looks at it apart. */
export interface Omission {
  readonly matchersOf: ReadonlySet<PromqlOf<'selector'>>;
  readonly offsets: boolean;
}

const NOTHING: Omission = { matchersOf: new Set(), offsets: false };

/** Binding strength, weakest first, as in the Prometheus documentation. */
const STRENGTH: Readonly<Record<string, number>> = {
  or: 1, and: 2, unless: 2, '==': 3, '!=': 3, '<=': 3, '<': 3, '>=': 3, '>': 3, '+': 4, '-': 4, '*': 5, '/': 5, '%': 5, atan2: 5, '^': 6,
};

/**
 * The expression in one normal form: sorted labels, grouping before the operand, durations in their shortest unit, only the
 * parentheses that change the meaning. Two texts of one expression print alike.
 */
export const printPromql = (node: PromqlNode, omission: Omission = NOTHING): string => {
  switch (node.kind) {
    case 'number':
      return printNumber(node.value);
    case 'string':
      return JSON.stringify(node.value);
    case 'unary':
      return `${node.operator}${wrapped(node.inner, 6, omission)}`;
    case 'call':
      return `${node.name}(${node.arguments.map((one) => printPromql(one, omission)).join(', ')})`;
    case 'aggregate': {
      const grouping = node.grouping === null ? '' : ` ${node.grouping.by ? 'by' : 'without'} (${node.grouping.labels.join(', ')}) `;
      return `${node.operator}${grouping}(${node.arguments.map((one) => printPromql(one, omission)).join(', ')})`;
    }
    case 'binary': {
      const strength = STRENGTH[node.operator] ?? 0;
      const operator = [node.operator, node.bool ? 'bool' : '', node.matching].filter((part) => part !== '').join(' ');
      return `${wrapped(node.left, strength, omission)} ${operator} ${wrapped(node.right, strength + 1, omission)}`;
    }
    case 'selector': {
      const matchers = omission.matchersOf.has(node) ? [] : node.matchers.map(printMatcher);
      const labels = matchers.length > 0 || node.name === '' ? `{${matchers.join(', ')}}` : '';
      return `${node.name}${labels}${node.rangeSeconds === null ? '' : `[${printSeconds(node.rangeSeconds)}]`}${shift(node, omission)}`;
    }
    case 'subquery': {
      const step = node.stepSeconds === null ? '' : printSeconds(node.stepSeconds);
      return `${wrapped(node.inner, 7, omission)}[${printSeconds(node.rangeSeconds)}:${step}]${shift(node, omission)}`;
    }
  }
};

export const printMatcher = (matcher: { readonly label: string; readonly operator: string; readonly value: string }): string =>
  `${matcher.label}${matcher.operator}${JSON.stringify(matcher.value)}`;

const wrapped = (node: PromqlNode, outer: number, omission: Omission): string => {
  const text = printPromql(node, omission);
  const strength = node.kind === 'binary' ? (STRENGTH[node.operator] ?? 0) : node.kind === 'unary' ? 5.5 : 9;
  return strength < outer ? `(${text})` : text;
};

const shift = (node: PromqlOf<'selector'> | PromqlOf<'subquery'>, omission: Omission): string => {
  const at = node.at === null ? '' : ` @ ${node.at}`;
  return node.offsetSeconds === 0 || omission.offsets ? at : `${at} offset ${printSeconds(node.offsetSeconds)}`;
};

const printNumber = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? 'Inf' : value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
