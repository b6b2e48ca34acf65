import type { BinaryOperator, Expression } from './parse.ts';

/** A value of the condition language. */
export type Value = number | string | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/**
 * What an expression gives: a value; an `error` as the controller would meet it (an index beyond the result, text where a number
 * must be); or `undecidable`, a part of the language that is not evaluated here.
 */
export type Evaluation = { readonly value: Value } | { readonly error: string } | { readonly undecidable: string };

class EvaluationError extends Error {}
class Undecidable extends Error {}

/** Evaluates a condition with its variables (`result`). Pure; never throws. */
export const evaluateExpression = (expression: Expression, variables: Readonly<Record<string, Value>>): Evaluation => {
  try {
    return { value: valueOf(expression, { variables, element: null }) };
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.message };
    if (error instanceof Undecidable) return { undecidable: error.message };
    throw error;
  }
};

interface Scope {
  readonly variables: Readonly<Record<string, Value>>;
  readonly element: Value;
}

const valueOf = (node: Expression, scope: Scope): Value => {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'name': {
      const value = Object.hasOwn(scope.variables, node.name) ? scope.variables[node.name] : undefined;
      if (value === undefined) throw new EvaluationError(`unknown name ${node.name}`);
      return value;
    }
    case 'element':
      return scope.element;
    case 'array':
      return node.items.map((item) => valueOf(item, scope));
    case 'member':
      return member(valueOf(node.object, scope), valueOf(node.property, scope), node.optional);
    case 'unary': {
      const operand = valueOf(node.operand, scope);
      if (node.operator === 'not') return !truth(operand);
      return node.operator === '-' ? -number(operand) : number(operand);
    }
    case 'conditional':
      return truth(valueOf(node.test, scope)) ? valueOf(node.whenTrue, scope) : valueOf(node.otherwise, scope);
    case 'binary':
      return binary(node.operator, node.left, node.right, scope);
    case 'call':
      return call(node.name, node.arguments, scope);
  }
};

const member = (object: Value, property: Value, optional: boolean): Value => {
  if (object === null) {
    if (optional) return null;
    throw new EvaluationError('cannot look into nil');
  }
  if (isList(object)) {
    const index = number(property);
    const found = object[index < 0 ? object.length + index : index];
    if (found === undefined) throw new EvaluationError(`index out of range: ${index} (the result has ${object.length})`);
    return found;
  }
  if (typeof object === 'object' && typeof property === 'string') return Object.hasOwn(object, property) ? (object[property] ?? null) : null;
  throw new EvaluationError(`cannot look into ${typeof object}`);
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const number = (value: Value): number => {
  if (typeof value !== 'number') throw new EvaluationError(`expected a number, found ${value === null ? 'nil' : typeof value}`);
  return value;
};

const truth = (value: Value): boolean => {
  if (typeof value !== 'boolean') throw new EvaluationError(`expected true or false, found ${value === null ? 'nil' : typeof value}`);
  return value;
};

const text = (value: Value): string => {
  if (typeof value !== 'string') throw new EvaluationError('expected text');
  return value;
};

const list = (value: Value): readonly Value[] => {
  if (!isList(value)) throw new EvaluationError('expected a list');
  return value;
};

const binary = (operator: BinaryOperator, left: Expression, right: Expression, scope: Scope): Value => {
  const first = valueOf(left, scope);
  if (operator === 'and') return truth(first) && truth(valueOf(right, scope));
  if (operator === 'or') return truth(first) || truth(valueOf(right, scope));
  if (operator === '??') return first ?? valueOf(right, scope);
  const second = valueOf(right, scope);
  switch (operator) {
    case '==':
      return same(first, second);
    case '!=':
      return !same(first, second);
    case '<':
      return number(first) < number(second);
    case '>':
      return number(first) > number(second);
    case '<=':
      return number(first) <= number(second);
    case '>=':
      return number(first) >= number(second);
    case '+':
      return typeof first === 'string' && typeof second === 'string' ? first + second : number(first) + number(second);
    case '-':
      return number(first) - number(second);
    case '*':
      return number(first) * number(second);
    case '/':
      return number(first) / number(second);
    case '%':
      return number(first) % number(second);
    case '**':
      return number(first) ** number(second);
    case 'in':
      if (isList(second)) return second.some((one) => same(one, first));
      return second !== null && typeof second === 'object' && typeof first === 'string' && Object.hasOwn(second, first);
    case 'contains':
      return text(first).includes(text(second));
    case 'startsWith':
      return text(first).startsWith(text(second));
    case 'endsWith':
      return text(first).endsWith(text(second));
    default:
      throw new Undecidable(`the operator "${operator}" is not evaluated here`);
  }
};

const same = (one: Value, other: Value): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

type Predicate = (element: Value) => Value;

const LIST_FUNCTIONS: Readonly<Record<string, (items: readonly Value[], predicate: Predicate) => Value>> = {
  all: (items, predicate) => items.every((one) => truth(predicate(one))),
  any: (items, predicate) => items.some((one) => truth(predicate(one))),
  none: (items, predicate) => !items.some((one) => truth(predicate(one))),
  one: (items, predicate) => items.filter((item) => truth(predicate(item))).length === 1,
  filter: (items, predicate) => items.filter((one) => truth(predicate(one))),
  map: (items, predicate) => items.map(predicate),
  count: (items, predicate) => items.filter((one) => truth(predicate(one))).length,
};

const FUNCTIONS: Readonly<Record<string, (given: readonly Value[]) => Value>> = {
  asFloat: ([value]) => converted(value),
  asInt: ([value]) => Math.trunc(converted(value)),
  float: ([value]) => converted(value),
  int: ([value]) => Math.trunc(converted(value)),
  isNaN: ([value]) => Number.isNaN(number(value ?? null)),
  isInf: ([value]) => Math.abs(number(value ?? null)) === Number.POSITIVE_INFINITY,
  isNil: ([value]) => value === null || value === undefined,
  default: ([value, fallback]) => value ?? fallback ?? null,
  len: ([value]) => length(value ?? null),
  abs: ([value]) => Math.abs(number(value ?? null)),
  ceil: ([value]) => Math.ceil(number(value ?? null)),
  floor: ([value]) => Math.floor(number(value ?? null)),
  round: ([value]) => Math.round(number(value ?? null)),
  max: (given) => Math.max(...numbers(given)),
  min: (given) => Math.min(...numbers(given)),
  sum: (given) => numbers(given).reduce((total, one) => total + one, 0),
  mean: (given) => numbers(given).reduce((total, one) => total + one, 0) / numbers(given).length,
};

const call = (name: string, given: readonly Expression[], scope: Scope): Value => {
  const overList = Object.hasOwn(LIST_FUNCTIONS, name) ? LIST_FUNCTIONS[name] : undefined;
  const [first, second] = given;
  if (overList !== undefined && first !== undefined && second !== undefined) {
    return overList(list(valueOf(first, scope)), (element) => valueOf(second, { ...scope, element }));
  }
  const plain = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (plain === undefined) throw new Undecidable(`the function ${name}() is not evaluated here`);
  return plain(given.map((one) => valueOf(one, scope)));
};

const numbers = (given: readonly Value[]): readonly number[] => {
  const [first] = given;
  return (first !== undefined && isList(first) ? first : given).map(number);
};

const converted = (value: Value | undefined): number => {
  const result = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof result !== 'number') throw new EvaluationError('cannot be read as a number');
  return result;
};

const length = (value: Value): number => {
  if (typeof value === 'string' || isList(value)) return value.length;
  if (value !== null && typeof value === 'object') return Object.keys(value).length;
  throw new EvaluationError('has no length');
};
