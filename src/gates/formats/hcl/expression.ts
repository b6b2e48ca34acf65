import type { SyntaxNode } from '@lezer/common';

/** Offsets in the file. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type HclExpression = Span &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | { readonly kind: 'template'; readonly parts: readonly HclExpression[] }
    /** `var.limits["api"].critical`: names and literal indices in order. */
    | { readonly kind: 'reference'; readonly path: readonly (string | number)[] }
    | { readonly kind: 'conditional'; readonly test: HclExpression; readonly whenTrue: HclExpression; readonly otherwise: HclExpression }
    | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly HclExpression[] }
    | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly HclExpression[] }
    | { readonly kind: 'tuple'; readonly items: readonly HclExpression[] }
    | { readonly kind: 'object'; readonly entries: readonly (readonly [HclExpression, HclExpression])[] }
    /** A part of the language that is not read further (`for`, splat, template directives), as written. */
    | { readonly kind: 'other'; readonly text: string }
  );

/** Children of a node without comments. */
export const children = (node: SyntaxNode): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name !== 'Comment') found.push(child);
  return found;
};

const isOperand = (node: SyntaxNode): boolean => node.name !== '(' && node.name !== ')';

/** Reads the expression at a node; an operand and the steps that follow it (`.name`, `[0]`) make one reference. */
export const readExpression = (node: SyntaxNode, text: string): HclExpression => {
  const span = { from: node.from, to: node.to };
  const [first, ...rest] = children(node).filter(isOperand);
  const other: HclExpression = { ...span, kind: 'other', text: text.slice(node.from, node.to) };
  switch (node.name) {
    case 'Expression': {
      if (first === undefined) return other;
      if (rest.length === 0) return readExpression(first, text);
      const start = readExpression(first, text);
      const path = start.kind === 'reference' ? rest.map((part) => step(part, text)) : [null];
      return path.includes(null) || start.kind !== 'reference'
        ? other
        : { ...span, kind: 'reference', path: [...start.path, ...path.filter((one) => one !== null)] };
    }
    case 'LiteralValue':
      return literal(first ?? null, text, span);
    case 'TemplateExpr':
      return template(first ?? node, text);
    case 'VariableExpr':
      return { ...span, kind: 'reference', path: [text.slice(node.from, node.to)] };
    case 'Operation': {
      return first === undefined ? other : operation(first, text);
    }
    case 'BinaryOperation':
    case 'UnaryOperation':
      return operation(node, text);
    case 'Conditional': {
      const [test, whenTrue, otherwise] = node.getChildren('Expression').map((one) => readExpression(one, text));
      return test === undefined || whenTrue === undefined || otherwise === undefined ? other : { ...span, kind: 'conditional', test, whenTrue, otherwise };
    }
    case 'FunctionCall': {
      const name = node.getChild('FunctionName');
      const given = node.getChild('FunctionArguments')?.getChildren('Expression') ?? [];
      return name === null ? other : { ...span, kind: 'call', name: text.slice(name.from, name.to), arguments: given.map((one) => readExpression(one, text)) };
    }
    case 'CollectionValue':
      return first === undefined ? other : readExpression(first, text);
    case 'Tuple':
      return { ...span, kind: 'tuple', items: node.getChildren('Expression').map((one) => readExpression(one, text)) };
    case 'Object': {
      return { ...span, kind: 'object', entries: node.getChildren('ObjectElem').flatMap((one) => objectEntry(one, text)) };
    }
    default:
      return other;
  }
};

const objectEntry = (node: SyntaxNode, text: string): readonly (readonly [HclExpression, HclExpression])[] => {
  const key = node.getChild('ObjectKey')?.getChild('Expression') ?? null;
  const value = node.getChild('Expression');
  if (key === null || value === null) return [];
  const read = readExpression(key, text);
  // A bare name is a key, not a reference.
  const named: HclExpression = read.kind === 'reference' && read.path.length === 1 ? { kind: 'literal', value: String(read.path[0]), from: read.from, to: read.to } : read;
  return [[named, readExpression(value, text)]];
};

