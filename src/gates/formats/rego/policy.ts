import type { SettingOrder, SettingRule } from '../../adapter.ts';
import type { Comparator, Condition, SettingValue } from '../../model.ts';
import { compact } from '../compact.ts';
import { condition } from '../gate-unit.ts';
import type { RegoModule, RegoRule } from './module.ts';

/** A comparison with a literal in the body of a rule: the rule can refuse only where it holds. */
export interface RegoComparison {
  /** What is compared, with local variables written out. */
  readonly metric: string;
  readonly comparator: Comparator;
  readonly threshold: number;
}

/** What a rule asks before it refuses something, in a form in which two versions can be compared. */
export interface RegoPolicy {
  readonly comparisons: readonly RegoComparison[];
  /** Clauses that must hold as well, sorted: one more and the rule refuses less. */
  readonly clauses: readonly string[];
  /** Values and rules that it refers to by name, sorted, as `name: text`. */
  readonly uses: readonly string[];
  /** Entries of the lists that it refers to whose names say that they allow something. */
  readonly allowed: readonly string[];
  /** Entries of the lists that it refers to whose names say that they forbid or demand something. */
  readonly demanded: readonly string[];
}

const COMPARATORS: Readonly<Record<string, Comparator>> = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte', '==': 'eq', '!=': 'ne' };
const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };
const NUMBER = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Names of lists that let something pass, and of lists that stop it or ask for it. */
export const ALLOWING = /^(?:allow|exempt|exclude|except|ignore|skip|permit|trusted|approved|valid|safe|repos$)/i;
export const DEMANDING = /^(?:deny|denied|disallow|forbid|block|require|mandatory|labels$|annotations$|probes$|must|ban|prohibit|restricted|unsafe|insecure)/i;

/** Rules by the name by which others refer to them. */
export type RegoIndex = ReadonlyMap<string, readonly RegoRule[]>;

export const indexRego = (modules: readonly RegoModule[]): RegoIndex => {
  const index = new Map<string, RegoRule[]>();
  for (const rule of modules.flatMap(({ rules }) => rules)) {
    const known = index.get(rule.name);
    if (known === undefined) index.set(rule.name, [rule]);
    else known.push(rule);
  }
  return index;
};

/** Reads a rule with what it refers to among the rules of its module and of the modules beside it. */
export const readPolicy = (rule: RegoRule, rules: RegoIndex): RegoPolicy => {
  const used = reach(rule, rules);
  const lists = used.flatMap((one) => listOf(one, ALLOWING).concat(listOf(one, DEMANDING)));
  const own = rule.body === null ? [] : clausesOf(rule.body, rule.key);
  const comparisons = own.flatMap((tokens) => comparisonOf(tokens) ?? []);
  return {
    comparisons,
    clauses: rule.body === null ? [rule.normal.slice(rule.normal.indexOf(' ') + 1)] : own.filter((tokens) => comparisonOf(tokens) === null).map(compact).toSorted(),
    uses: used.filter((one) => !lists.some(({ from }) => from === one)).map((one) => `${one.name}: ${bodyText(one)}`).toSorted(),
    allowed: entries(lists, ALLOWING),
    demanded: entries(lists, DEMANDING),
  };
};

/** The comparisons as conditions of a unit; those of one rule must hold together, so `conjunct` names the rule. */
export const regoConditions = (comparisons: readonly RegoComparison[], conjunct: string, source: Condition['source']): readonly Condition[] =>
  comparisons.map((one) => condition({ ...one, source, ...(comparisons.length > 1 ? { conjunct } : {}) }));

/** Ordering of what {@link readPolicy} gives as settings of a unit. */
export const REGO_SETTINGS = {
  clauses: { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'what must hold before it refuses', fallback: [], compare: (before, after) => byInclusion(before, after) },
  uses: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'rules that it builds on', fallback: [] },
  allowed: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'what is allowed', fallback: [] },
  demanded: { direction: 'more-is-stronger', weaker: 'condition-removed', stronger: 'condition-added', title: 'what is demanded or forbidden', fallback: [] },
} satisfies Record<string, SettingRule>;

/** Clauses of which all must hold: more are weaker; one in the place of another is neither. */
const byInclusion = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [new Set(Array.isArray(before) ? before : []), new Set(Array.isArray(after) ? after : [])];
  const kept = [...old].every((clause) => fresh.has(clause));
  const known = [...fresh].every((clause) => old.has(clause));
  return kept ? (known ? 'same' : 'weaker') : known ? 'stronger' : 'incomparable';
};

