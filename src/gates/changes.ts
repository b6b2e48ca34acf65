/** Ratchet levels, after oasdiff: ERR is certainly less protection, WARN cannot be known from the file, INFO is not weaker. */
export const LEVELS = ['ERR', 'WARN', 'INFO'] as const;
export type Level = (typeof LEVELS)[number];

/** What kind of change a finding is; several findings of one unit have the kind of the gravest. */
export const CHANGE_KINDS = [
  'removed', 'disarmed', 'weakened', 'incomparable', 'superseded', 'moved', 'renamed', 'strengthened', 'added', 'cosmetic',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Every change rule with its kind and its mirror; a test asks that mirrors are mutual. */
export const CHANGE_RULES = {
  'gate-removed': { kind: 'removed', mirror: 'gate-added' },
  'gate-added': { kind: 'added', mirror: 'gate-removed' },
  'gate-disarmed': { kind: 'disarmed', mirror: 'gate-armed' },
  'gate-armed': { kind: 'strengthened', mirror: 'gate-disarmed' },
  'consequence-downgraded': { kind: 'weakened', mirror: 'consequence-upgraded' },
  'consequence-upgraded': { kind: 'strengthened', mirror: 'consequence-downgraded' },
  'consequence-unranked': { kind: 'incomparable', mirror: 'consequence-unranked' },
  'condition-removed': { kind: 'weakened', mirror: 'condition-added' },
  'condition-added': { kind: 'strengthened', mirror: 'condition-removed' },
  'threshold-loosened': { kind: 'weakened', mirror: 'threshold-tightened' },
  'threshold-tightened': { kind: 'strengthened', mirror: 'threshold-loosened' },
  'comparator-loosened': { kind: 'weakened', mirror: 'comparator-tightened' },
  'comparator-tightened': { kind: 'strengthened', mirror: 'comparator-loosened' },
  'comparator-flipped': { kind: 'weakened', mirror: 'comparator-flipped' },
  'hold-lengthened': { kind: 'weakened', mirror: 'hold-shortened' },
  'hold-shortened': { kind: 'strengthened', mirror: 'hold-lengthened' },
  'tolerance-raised': { kind: 'weakened', mirror: 'tolerance-lowered' },
  'tolerance-lowered': { kind: 'strengthened', mirror: 'tolerance-raised' },
  'sampling-reduced': { kind: 'weakened', mirror: 'sampling-increased' },
  'sampling-increased': { kind: 'strengthened', mirror: 'sampling-reduced' },
  'nodata-permissive': { kind: 'weakened', mirror: 'nodata-strict' },
  'nodata-strict': { kind: 'strengthened', mirror: 'nodata-permissive' },
  'scope-narrowed': { kind: 'weakened', mirror: 'scope-widened' },
  'scope-widened': { kind: 'strengthened', mirror: 'scope-narrowed' },
  'exposure-increased': { kind: 'weakened', mirror: 'exposure-decreased' },
  'exposure-decreased': { kind: 'strengthened', mirror: 'exposure-increased' },
  'bake-shortened': { kind: 'weakened', mirror: 'bake-lengthened' },
  'bake-lengthened': { kind: 'strengthened', mirror: 'bake-shortened' },
  'bypass-added': { kind: 'weakened', mirror: 'bypass-removed' },
  'bypass-removed': { kind: 'strengthened', mirror: 'bypass-added' },
  'required-context-dropped': { kind: 'disarmed', mirror: 'required-context-added' },
  'required-context-added': { kind: 'strengthened', mirror: 'required-context-dropped' },
  'recovery-slackened': { kind: 'weakened', mirror: 'recovery-tightened' },
  'recovery-tightened': { kind: 'strengthened', mirror: 'recovery-slackened' },
  'permission-granted': { kind: 'weakened', mirror: 'permission-revoked' },
  'permission-revoked': { kind: 'strengthened', mirror: 'permission-granted' },
  'provenance-dropped': { kind: 'removed', mirror: 'provenance-added' },
  'provenance-added': { kind: 'strengthened', mirror: 'provenance-dropped' },
  'opaque-became': { kind: 'incomparable', mirror: 'opaque-resolved' },
  'opaque-resolved': { kind: 'strengthened', mirror: 'opaque-became' },
  'query-changed': { kind: 'incomparable', mirror: 'query-changed' },
  'window-changed': { kind: 'incomparable', mirror: 'window-changed' },
  'command-changed': { kind: 'incomparable', mirror: 'command-changed' },
  'setting-changed': { kind: 'incomparable', mirror: 'setting-changed' },
  'gate-moved': { kind: 'moved', mirror: 'gate-moved' },
  'gate-renamed': { kind: 'renamed', mirror: 'gate-renamed' },
  'gate-superseded': { kind: 'superseded', mirror: 'gate-superseded' },
  'task-removed': { kind: 'cosmetic', mirror: 'task-added' },
  'task-added': { kind: 'cosmetic', mirror: 'task-removed' },
  reworded: { kind: 'cosmetic', mirror: 'reworded' },
} as const satisfies Record<string, { kind: ChangeKind; mirror: string }>;
export type ChangeRuleId = keyof typeof CHANGE_RULES;
