import { type Token, tokenize } from './tokens.ts';

/** An expression of expr-lang, without parentheses. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: number | string | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  /** `#`, the element that a predicate looks at. */
  | { readonly kind: 'element' }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'member'; readonly object: Expression; readonly property: Expression; readonly optional: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly whenTrue: Expression; readonly otherwise: Expression };

/** Binding strength, weakest first, as in the language's own table of operators. */
const STRENGTH = {
  '|': 5, or: 10, and: 15, '==': 20, '!=': 20, '<': 20, '>': 20, '<=': 20, '>=': 20, in: 20, contains: 20, startsWith: 20, endsWith: 20,
  matches: 20, '..': 25, '+': 30, '-': 30, '*': 60, '/': 60, '%': 60, '**': 100, '??': 500,
} as const;
export type BinaryOperator = keyof typeof STRENGTH;

const SPELLINGS: ReadonlyMap<string, BinaryOperator> = new Map([
  ...Object.keys(STRENGTH).map((one) => [one, one] as const),
  ['||', 'or'],
  ['&&', 'and'],
  ['^', '**'],
] as readonly (readonly [string, BinaryOperator])[]);

const UNARY_STRENGTH = 50;
const MAX_DEPTH = 200;

class Unreadable extends Error {}

/**
 * Reads a condition of an Argo analysis (expr-lang: `result[0] >= 0.95 && len(result) > 0`) with a Pratt parser; gives the
 * reason where it is not an expression. Never throws.
 */
export const parseExpression = (text: string): { readonly expression: Expression } | { readonly error: string } => {
  const split = tokenize(text);
  if ('error' in split) return split;
  const reader = new Reader(split.tokens);
  try {
    const expression = reader.expression(0);
    reader.expect('end', '');
    return { expression };
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message };
    throw error;
  }
};

class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expression(weakest: number): Expression {
    if ((this.#depth += 1) > MAX_DEPTH) throw new Unreadable(`nests deeper than ${MAX_DEPTH} levels`);
    let left = this.#prefix();
    for (;;) {
      const token = this.#peek();
      if (token.kind === 'operator' && token.text === '?' && weakest === 0) {
        this.#take();
        const whenTrue = this.expression(0);
        this.expect('operator', ':');
        left = { kind: 'conditional', test: left, whenTrue, otherwise: this.expression(0) };
        continue;
      }
      const negated = token.kind === 'name' && token.text === 'not' && SPELLINGS.get(this.#peek(1).text) !== undefined;
      const operator = token.kind === 'operator' || token.kind === 'name' ? SPELLINGS.get(negated ? this.#peek(1).text : token.text) : undefined;
      const strength = operator === undefined ? -1 : STRENGTH[operator];
      if (operator === undefined || strength < weakest || (strength === weakest && operator !== '**')) break;
      this.#take();
      if (negated) this.#take();
      left = this.#joined(left, operator, strength);
      if (negated) left = { kind: 'unary', operator: 'not', operand: left };
    }
    this.#depth -= 1;
    return left;
  }

  expect(kind: Token['kind'], text: string): void {
    const token = this.#take();
    if (token.kind !== kind || token.text !== text) {
      throw new Unreadable(`expected ${kind === 'end' ? 'the end' : `"${text}"`} at character ${token.at + 1}, found ${token.kind === 'end' ? 'the end' : `"${token.text}"`}`);
    }
  }

  #joined(left: Expression, operator: BinaryOperator, strength: number): Expression {
    if (operator === '|') {
      // `result | len()` passes the left side as the first argument.
      const piped = this.expression(strength);
      if (piped.kind !== 'call') throw new Unreadable('a pipe leads into something that is no function');
      return { ...piped, arguments: [left, ...piped.arguments] };
    }
    return { kind: 'binary', operator, left, right: this.expression(operator === '**' ? strength - 1 : strength) };
  }

  #prefix(): Expression {
    const token = this.#take();
    switch (token.kind) {
      case 'number':
        return this.#postfix({ kind: 'literal', value: Number(token.text) });
      case 'string':
        return this.#postfix({ kind: 'literal', value: token.text });
      case 'name':
        return this.#named(token);
      case 'operator':
        break;
      case 'end':
        throw new Unreadable('the expression ends too early');
    }
    switch (token.text) {
      case '-':
      case '+':
        return { kind: 'unary', operator: token.text, operand: this.expression(UNARY_STRENGTH) };
      case '!':
        return { kind: 'unary', operator: 'not', operand: this.expression(UNARY_STRENGTH) };
      case '#':
        return this.#postfix({ kind: 'element' });
      case '.': {
        const property = this.#take();
        return this.#postfix({ kind: 'member', object: { kind: 'element' }, property: { kind: 'literal', value: property.text }, optional: false });
      }
      case '(': {
        const inner = this.expression(0);
        this.expect('operator', ')');
        return this.#postfix(inner);
      }
      case '[':
        return this.#postfix({ kind: 'array', items: this.#list(']') });
      case '{': {
        // A predicate: `all(result, {# > 1})`.
        const inner = this.expression(0);
        this.expect('operator', '}');
        return inner;
      }
      default:
        throw new Unreadable(`unexpected "${token.text}" at character ${token.at + 1}`);
    }
  }

  #named(token: Token): Expression {
    switch (token.text) {
      case 'not':
        return { kind: 'unary', operator: 'not', operand: this.expression(UNARY_STRENGTH) };
      case 'true':
      case 'false':
        return { kind: 'literal', value: token.text === 'true' };
      case 'nil':
        return { kind: 'literal', value: null };
      default:
    }
    if (this.#peek().text === '(' && this.#peek().kind === 'operator') {
      this.#take();
      return this.#postfix({ kind: 'call', name: token.text, arguments: this.#list(')') });
    }
    return this.#postfix({ kind: 'name', name: token.text });
  }

  #postfix(start: Expression): Expression {
    let object = start;
    for (;;) {
      const token = this.#peek();
      if (token.kind !== 'operator') return object;
      if (token.text === '.' || token.text === '?.') {
        this.#take();
        const property = this.#take();
        if (property.kind !== 'name') throw new Unreadable(`expected a name at character ${property.at + 1}`);
        object = { kind: 'member', object, property: { kind: 'literal', value: property.text }, optional: token.text === '?.' };
      } else if (token.text === '[') {
        this.#take();
        const property = this.expression(0);
        this.expect('operator', ']');
        object = { kind: 'member', object, property, optional: false };
      } else {
        return object;
      }
    }
  }

  #list(closing: string): readonly Expression[] {
    const items: Expression[] = [];
    while (this.#peek().text !== closing || this.#peek().kind !== 'operator') {
      items.push(this.expression(0));
      if (this.#peek().text !== ',') break;
      this.#take();
    }
    this.expect('operator', closing);
    return items;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }
}
