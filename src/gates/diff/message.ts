import { CHANGE_RULES, type ChangeRuleId } from '../changes.ts';
import type { UnitChange } from '../compare/change.ts';

/** What a rule says happened, as the end of a sentence whose subject is the thing that changed. */
const VERBS: Partial<Readonly<Record<ChangeRuleId, string>>> = {
  'gate-removed': 'is gone', 'gate-added': 'is new', 'gate-disarmed': 'is disarmed', 'gate-armed': 'is armed',
  'consequence-downgraded': 'has a weaker consequence', 'consequence-upgraded': 'has a stronger consequence',
  'threshold-loosened': 'is loosened', 'threshold-tightened': 'is tightened', 'comparator-loosened': 'is loosened', 'comparator-tightened': 'is tightened',
  'comparator-flipped': 'now fires on the other side', 'hold-lengthened': 'is longer, so it fires later', 'hold-shortened': 'is shorter',
  'tolerance-raised': 'are more', 'tolerance-lowered': 'are fewer', 'sampling-reduced': 'are fewer', 'sampling-increased': 'are more',
  'nodata-permissive': 'is let through', 'nodata-strict': 'is no longer let through', 'scope-narrowed': 'is narrower', 'scope-widened': 'is wider',
  'exposure-increased': 'exposes more at once', 'exposure-decreased': 'exposes less at once', 'bake-shortened': 'is shorter', 'bake-lengthened': 'is longer',
  'bypass-added': 'lets people pass', 'bypass-removed': 'lets fewer people pass', 'required-context-dropped': 'is no longer required', 'required-context-added': 'is required now',
  'recovery-slackened': 'allows a slower recovery', 'recovery-tightened': 'asks for a faster recovery', 'permission-granted': 'grants more', 'permission-revoked': 'grants less',
  'provenance-dropped': 'are fewer', 'provenance-added': 'are more', 'consequence-unranked': 'may be weaker or stronger: one of the two is decided outside the repository', 'opaque-became': 'can no longer be read from the repository', 'opaque-resolved': 'can be read now',
  'task-removed': 'is gone; it checked nothing', 'task-added': 'is new; it checks nothing',
  'gate-moved': 'moved', 'gate-renamed': 'is renamed', 'gate-superseded': 'is replaced', reworded: 'is different', 'condition-removed': 'is gone', 'condition-added': 'is new',
};

/** What happened to what, without the values: "threshold of http_5xx_ratio is loosened". */
export const changeInWords = ({ rule, subject }: Pick<UnitChange, 'rule' | 'subject'>): string =>
  `${subject} ${VERBS[rule] ?? (CHANGE_RULES[rule].kind === 'incomparable' ? 'changed in a way that cannot be ranked' : 'changed')}`;

/** One sentence without a full stop: "threshold of http_5xx_ratio is loosened: > 0.3 → > 0.45". */
export const changeMessage = (change: UnitChange): string => {
  const { before, after } = change;
  const words = changeInWords(change);
  if (before === null && after === null) return words;
  if (before === null) return `${words}: ${after ?? ''} added`;
  if (after === null) return `${words}: ${before} removed`;
  return `${words}: ${before} → ${after}`;
};