const step = (node: SyntaxNode, text: string): string | number | null => {
  if (node.name === 'GetAttr') {
    const name = node.getChild('Identifier');
    return name === null ? null : text.slice(name.from, name.to);
  }
  if (node.name !== 'Index') return null;
  const inner = node.getChild('NewIndex')?.getChild('Expression') ?? null;
  if (inner === null) {
    const legacy = text.slice(node.from, node.to).replace(/^\./, '');
    return /^\d+$/.test(legacy) ? Number(legacy) : null;
  }
  const read = readExpression(inner, text);
  return read.kind === 'literal' && (typeof read.value === 'string' || typeof read.value === 'number') ? read.value : null;
};

const literal = (node: SyntaxNode | null, text: string, span: Span): HclExpression => {
  const written = text.slice(span.from, span.to);
  if (node?.name === 'NumericLit') return { ...span, kind: 'literal', value: Number(written) };
  if (node?.name === 'BoolLit') return { ...span, kind: 'literal', value: written === 'true' };
  if (node?.name === 'NullLit' || written === 'null') return { ...span, kind: 'literal', value: null };
  return { ...span, kind: 'literal', value: unescape(written.slice(1, -1)) };
};

const operation = (node: SyntaxNode, text: string): HclExpression => {
  const span = { from: node.from, to: node.to };
  const sign = children(node).find((child) => child.name.endsWith('Op'));
  const operands = children(node).filter((child) => !child.name.endsWith('Op') && isOperand(child));
  if (sign === undefined) return { ...span, kind: 'other', text: text.slice(node.from, node.to) };
  // A reference inside an operation is a variable followed by its steps, without an Expression around them.
  const grouped: HclExpression[] = [];
  for (const child of operands) {
    const last = grouped.at(-1);
    if (child.name === 'GetAttr' || child.name === 'Index') {
      const next = step(child, text);
      const continued = last === undefined || next === null ? null : continueReference(last, next, child.to);
      if (continued !== null) grouped[grouped.length - 1] = continued;
      else grouped.push({ from: child.from, to: child.to, kind: 'other', text: text.slice(child.from, child.to) });
    } else {
      grouped.push(readExpression(child, text));
    }
  }
  return { ...span, kind: 'operation', operator: text.slice(sign.from, sign.to), operands: grouped };
};

/** `-var.x` is read as `-var` with a step after it. */
const continueReference = (node: HclExpression, next: string | number, to: number): HclExpression | null => {
  if (node.kind === 'reference') return { ...node, path: [...node.path, next], to };
  const inner = node.kind === 'operation' ? node.operands.at(-1) : undefined;
  const continued = inner === undefined ? null : continueReference(inner, next, to);
  return node.kind !== 'operation' || continued === null ? null : { ...node, operands: [...node.operands.slice(0, -1), continued], to };
};

const template = (node: SyntaxNode, text: string): HclExpression => {
  const heredoc = node.name === 'HeredocTemplate';
  const strips = heredoc && text.startsWith('<<-', node.from);
  const parts: HclExpression[] = [];
  for (const child of children(node)) {
    const span = { from: child.from, to: child.to };
    const written = text.slice(child.from, child.to);
    if (child.name === 'TemplateLiteral') parts.push({ ...span, kind: 'literal', value: heredoc ? written.replaceAll('$${', '${') : unescape(written) });
    else if (child.name === 'TemplateInterpolation') {
      const inner = child.getChild('Expression');
      parts.push(inner === null ? { ...span, kind: 'other', text: written } : readExpression(inner, text));
    } else if (child.name === 'TemplateDirective') parts.push({ ...span, kind: 'other', text: written });
  }
  const whole = { from: node.from, to: node.to };
  return { ...whole, kind: 'template', parts: strips ? unindent(parts) : parts };
};

/** `<<-EOF` takes the common indentation away. */
const unindent = (parts: readonly HclExpression[]): readonly HclExpression[] => {
  const lines = parts.flatMap((part) => (part.kind === 'literal' ? String(part.value).split('\n').slice(1) : []));
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = depths.length === 0 ? 0 : Math.min(...depths);
  if (depth === 0) return parts;
  return parts.map((part) => (part.kind === 'literal' ? { ...part, value: String(part.value).split('\n').map((line, index) => (index === 0 ? line : line.slice(Math.min(depth, line.length - line.trimStart().length)))).join('\n') } : part));
};

const unescape = (text: string): string =>
  text.replaceAll('$${', '${').replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escaped: string) =>
    escaped.length === 5 ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16)) : ({ n: '\n', t: '\t', r: '\r' })[escaped] ?? escaped,
  );
