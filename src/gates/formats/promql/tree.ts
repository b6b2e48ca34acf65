import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { promqlDuration, promqlNumber, unquote } from './literals.ts';

export interface LabelMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Offsets of the node in the expression's text. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Time shifts of a selector: `offset` in seconds, `@` as written. */
export interface TimeShift {
  readonly offsetSeconds: number;
  readonly at: string | null;
}

export type PromqlNode = Span &
  (
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'string'; readonly value: string }
    | ({ readonly kind: 'selector'; readonly name: string; readonly matchers: readonly LabelMatcher[]; readonly rangeSeconds: number | null } & TimeShift)
    | ({ readonly kind: 'subquery'; readonly inner: PromqlNode; readonly rangeSeconds: number; readonly stepSeconds: number | null } & TimeShift)
    | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly PromqlNode[] }
    | { readonly kind: 'aggregate'; readonly operator: string; readonly grouping: Grouping | null; readonly arguments: readonly PromqlNode[] }
    | { readonly kind: 'binary'; readonly operator: string; readonly bool: boolean; readonly matching: string; readonly left: PromqlNode; readonly right: PromqlNode }
    | { readonly kind: 'unary'; readonly operator: string; readonly inner: PromqlNode }
  );

export type PromqlOf<Kind extends PromqlNode['kind']> = Extract<PromqlNode, { kind: Kind }>;

export interface Grouping {
  readonly by: boolean;
  readonly labels: readonly string[];
}

/** Deeper or longer expressions are not read: they would exhaust the stack before they told anybody anything. */
const MAX_DEPTH = 250;
const MAX_LENGTH = 50_000;

/**
 * Reads a PromQL expression with the grammar of the Prometheus project. Gives the tree without parentheses and comments, or
 * the reason why there is none; never throws.
 */
export const parsePromql = (text: string): { readonly tree: PromqlNode } | { readonly error: string } => {
  if (text.length > MAX_LENGTH) return { error: `the expression is longer than ${MAX_LENGTH} characters` };
  const syntax = parser.parse(text);
  let depth = 0;
  let deepest = 0;
  let broken: number | null = null;
  syntax.iterate({
    enter: (node) => {
      deepest = Math.max(deepest, ++depth);
      if (node.type.isError) broken ??= node.from;
    },
    leave: () => {
      depth -= 1;
    },
  });
  if (broken !== null) return { error: `not PromQL at character ${broken + 1}` };
  if (deepest > MAX_DEPTH) return { error: `the expression nests deeper than ${MAX_DEPTH} levels` };
  const root = expressions(syntax.topNode)[0];
  const tree = root === undefined ? null : convert(root, text);
  return tree === null ? { error: 'no expression that can be read' } : { tree };
};

const EXPRESSIONS: ReadonlySet<string> = new Set([
  'BinaryExpr', 'ParenExpr', 'AggregateExpr', 'FunctionCall', 'OffsetExpr', 'MatrixSelector', 'VectorSelector', 'SubqueryExpr',
  'StepInvariantExpr', 'UnaryExpr', 'NumberDurationLiteral', 'StringLiteral',
]);

const children = (node: SyntaxNode): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name !== 'LineComment') found.push(child);
  return found;
};

const expressions = (node: SyntaxNode): readonly SyntaxNode[] => children(node).filter((child) => EXPRESSIONS.has(child.name));

const convert = (node: SyntaxNode, text: string): PromqlNode | null => {
  const span = { from: node.from, to: node.to };
  const slice = text.slice(node.from, node.to);
  switch (node.name) {
    case 'ParenExpr': {
      const inner = expressions(node)[0];
      return inner === undefined ? null : convert(inner, text);
    }
    case 'NumberDurationLiteral': {
      const value = promqlNumber(slice);
      return value === null ? null : { ...span, kind: 'number', value };
    }
    case 'StringLiteral':
      return { ...span, kind: 'string', value: unquote(slice) };
    case 'UnaryExpr': {
      const inner = all(expressions(node), text);
      const operand = inner?.[0];
      return operand === undefined ? null : { ...span, kind: 'unary', operator: slice.startsWith('-') ? '-' : '+', inner: operand };
    }
    case 'BinaryExpr':
      return binary(node, text);
    case 'FunctionCall': {
      const body = node.getChild('FunctionCallBody');
      const given = all(body === null ? [] : expressions(body), text);
      const name = node.getChild('FunctionIdentifier');
      return given === null || name === null ? null : { ...span, kind: 'call', name: text.slice(name.from, name.to), arguments: given };
    }
    case 'AggregateExpr':
      return aggregate(node, text);
    case 'VectorSelector':
      return selector(node, text);
    case 'MatrixSelector': {
      const range = node.getChild('DurationExpr');
      const rangeSeconds = range === null ? null : promqlDuration(text.slice(range.from, range.to));
      return rangeSeconds === null ? null : modified(node, text, (inner) => (inner.kind === 'selector' ? { ...inner, rangeSeconds } : null));
    }
    case 'SubqueryExpr': {
      const [range, step] = node.getChildren('DurationExpr').map((child) => promqlDuration(text.slice(child.from, child.to)));
      if (range === undefined || range === null) return null;
      return modified(node, text, (inner) => ({ ...span, kind: 'subquery', inner, rangeSeconds: range, stepSeconds: step ?? null, offsetSeconds: 0, at: null }));
    }
    case 'OffsetExpr': {
      const written = node.getChild('OffsetDurationExpr');
      const offsetSeconds = written === null ? null : promqlDuration(text.slice(written.from, written.to));
      return offsetSeconds === null ? null : modified(node, text, (inner) => (inner.kind === 'selector' || inner.kind === 'subquery' ? { ...inner, offsetSeconds } : null));
    }
    case 'StepInvariantExpr': {
      const sign = node.getChild('At');
      const at = sign === null ? '' : text.slice(sign.to, node.to).trim();
      return modified(node, text, (inner) => (inner.kind === 'selector' || inner.kind === 'subquery' ? { ...inner, at } : null));
    }
    default:
      return null;
  }
};

