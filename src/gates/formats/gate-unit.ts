import type { Source } from '../../record/source.ts';
import type { GateLint } from '../adapter.ts';
import { printCondition } from '../compare/print.ts';
import { rankOf, weakestLink } from '../enforcement.ts';
import { type ChainLink, type Condition, type Enforcement, ENFORCEMENT_LADDER, type GateUnit, type SettingValue } from '../model.ts';

/** What an adapter says of a unit; the rest has a plain default. */
export interface UnitFacts {
  readonly path: string;
  readonly selector: string;
  readonly format: string;
  readonly title: string;
  readonly enforcement: Enforcement;
  /** Why the enforcement is what it is, in words a reviewer understands. */
  readonly reason: string;
  /** Name of the chain's only link: `alert`, `policy`, `metric`. */
  readonly link: string;
  readonly source: Source;
  readonly mark?: string | null;
  readonly conditions?: readonly Condition[];
  readonly scope?: readonly string[];
  /** Absent values are left out. */
  readonly settings?: Readonly<Record<string, SettingValue | null>>;
  readonly opaque?: string | null;
  readonly grants?: boolean;
  /** What the unit says without its names. */
  readonly body: string;
}

/** Builds a unit whose chain has one link, its own consequence; `link` passes of adapters lengthen the chain. */
export const gateUnit = (facts: UnitFacts): GateUnit => built({ ...facts, ...withoutEffect(facts) });

const built = (facts: UnitFacts): GateUnit => ({
  key: `${facts.path}#${facts.selector}`,
  path: facts.path,
  selector: facts.selector,
  mark: facts.mark ?? null,
  format: facts.format,
  title: facts.title,
  enforcement: facts.enforcement,
  chain: [{ name: facts.link, enforcement: facts.enforcement, reason: facts.reason, path: facts.path, source: facts.source }],
  conditions: facts.conditions ?? [],
  scope: (facts.scope ?? []).toSorted(),
  settings: present(facts.settings ?? {}),
  paidFor: [],
  opaque: facts.opaque ?? null,
  ...(facts.grants === true ? { grants: true } : {}),
  body: facts.body,
  source: facts.source,
});

/** A unit whose conditions can never fire stops nothing, however it is wired: a share is never below 0 nor above 1. */
const withoutEffect = ({ conditions = [], enforcement }: UnitFacts): Partial<UnitFacts> => {
  const [first] = conditions;
  if (first === undefined || !conditions.every(neverFires) || (rankOf(enforcement) ?? Number.POSITIVE_INFINITY) <= OBSERVE) return {};
  return { enforcement: 'observe', reason: `it cannot fire: ${printCondition(first)} never holds` };
};

const OBSERVE = ENFORCEMENT_LADDER.indexOf('observe');

const neverFires = ({ comparator, threshold, unit, opaque }: Condition): boolean => {
  const whole = unit === 'ratio' ? 1 : unit === '%' ? 100 : null;
  if (whole === null || threshold === null || opaque !== null) return false;
  return (comparator === 'lt' && threshold <= 0) || (comparator === 'lte' && threshold < 0) || (comparator === 'gt' && threshold >= whole) || (comparator === 'gte' && threshold > whole);
};

const present = (settings: Readonly<Record<string, SettingValue | null>>): Readonly<Record<string, SettingValue>> => {
  const kept: Record<string, SettingValue> = {};
  for (const [name, value] of Object.entries(settings)) if (value !== null) kept[name] = value;
  return kept;
};

/** A unit with one more link in its chain; the weakest link is its enforcement. */
export const withLink = (unit: GateUnit, link: ChainLink): GateUnit => {
  const chain = [...unit.chain, link];
  return { ...unit, chain, enforcement: weakestLink(chain) };
};

/** A condition with every field that the format does not have at its neutral value. */
export const condition = (facts: Pick<Condition, 'metric' | 'comparator' | 'threshold' | 'source'> & Partial<Condition>): Condition => ({
  name: null,
  expression: null,
  unit: null,
  windowSeconds: null,
  holdSeconds: null,
  tolerance: null,
  count: null,
  onNoData: 'unknown',
  opaque: null,
  ...facts,
});

/** A set of names as a setting: sorted, each once; null where there are none, so that none and unset are alike. */
export const listSetting = (values: readonly string[]): readonly string[] | null => (values.length === 0 ? null : [...new Set(values)].toSorted());

/** Numbers the second and later selectors of one name, `name@2`, so that every unit of a file has its own. */
export const distinctSelectors = (): ((selector: string) => string) => {
  const seen = new Map<string, number>();
  return (selector) => {
    const count = (seen.get(selector) ?? 0) + 1;
    seen.set(selector, count);
    return count === 1 ? selector : `${selector}@${count}`;
  };
};

/** A finding of `gates lint` about a unit, at the unit unless a closer place is given. */
export const lintOf = (unit: GateUnit, id: string, level: GateLint['level'], message: string, suggestion: string, source: Source = unit.source): GateLint => ({
  id, level, unit: unit.key, message, suggestion, source, path: unit.path,
});
