import type { SettingOrder } from '../../adapter.ts';
import type { Comparator, SettingValue } from '../../model.ts';
import { constantOf } from './constant.ts';
import { operands } from './firing.ts';
import { printMatcher } from './print.ts';
import type { LabelMatcher, PromqlNode, PromqlOf } from './tree.ts';

/** All selectors of an expression, in order of writing. */
export const selectorsOf = (node: PromqlNode): readonly PromqlOf<'selector'>[] => {
  const found: PromqlOf<'selector'>[] = [];
  const open: PromqlNode[] = [node];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    if (current.kind === 'selector') found.push(current);
    open.push(...operands(current).toReversed());
  }
  return found;
};

/** Functions that take each series by itself: fewer series in, fewer out. */
const SUMS: ReadonlySet<string> = new Set(['sum', 'count', 'max', 'group', 'topk']);

/**
 * Selectors whose labels only say *where* the alert looks: a further matcher there leaves fewer series to fire on. Not those of
 * a denominator, of an average, or of a sum that must fall below its threshold, where a narrower selector may fire sooner.
 */
export const scopingSelectors = (node: PromqlNode, comparator: Comparator): ReadonlySet<PromqlOf<'selector'>> => {
  const found = new Set<PromqlOf<'selector'>>();
  const rising = comparator === 'gt' || comparator === 'gte';
  const falling = comparator === 'lt' || comparator === 'lte';
  const visit = (current: PromqlNode): void => {
    switch (current.kind) {
      case 'selector':
        found.add(current);
        return;
      case 'subquery':
      case 'unary':
        if (current.kind === 'subquery' || current.operator === '+') visit(current.inner);
        return;
      case 'call':
        if (!current.name.startsWith('absent') && current.name !== 'scalar') current.arguments.forEach(visit);
        return;
      case 'aggregate': {
        const monotone = (rising && SUMS.has(current.operator)) || (falling && current.operator === 'min');
        const operand = current.arguments.at(-1);
        if (monotone && operand !== undefined) visit(operand);
        return;
      }
      case 'binary': {
        if (['+', '*', 'or', 'and'].includes(current.operator)) {
          visit(current.left);
          visit(current.right);
        } else if (['-', '/', 'unless', '>', '>=', '<', '<=', '==', '!='].includes(current.operator)) {
          visit(constantOf(current.left) === null ? current.left : current.right);
        }
        return;
      }
      default:
    }
  };
  visit(node);
  return found;
};

/** `http_requests_total: code=~"5.."`, one entry a matcher. */
export const matcherEntries = (selectors: Iterable<PromqlOf<'selector'>>): readonly string[] => {
  const entries = new Set<string>();
  for (const selector of selectors) for (const matcher of selector.matchers) entries.add(`${selector.name}: ${printMatcher(matcher)}`);
  return [...entries].toSorted();
};

interface ScopeEntry extends LabelMatcher {
  readonly metric: string;
}

const readEntry = (entry: string): ScopeEntry => {
  const colon = entry.indexOf(': ');
  const rest = entry.slice(colon + 2);
  const quote = rest.indexOf('"');
  const operator = ['=~', '!~', '!='].find((sign) => rest.slice(0, quote).endsWith(sign)) ?? '=';
  return {
    metric: entry.slice(0, colon),
    label: rest.slice(0, quote - operator.length),
    operator: operator === '=~' || operator === '!~' || operator === '!=' ? operator : '=',
    value: String(JSON.parse(rest.slice(quote))),
  };
};

/** Orders two lists of {@link matcherEntries}: the one that selects fewer series is weaker. */
export const compareMatchers = (before: SettingValue, after: SettingValue): SettingOrder => {
  if (!Array.isArray(before) || !Array.isArray(after)) return 'incomparable';
  const old = before.map(String).map(readEntry);
  const fresh = after.map(String).map(readEntry);
  const narrower = old.every((one) => selectsAll(one) || fresh.some((other) => implies(other, one)));
  const wider = fresh.every((one) => selectsAll(one) || old.some((other) => implies(other, one)));
  return narrower && wider ? 'same' : narrower ? 'weaker' : wider ? 'stronger' : 'incomparable';
};

const selectsAll = (one: LabelMatcher): boolean => one.operator === '=~' && one.value === '.*';

/** Whether whatever the first matcher lets through the second lets through as well. */
const implies = (one: ScopeEntry, other: ScopeEntry): boolean => {
  if (one.metric !== other.metric || one.label !== other.label) return false;
  if (one.operator === other.operator && one.value === other.value) return true;
  const given = literals(one);
  const asked = literals(other);
  if (given === null || asked === null) return false;
  const positive = one.operator === '=' || one.operator === '=~';
  if (other.operator === '=' || other.operator === '=~') return positive && given.every((value) => asked.includes(value));
  return positive ? given.every((value) => !asked.includes(value)) : asked.every((value) => given.includes(value));
};

/** Values of a matcher that lists them (`a|b|c`); null where it is a pattern. */
const literals = (one: LabelMatcher): readonly string[] | null => {
  if (one.operator === '=' || one.operator === '!=') return [one.value];
  const alternatives = one.value.replace(/^\((?:\?:)?([^()]*)\)$/, '$1').split('|');
  return alternatives.every((value) => /^[\w\-:/ ]*$/.test(value)) ? alternatives : null;
};
