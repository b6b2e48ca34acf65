import type { Source } from '../../record/source.ts';
import type { SettingOrder, SettingRule } from '../adapter.ts';
import type { Comparator, Condition, SettingValue } from '../model.ts';
import { compact } from './compact.ts';
import { condition } from './gate-unit.ts';

/** What a CEL expression demands: it refuses where any part does not hold. */
export interface CelDemands {
  /** Comparisons with a literal, as the gate that fires where they do not hold. */
  readonly conditions: readonly Condition[];
  /** The other parts that must hold, in normal form. */
  readonly clauses: readonly string[];
}

const TOKEN = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?u?|[A-Za-z_]\w*|&&|\|\||[<>=!]=|\S/g;
const MAX_CHARACTERS = 50_000;
const FAILS_WHEN: Readonly<Record<string, Comparator>> = { '<': 'gte', '<=': 'gt', '>': 'lte', '>=': 'lt', '==': 'ne', '!=': 'eq' };
const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };

/** Splits an expression at its outermost `&&`. Reads any text; never throws. */
export const readCel = (text: string, source: Source): CelDemands => {
  if (text.length > MAX_CHARACTERS) return { conditions: [], clauses: [text] };
  const parts = splitAt(unwrapped(tokensOf(text)), '&&').map(unwrapped);
  const read = parts.map((tokens) => ({ tokens, limit: limitOf(tokens, source) }));
  return { conditions: read.flatMap(({ limit }) => limit ?? []), clauses: read.filter(({ limit }) => limit === null).map(({ tokens }) => compact(tokens)) };
};

/** Ordering of the clauses of {@link readCel} as a setting: all must hold, so more of them refuse more. */
export const CEL_DEMANDS: SettingRule = {
  direction: 'unordered', weaker: 'condition-removed', stronger: 'condition-added', title: 'what must hold (CEL)', fallback: [],
  compare: (before, after) => compareDemands(listOf(before), listOf(after)),
};

const listOf = (value: SettingValue): readonly string[] => (Array.isArray(value) ? value : []);

/** A clause in the place of another is weaker where it only adds ways to hold (`a` becomes `a || b`), and stronger the other way round. */
const compareDemands = (before: readonly string[], after: readonly string[]): SettingOrder => {
  const gone = before.filter((clause) => !after.includes(clause));
  const come = after.filter((clause) => !before.includes(clause));
  if (gone.length === 0) return come.length === 0 ? 'same' : 'stronger';
  if (come.length === 0) return 'weaker';
  if (gone.length !== come.length) return 'incomparable';
  return allWithin(gone, come) ? 'weaker' : allWithin(come, gone) ? 'stronger' : 'incomparable';
};

/** Whether each clause holds in no other way than some clause of the other list does. */
const allWithin = (inner: readonly string[], outer: readonly string[]): boolean =>
  inner.every((one) => outer.some((other) => alternatives(one).every((way) => alternatives(other).includes(way))));

const alternatives = (clause: string): readonly string[] => splitAt(tokensOf(clause), '||').map((tokens) => compact(unwrapped(tokens)));

const tokensOf = (text: string): readonly string[] => (text.match(TOKEN) ?? []).filter((token) => !token.startsWith('//'));

const OPEN = new Set(['(', '[', '{']);
const CLOSE = new Set([')', ']', '}']);

const splitAt = (tokens: readonly string[], sign: string): readonly (readonly string[])[] => {
  const parts: string[][] = [[]];
  let depth = 0;
  let ternary = false;
  for (const token of tokens) {
    if (OPEN.has(token)) depth += 1;
    else if (CLOSE.has(token)) depth -= 1;
    ternary ||= depth === 0 && token === '?';
    if (depth === 0 && token === sign) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  // `a && b ? c : d` and, for `&&`, `a || b && c` are one demand as a whole.
  const whole = ternary || (sign === '&&' && hasOutside(tokens, '||'));
  return whole ? [tokens] : parts.filter((part) => part.length > 0);
};

const hasOutside = (tokens: readonly string[], sign: string): boolean => {
  let depth = 0;
  for (const token of tokens) {
    if (OPEN.has(token)) depth += 1;
    else if (CLOSE.has(token)) depth -= 1;
    else if (depth === 0 && token === sign) return true;
  }
  return false;
};

/** Without the parentheses around the whole. */
const unwrapped = (tokens: readonly string[]): readonly string[] => {
  let inner = tokens;
  while (inner[0] === '(' && inner.at(-1) === ')' && closesLast(inner)) inner = inner.slice(1, -1);
  return inner;
};

const closesLast = (tokens: readonly string[]): boolean => {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (OPEN.has(token)) depth += 1;
    else if (CLOSE.has(token)) depth -= 1;
    if (depth === 0) return index === tokens.length - 1;
  }
  return false;
};

const limitOf = (tokens: readonly string[], source: Source): Condition | null => {
  let depth = 0;
  let at = -1;
  for (const [index, token] of tokens.entries()) {
    if (OPEN.has(token)) depth += 1;
    else if (CLOSE.has(token)) depth -= 1;
    else if (depth === 0 && (token === '?' || token === '||')) return null;
    else if (depth === 0 && FAILS_WHEN[token] !== undefined) at = index;
  }
  const sign = tokens[at];
  if (sign === undefined) return null;
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
  const plain = numberOf(right);
  const threshold = plain ?? numberOf(left);
  const comparator = FAILS_WHEN[plain === null ? (MIRRORED[sign] ?? sign) : sign];
  return threshold === null || comparator === undefined ? null : condition({ metric: compact(plain === null ? right : left), comparator, threshold, source });
};

const numberOf = (tokens: readonly string[]): number | null => {
  const text = tokens.join('').replace(/u$/, '');
  return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : null;
};
