import { z } from 'zod/mini';
import { UserError } from '../record/errors.ts';
import type { Severity, SeveritySetting } from '../record/finding.ts';
import { nearest } from '../record/nearest.ts';
import type { EffectiveRule } from '../workspace/configuration/layers.ts';
import { noOptions, type CollectionContext, type Profile, type Rule, type RuleContext, type RuleFinding, type SuppressionContext } from './define-rule.ts';
import { severityFor, type SeverityByProfile } from './profile.ts';
import { RULES } from './registry.ts';

/** What configuration and flags say of the rules for one document. */
export interface RuleSettings {
  /** As `effectiveRules` of the workspace gives it. */
  readonly rules: ReadonlyMap<string, EffectiveRule>;
  /** Ids, or areas such as `timeline/*`; all rules where absent. */
  readonly only?: readonly string[];
}

/** A rule with its parsed options and severities, ready to run. */
interface PreparedRule {
  readonly rule: Rule;
  readonly options: unknown;
  readonly severity: (profile: Profile) => SeveritySetting;
}

const prepared = new WeakMap<RuleSettings, readonly PreparedRule[]>();
const defaults = new Map<Rule, PreparedRule>();

/** The rules as set; checked once for each settings object. A rule or option that does not exist is a user error that names the nearest. */
export const prepareRules = (settings: RuleSettings): readonly PreparedRule[] => {
  const known = prepared.get(settings);
  if (known) return known;
  for (const [id, { layer }] of settings.rules) if (!RULES.some((rule) => rule.id === id)) throw unknownRule(id, layer, RULES.map((rule) => rule.id));
  const wanted = selection(settings.only);
  const list = RULES.filter(({ id }) => wanted(id)).map((rule) => prepare(rule, settings.rules.get(rule.id)));
  prepared.set(settings, list);
  return list;
};

/**
 * A rule that is on in one state of documents. All have one shape, which the rules themselves have not: the engine finds properties of many shapes
 * slowly, and these are read for each rule and document.
 */
export interface ActiveRule<Context> {
  readonly id: string;
  readonly severity: Severity;
  readonly options: unknown;
  readonly hasOptions: boolean;
  readonly run: (context: Context) => Iterable<RuleFinding>;
}

/** The rules that are on in one state of documents, by what they look at. */
export interface ActiveRules {
  readonly alone: readonly ActiveRule<RuleContext<unknown>>[];
  readonly comparing: readonly ActiveRule<CollectionContext<unknown>>[];
  readonly aboutSuppressions: readonly ActiveRule<SuppressionContext<unknown>>[];
  readonly ids: ReadonlySet<string>;
}

const active = new WeakMap<RuleSettings, Map<Profile, ActiveRules>>();

/** The rules that are on for a document; found once for each settings object and state. Errors as {@link prepareRules}. */
export const activeRules = (settings: RuleSettings, profile: Profile): ActiveRules => {
  const known = active.get(settings) ?? new Map<Profile, ActiveRules>();
  active.set(settings, known);
  const before = known.get(profile);
  if (before) return before;
  const alone: ActiveRule<RuleContext<unknown>>[] = [];
  const comparing: ActiveRule<CollectionContext<unknown>>[] = [];
  const aboutSuppressions: ActiveRule<SuppressionContext<unknown>>[] = [];
  for (const { rule, options, severity: of } of prepareRules(settings)) {
    const severity = of(profile);
    if (severity === 'off') continue;
    const { id } = rule;
    const hasOptions = rule.options !== noOptions;
    if ('check' in rule) alone.push({ id, severity, options, hasOptions, run: rule.check });
    else if ('compare' in rule) comparing.push({ id, severity, options, hasOptions, run: rule.compare });
    else aboutSuppressions.push({ id, severity, options, hasOptions, run: rule.review });
  }
  const rules = { alone, comparing, aboutSuppressions, ids: new Set([...alone, ...comparing, ...aboutSuppressions].map(({ id }) => id)) };
  known.set(profile, rules);
  return rules;
};

const unknownRule = (id: string, layer: string, ids: readonly string[]): UserError => {
  const near = nearest(id, ids);
  return new UserError(`there is no rule "${id}"`, { place: layer, hint: near === null ? 'see `postmortem explain` for all rules' : `did you mean "${near}"?` });
};

const selection = (only: readonly string[] | undefined): ((id: string) => boolean) => {
  if (only === undefined || only.length === 0) return () => true;
  for (const pattern of only) {
    if (RULES.some(({ id }) => covers(pattern, id))) continue;
    throw unknownRule(pattern, '--only', [...RULES.map(({ id }) => id), ...RULES.map(({ id }) => `${id.split('/')[0]}/*`)]);
  }
  return (id) => only.some((pattern) => covers(pattern, id));
};

const covers = (pattern: string, id: string): boolean => pattern === id || (pattern.endsWith('/*') && id.startsWith(pattern.slice(0, -1)));

const prepare = (rule: Rule, effective: EffectiveRule | undefined): PreparedRule => {
  if (effective === undefined) {
    // A schema that is used once is not worth the code which would be generated for it.
    const known = defaults.get(rule) ?? { rule, options: rule.options === noOptions ? {} : rule.options.parse({}, { jitless: true }), severity: (profile) => severityFor(rule.severity, profile) };
    defaults.set(rule, known);
    return known;
  }
  const { setting, layer } = effective;
  const set: SeveritySetting | SeverityByProfile = typeof setting === 'string' ? setting : (setting.severity ?? {});
  // One severity for all states turns the rule on everywhere; a map speaks of the states it names only.
  const severity = (profile: Profile): SeveritySetting => severityFor(typeof set === 'string' ? set : { ...rule.severity, ...set }, profile);
  return { rule, options: parseOptions(rule, typeof setting === 'string' ? {} : (setting.options ?? {}), layer), severity };
};

const parseOptions = (rule: Rule, raw: unknown, layer: string): unknown => {
  const result = rule.options.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const keys = rule.options instanceof z.ZodMiniObject ? Object.keys(rule.options.shape) : [];
    const near = nearest(key, keys);
    const hint = keys.length === 0 ? 'it has no options' : near === null ? `its options: ${keys.join(', ')}` : `did you mean "${near}"?`;
    throw new UserError(`the rule ${rule.id} has no option "${key}"`, { place: layer, hint });
  }
  throw new UserError(`the option "${at}" of the rule ${rule.id} is not valid${issue ? `: ${issue.message}` : ''}`, { place: layer, hint: `see postmortem explain ${rule.id}` });
};