/**
 * Applies a range, offset or `@` to what it follows. The grammar puts it around a whole `a - b offset 5m`; PromQL binds it to the
 * last operand.
 */
const modified = (node: SyntaxNode, text: string, change: (inner: PromqlNode) => PromqlNode | null): PromqlNode | null => {
  const first = expressions(node)[0];
  const inner = first === undefined ? null : convert(first, text);
  if (first === undefined || inner === null) return null;
  return first.name === 'BinaryExpr' || first.name === 'UnaryExpr' ? onLastOperand(inner, change) : change(inner);
};

const onLastOperand = (node: PromqlNode, change: (inner: PromqlNode) => PromqlNode | null): PromqlNode | null => {
  if (node.kind === 'binary') {
    const right = onLastOperand(node.right, change);
    return right === null ? null : { ...node, right };
  }
  if (node.kind !== 'unary') return change(node);
  const inner = onLastOperand(node.inner, change);
  return inner === null ? null : { ...node, inner };
};

const all = (nodes: readonly SyntaxNode[], text: string): readonly PromqlNode[] | null => {
  const converted: PromqlNode[] = [];
  for (const node of nodes) {
    const one = convert(node, text);
    if (one === null) return null;
    converted.push(one);
  }
  return converted;
};

const binary = (node: SyntaxNode, text: string): PromqlNode | null => {
  const [left, right] = all(expressions(node), text) ?? [];
  const operator = children(node).find((child) => !EXPRESSIONS.has(child.name));
  if (left === undefined || right === undefined || operator === undefined) return null;
  const matching = node.getChild('MatchingModifierClause');
  return {
    from: node.from,
    to: node.to,
    kind: 'binary',
    operator: text.slice(operator.from, operator.to).toLowerCase(),
    bool: node.getChild('BoolModifier') !== null,
    matching: matching === null ? '' : words(text.slice(matching.from, matching.to)),
    left,
    right,
  };
};

const aggregate = (node: SyntaxNode, text: string): PromqlNode | null => {
  const operator = node.getChild('AggregateOp');
  const body = node.getChild('FunctionCallBody');
  const given = all(body === null ? [] : expressions(body), text);
  if (operator === null || given === null) return null;
  const modifier = node.getChild('AggregateModifier');
  const labels = modifier?.getChild('GroupingLabels')?.getChildren('LabelName').map((label) => text.slice(label.from, label.to)) ?? [];
  return {
    from: node.from,
    to: node.to,
    kind: 'aggregate',
    operator: text.slice(operator.from, operator.to).toLowerCase(),
    grouping: modifier === null || modifier === undefined ? null : { by: modifier.getChild('By') !== null, labels: labels.toSorted() },
    arguments: given,
  };
};

const MATCHES: ReadonlyMap<string, LabelMatcher['operator']> = new Map([['=', '='], ['!=', '!='], ['=~', '=~'], ['!~', '!~']]);

const selector = (node: SyntaxNode, text: string): PromqlNode | null => {
  const written = node.getChild('Identifier');
  let name = written === null ? '' : text.slice(written.from, written.to);
  const matchers: LabelMatcher[] = [];
  for (const child of children(node.getChild('LabelMatchers') ?? node)) {
    if (child.name === 'Identifier' || child.name === 'LabelMatchers') continue;
    if (child.name === 'QuotedLabelName') {
      name = unquote(text.slice(child.from, child.to));
      continue;
    }
    const [label, sign, value] = children(child).map((part) => text.slice(part.from, part.to));
    const operator = MATCHES.get(sign ?? '');
    if (label === undefined || operator === undefined || value === undefined) return null;
    const plain = /^["'`]/.test(label) ? unquote(label) : label;
    if (plain === '__name__' && operator === '=') name = unquote(value);
    else matchers.push({ label: plain, operator, value: unquote(value) });
  }
  matchers.sort((one, other) => (one.label < other.label ? -1 : one.label > other.label ? 1 : one.value < other.value ? -1 : 1));
  return { from: node.from, to: node.to, kind: 'selector', name, matchers, rangeSeconds: null, offsetSeconds: 0, at: null };
};

const words = (text: string): string => text.replace(/\s+/g, ' ').replace(/\s*\(\s*/g, ' (').replace(/\s*\)/g, ')').replace(/\s*,\s*/g, ', ').trim().toLowerCase();
