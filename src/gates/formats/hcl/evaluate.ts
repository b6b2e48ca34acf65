import type { HclExpression } from './expression.ts';

export type HclValue = string | number | boolean | null | readonly HclValue[] | { readonly [key: string]: HclValue };

/** A value, or what it depends on that the repository does not tell (`var.threshold`). */
export type HclResult = { readonly value: HclValue } | { readonly unknown: string };

/** Gives the value of `var.x`, `local.y`, …; `depth` bounds definitions that refer to one another. */
export type HclResolve = (path: readonly (string | number)[], depth: number) => HclResult;

const MAX_DEPTH = 40;

/** Evaluates an expression as far as its parts are known. Never throws, and ends for definitions that go in circles. */
export const evaluateHcl = (node: HclExpression, resolve: HclResolve, depth = 0): HclResult => {
  if (depth > MAX_DEPTH) return { unknown: 'a definition that goes in circles' };
  const inner = (one: HclExpression): HclResult => evaluateHcl(one, resolve, depth + 1);
  switch (node.kind) {
    case 'literal':
      return { value: node.value };
    case 'other':
      return { unknown: node.text.length > 60 ? `${node.text.slice(0, 57)}…` : node.text };
    case 'reference':
      return resolve(node.path, depth + 1);
    case 'template': {
      const parts = every(node.parts, inner);
      if ('unknown' in parts) return parts;
      const [only] = parts.values;
      if (parts.values.length === 1 && only !== undefined) return { value: only };
      return { value: parts.values.map(asText).join('') };
    }
    case 'conditional': {
      const test = inner(node.test);
      if ('unknown' in test) return test;
      return inner(test.value === true || test.value === 'true' ? node.whenTrue : node.otherwise);
    }
    case 'tuple': {
      const items = every(node.items, inner);
      return 'unknown' in items ? items : { value: items.values };
    }
    case 'object': {
      const keys = every(node.entries.map(([key]) => key), inner);
      const values = every(node.entries.map(([, value]) => value), inner);
      if ('unknown' in keys) return keys;
      if ('unknown' in values) return values;
      return { value: Object.fromEntries(keys.values.map((key, index) => [asText(key), values.values[index] ?? null])) };
    }
    case 'operation': {
      const operands = every(node.operands, inner);
      return 'unknown' in operands ? operands : operate(node.operator, operands.values);
    }
    case 'call': {
      if (node.name === 'try' || node.name === 'coalesce') return firstKnown(node.arguments.map(inner), node.name);
      const given = every(node.arguments, inner);
      return 'unknown' in given ? given : call(node.name, given.values);
    }
  }
};

/** Text of an expression with what is unknown in it left as `${…}`; null where the whole is unknown. */
export const partialText = (node: HclExpression, resolve: HclResolve): string | null => {
  const whole = evaluateHcl(node, resolve);
  if ('value' in whole) return asText(whole.value);
  if (node.kind !== 'template') return null;
  return node.parts
    .map((part) => {
      const result = evaluateHcl(part, resolve);
      return 'value' in result ? asText(result.value) : `\${${result.unknown}}`;
    })
    .join('');
};

const every = (nodes: readonly HclExpression[], inner: (node: HclExpression) => HclResult): { readonly values: readonly HclValue[] } | { readonly unknown: string } => {
  const values: HclValue[] = [];
  for (const node of nodes) {
    const result = inner(node);
    if ('unknown' in result) return result;
    values.push(result.value);
  }
  return { values };
};

/** `try` takes the first that can be evaluated; `coalesce` the first that is not empty, which is unknown where one before it is. */
const firstKnown = (results: readonly HclResult[], name: string): HclResult => {
  const found = name === 'try' ? results.find((one) => 'value' in one) : results.find((one) => 'unknown' in one || (one.value !== null && one.value !== ''));
  return found ?? results[0] ?? { unknown: `${name}()` };
};