/** The clauses of a body without those that only word the message, local names written out where they stand for a plain value. */
const clausesOf = (body: readonly (readonly string[])[], key: string | null): readonly (readonly string[])[] => {
  const message = new Set(key === null ? [] : (key.match(/\b[a-z_]\w*\b/gi) ?? []));
  const meanings = new Map<string, readonly string[]>();
  const kept: (readonly string[])[] = [];
  for (const tokens of body) {
    const written = tokens.flatMap((token, index) => (tokens[index - 1] === '.' ? [token] : (meanings.get(token) ?? [token])));
    const [name = '', sign] = tokens;
    if ((sign === ':=' || sign === '=') && message.has(name)) continue;
    if (sign === ':=' && isReference(written.slice(2))) meanings.set(name, written.slice(2));
    else if (!(name === 'some' && !tokens.includes('in'))) kept.push(written);
  }
  return kept;
};

/** `input.spec.replicas`, `input.containers[_].image`, `count(input.x)`: what stands for itself wherever it is written. */
const isReference = (tokens: readonly string[]): boolean => tokens.length > 0 && tokens.every((token) => /^[\w.[\]"()-]+$|^"(?:[^"\\]|\\.)*"$/.test(token)) && /^[a-z_]/i.test(tokens[0] ?? '');

const comparisonOf = (tokens: readonly string[]): RegoComparison | null => {
  let depth = 0;
  let at = -1;
  for (const [index, token] of tokens.entries()) {
    if ('([{'.includes(token)) depth += 1;
    else if (')]}'.includes(token)) depth -= 1;
    else if (depth === 0 && COMPARATORS[token] !== undefined) at = index;
  }
  const sign = tokens[at];
  if (sign === undefined || tokens[0] === 'not' || tokens[0] === 'every') return null;
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
  const plain = numberOf(right);
  const turned = plain === null ? numberOf(left) : null;
  const threshold = plain ?? turned;
  const comparator = COMPARATORS[plain === null ? (MIRRORED[sign] ?? sign) : sign];
  return threshold === null || comparator === undefined ? null : { metric: compact(plain === null ? right : left), comparator, threshold };
};

/** A literal as the reader splits it: `-`, `0`, `.`, `5`. */
const numberOf = (tokens: readonly string[]): number | null => {
  const text = tokens.join('');
  return NUMBER.test(text.replace(/^-/, '')) ? Number(text) : null;
};

const MAX_REACHED = 200;

/** Rules that a rule refers to, directly and through others, by their names. */
const reach = (rule: RegoRule, rules: RegoIndex): readonly RegoRule[] => {
  const seen = new Set<RegoRule>([rule]);
  const waiting = [rule];
  for (let one = waiting.pop(); one !== undefined && seen.size < MAX_REACHED; one = waiting.pop()) {
    for (const word of new Set(one.normal.match(/\b[a-z_]\w*\b/gi) ?? [])) {
      if (word === rule.name) continue;
      for (const other of rules.get(word) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        waiting.push(other);
      }
    }
  }
  return [...seen].slice(1);
};

const bodyText = (rule: RegoRule): string => rule.normal.slice(rule.normal.indexOf(' ') + 1).replaceAll(/\s+/g, ' ');

interface ListEntry {
  readonly from: RegoRule;
  readonly name: string;
  readonly value: string;
}

/** Entries of a list or set of literals: `allowed := ["a", "b"]`, where its name says what it is for. */
const listOf = (rule: RegoRule, names: RegExp): readonly ListEntry[] => {
  if (!names.test(rule.name)) return [];
  const text = bodyText(rule);
  const inner = /^:?= [[{] (.*) [\]}]$/.exec(text.replace(/ ?, ([\]}])$/, ' $1'))?.[1];
  if (inner === undefined) return [];
  const values = inner.split(' , ').map((value) => value.trim());
  return values.every((value) => /^"[^"]*"$|^\d+$/.test(value)) ? values.map((value) => ({ from: rule, name: rule.name, value })) : [];
};

const entries = (lists: readonly ListEntry[], names: RegExp): readonly string[] => [...new Set(lists.filter(({ name }) => names.test(name)).map(({ name, value }) => `${name}: ${value.replaceAll('"', '')}`))].toSorted();
