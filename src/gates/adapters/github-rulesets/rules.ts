import type { Source } from '../../../record/source.ts';
import { condition, gateUnit } from '../../formats/gate-unit.ts';
import type { Condition, Enforcement, GateUnit, SettingValue } from '../../model.ts';

export const FORMAT = 'github-rulesets';

/** A set of rules for some branches, whether a ruleset or the protection of a branch. */
export interface RuleSet {
  readonly path: string;
  /** Its name, or `branches/main`. */
  readonly name: string;
  readonly enforcement: Enforcement;
  readonly reason: string;
  readonly opaque: string | null;
  /** What holds for all its rules: who may bypass them, which branches they cover. */
  readonly settings: Readonly<Record<string, SettingValue | null>>;
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly type: string;
  /** Checks that a merge needs, for a rule of that type. */
  readonly checks: readonly RequiredCheck[];
  /** Approving reviews that a merge needs; null where the rule says nothing of them. */
  readonly approvals: Figure | null;
  readonly settings: Readonly<Record<string, SettingValue | null>>;
  readonly mark: string | null;
  readonly source: Source;
}

export interface RequiredCheck {
  readonly context: string;
  /** Number of the app that must report it; null for any. */
  readonly app: string | null;
  readonly mark: string | null;
  readonly source: Source;
}

interface Figure {
  readonly value: number;
  readonly source: Source;
}

/** A unit for each rule, and one for each required check. */
export const ruleUnits = (set: RuleSet): readonly GateUnit[] =>
  set.rules.flatMap((rule) => {
    const shared = { path: set.path, format: FORMAT, enforcement: set.enforcement, reason: set.reason, link: 'rule', opaque: set.opaque };
    const settings = { ...set.settings, ...rule.settings };
    if (rule.checks.length > 0) {
      return rule.checks.map((check) => gateUnit({
        ...shared,
        selector: `${set.name}/${rule.type}/${check.context}`,
        title: `required check "${check.context}"`,
        source: check.source,
        mark: check.mark,
        settings: { ...settings, context: check.context, app: check.app },
        body: `required check ${check.context}`,
      }));
    }
    return [gateUnit({
      ...shared,
      selector: `${set.name}/${rule.type}`,
      title: rule.type.replaceAll('_', ' '),
      source: rule.source,
      mark: rule.mark,
      conditions: rule.approvals === null ? [] : [approvals(rule.approvals)],
      settings,
      body: `${rule.type} ${JSON.stringify(rule.settings)}`,
    })];
  });

const approvals = ({ value, source }: Figure): Condition =>
  condition({ metric: 'approving reviews', comparator: 'lt', threshold: value, onNoData: 'fire', source });