/** Text of a value inside a template. */
export const asText = (value: HclValue): string => (typeof value === 'string' ? value : value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Number of a value: Terraform takes `"0.5"` where a number is asked for. */
export const asNumber = (value: HclValue | undefined): number | null => {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isNaN(number) ? null : number;
};

const operate = (operator: string, operands: readonly HclValue[]): HclResult => {
  const [left, right] = operands;
  if (left === undefined) return { unknown: operator };
  if (right === undefined) {
    if (operator === '!') return { value: left !== true };
    const number = asNumber(left);
    return number === null ? { unknown: operator } : { value: -number };
  }
  switch (operator) {
    case '==':
      return { value: JSON.stringify(left) === JSON.stringify(right) };
    case '!=':
      return { value: JSON.stringify(left) !== JSON.stringify(right) };
    case '&&':
      return { value: left === true && right === true };
    case '||':
      return { value: left === true || right === true };
    default:
  }
  const [one, other] = [asNumber(left), asNumber(right)];
  if (one === null || other === null) return { unknown: `${asText(left)} ${operator} ${asText(right)}` };
  const results: Readonly<Record<string, number | boolean>> = {
    '+': one + other, '-': one - other, '*': one * other, '/': one / other, '%': one % other, '>': one > other, '>=': one >= other, '<': one < other, '<=': one <= other,
  };
  const value = results[operator];
  return value === undefined ? { unknown: operator } : { value };
};

const isList = (value: HclValue | undefined): value is readonly HclValue[] => Array.isArray(value);
const isMap = (value: HclValue | undefined): value is { readonly [key: string]: HclValue } => value !== null && typeof value === 'object' && !Array.isArray(value);

const call = (name: string, given: readonly HclValue[]): HclResult => {
  const [first, second, third] = given;
  switch (name) {
    case 'lower':
      return { value: asText(first ?? '').toLowerCase() };
    case 'upper':
      return { value: asText(first ?? '').toUpperCase() };
    case 'trimspace':
      return { value: asText(first ?? '').trim() };
    case 'tostring':
      return { value: asText(first ?? '') };
    case 'tonumber':
      return { value: asNumber(first) };
    case 'tobool':
      return { value: first === true || first === 'true' };
    case 'tolist':
    case 'toset':
    case 'tomap':
      return { value: first ?? null };
    case 'jsonencode':
      return { value: JSON.stringify(first ?? null) };
    case 'length':
      return { value: isList(first) ? first.length : isMap(first) ? Object.keys(first).length : asText(first ?? '').length };
    case 'concat':
      return { value: given.flatMap((one) => (isList(one) ? [...one] : [one])) };
    case 'merge':
      return { value: Object.assign({}, ...given.filter(isMap)) };
    case 'lookup':
      return isMap(first) ? { value: first[asText(second ?? '')] ?? third ?? null } : { unknown: 'lookup()' };
    case 'join':
      return isList(second) ? { value: second.map(asText).join(asText(first ?? '')) } : { unknown: 'join()' };
    case 'replace':
      return { value: asText(first ?? '').replaceAll(asText(second ?? ''), asText(third ?? '')) };
    case 'max':
    case 'min': {
      const numbers = given.map(asNumber).filter((one) => one !== null);
      return numbers.length === given.length && numbers.length > 0 ? { value: Math[name](...numbers) } : { unknown: `${name}()` };
    }
    case 'format':
      return formatted(given);
    default:
      return { unknown: `${name}()` };
  }
};

/** The verbs of `format` that configurations use: `%s`, `%d`, `%v`, `%q`, `%%`, `%.2f`. */
const formatted = ([pattern, ...given]: readonly HclValue[]): HclResult => {
  let next = 0;
  let odd = false;
  const value = asText(pattern ?? '').replace(/%(?:\.(\d+))?([a-z%])/g, (written, digits: string | undefined, verb: string) => {
    if (verb === '%') return '%';
    const one = given[next++] ?? null;
    if (verb === 's' || verb === 'v' || verb === 'd') return asText(one);
    if (verb === 'q') return JSON.stringify(asText(one));
    if (verb === 'f' && digits !== undefined) return (asNumber(one) ?? Number.NaN).toFixed(Number(digits));
    odd = true;
    return written;
  });
  return odd ? { unknown: 'format()' } : { value };
};
