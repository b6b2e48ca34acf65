import type { SettingRule } from '../adapter.ts';
import { CHANGE_RULES, type ChangeRuleId } from '../changes.ts';
import { compareEnforcement, type EnforcementChange } from '../enforcement.ts';
import type { GateUnit } from '../model.ts';
import { change, type UnitChange } from './change.ts';
import { compareConditions } from './conditions.ts';
import { compareSettings } from './settings.ts';

const ENFORCEMENT_RULES = {
  disarmed: 'gate-disarmed', armed: 'gate-armed', downgraded: 'consequence-downgraded', upgraded: 'consequence-upgraded',
  hidden: 'opaque-became', shown: 'opaque-resolved', unranked: 'consequence-unranked',
} as const satisfies Record<Exclude<EnforcementChange, 'same'>, ChangeRuleId>;

/**
 * Everything that differs between two versions of a unit. Comparing them the other way round gives the mirror of each change. Where
 * nothing that is modelled differs but the body does, the change is cosmetic, or, for a unit without conditions, one that
 * nobody can rank.
 */
export const compareUnits = (before: GateUnit, after: GateUnit, rules: Readonly<Record<string, SettingRule>>): readonly UnitChange[] => {
  const provenance = [
    ...listChange('provenance-dropped', 'incidents that paid for it', missingIn(before.paidFor, after.paidFor), true),
    ...listChange('provenance-added', 'incidents that paid for it', missingIn(after.paidFor, before.paidFor), false),
  ];
  // That something publishes or reports no longer stops anything is no loss of a check.
  const consequence = before.acts === true && after.acts === true ? [] : compareConsequence(before, after);
  const changes = [...consequence, ...compareSubstance(before, after, rules), ...provenance];
  if (changes.length > 0) return withoutRepeats(changes);
  if (before.body === after.body && before.title === after.title) return [];
  const readable = before.conditions.length > 0 && before.opaque === null;
  return before.body === after.body || readable ? [change('reworded', 'wording', null, null)] : [change('command-changed', 'what it runs', null, null)];
};

const compareConsequence = (before: GateUnit, after: GateUnit): readonly UnitChange[] => {
  const step = compareEnforcement(before.enforcement, after.enforcement);
  if (step === 'same') return [];
  const weakened = step === 'disarmed' || step === 'downgraded' || step === 'hidden';
  return [change(ENFORCEMENT_RULES[step], 'enforcement', printEnforcement(before, step === 'unranked' || !weakened), printEnforcement(after, step === 'unranked' || weakened))];
};

/** `observe (continue-on-error: true on the step)`: the rung, and for the weaker side the link that decides it. */
const printEnforcement = (unit: GateUnit, explain: boolean): string => {
  const link = explain ? unit.chain.find(({ enforcement }) => enforcement === unit.enforcement) : undefined;
  return link === undefined ? unit.enforcement : `${unit.enforcement} (${link.reason})`;
};

const compareSubstance = (before: GateUnit, after: GateUnit, rules: Readonly<Record<string, SettingRule>>): readonly UnitChange[] => {
  if (before.opaque === null && after.opaque !== null) return [change('opaque-became', 'definition', 'readable', after.opaque)];
  if (before.opaque !== null && after.opaque === null) return [change('opaque-resolved', 'definition', before.opaque, 'readable')];
  const idle = before.acts === true && after.acts === true;
  const relevant = (settings: GateUnit['settings']): GateUnit['settings'] => (idle ? Object.fromEntries(Object.entries(settings).filter(([name]) => rules[name]?.ofChecks !== true)) : settings);
  return [
    ...compareConditions(before.conditions, after.conditions),
    ...(idle ? [] : compareScope(before, after, rules['scope'])),
    ...compareSettings(relevant(before.settings), relevant(after.settings), rules),
  ];
};

/** Fewer elements are narrower, unless the format orders its scope itself. */
const compareScope = (before: GateUnit, after: GateUnit, rule: SettingRule | undefined): readonly UnitChange[] => {
  const [gone, come] = [missingIn(before.scope, after.scope), missingIn(after.scope, before.scope)];
  if (rule?.compare === undefined) return [...listChange('scope-narrowed', 'scope', gone, true), ...listChange('scope-widened', 'scope', come, false)];
  const order = rule.compare(before.scope, after.scope);
  if (order === 'same') return [];
  return [change(order === 'weaker' ? rule.weaker : order === 'stronger' ? rule.stronger : 'setting-changed', rule.title, listed(gone), listed(come))];
};

const listed = (items: readonly string[]): string | null => (items.length === 0 ? null : items.join(', '));

const missingIn = (items: readonly string[], other: readonly string[]): readonly string[] => {
  const present = new Set(other);
  return items.filter((item) => !present.has(item));
};

const listChange = (rule: ChangeRuleId, subject: string, items: readonly string[], gone: boolean): readonly UnitChange[] => {
  if (items.length === 0) return [];
  const text = items.join(', ');
  return [gone ? change(rule, subject, text, null) : change(rule, subject, null, text)];
};

const CONSEQUENCES: ReadonlySet<ChangeRuleId> = new Set(['gate-disarmed', 'gate-armed', 'consequence-downgraded', 'consequence-upgraded']);

/** A setting often says what the enforcement says already (`onBreach`, `enforcementAction`): one finding a consequence, the first. */
const withoutRepeats = (changes: readonly UnitChange[]): readonly UnitChange[] => {
  const kinds = new Set<string>();
  return changes.filter((one) => {
    if (!CONSEQUENCES.has(one.rule)) return true;
    const direction = CHANGE_RULES[one.rule].kind === 'strengthened' ? 'up' : 'down';
    if (kinds.has(direction)) return false;
    kinds.add(direction);
    return true;
  });
};
