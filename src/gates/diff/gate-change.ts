import type { Source } from '../../record/source.ts';
import { CHANGE_KINDS, type ChangeKind, type ChangeRuleId, type Level } from '../changes.ts';

/** The incident that paid for a unit, and the action item that says so. */
export interface Payment {
  /** As people call it: `INC-2041`, else the record's id. */
  readonly incident: string;
  /** `<record id>#AI-1`; null where the unit itself names the incident (`paidFor`). */
  readonly action: string | null;
  readonly title: string | null;
  /** Path of the record; null where only the lock or the unit tells. */
  readonly record: string | null;
}

/** A reviewed and expiring permission for one change. */
export interface Acceptance {
  readonly fingerprint: string;
  readonly reason: string;
  readonly by: string;
  /** ISO date, the last day on which it holds. */
  readonly until: string;
}

/** What a change does to a gate's protection: one finding of the ratchet. */
export interface GateChange {
  readonly rule: ChangeRuleId;
  readonly kind: ChangeKind;
  readonly level: Level;
  /** Key of the unit as it is now, or as it was where it is gone. */
  readonly unit: string;
  /** Keys of further units of the file of which the very same is to be said; mostly none. */
  readonly covers: readonly string[];
  /** Key before, where the unit moved or was renamed. */
  readonly previousUnit: string | null;
  readonly title: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly message: string;
  readonly suggestion: string | null;
  readonly paidFor: readonly Payment[];
  /** What the gate as it is now says to the figures of the incidents that paid for it; null where none did. */
  readonly replay: { readonly verdict: 'fires' | 'silent' | 'undecidable'; readonly reason: string } | null;
  /** Stable across commits: says what was changed and into what, not where it stands or what it was. */
  readonly fingerprint: string;
  readonly accepted: Acceptance | null;
  /** An acceptance of this very change that ran out, so that it counts again. */
  readonly expired: Acceptance | null;
  readonly path: string;
  /** Null where the unit is gone. */
  readonly source: Source | null;
}

/**
 * What changes come to together: the gravest kind, or null for no change. A gate that is weaker in one way and stronger in another is
 * one that nobody can rank as a whole.
 */
export const overallKind = (changes: readonly Pick<GateChange, 'kind' | 'unit'>[]): ChangeKind | null => {
  const gravest = CHANGE_KINDS.find((kind) => changes.some((change) => change.kind === kind)) ?? null;
  if (gravest !== 'weakened') return gravest;
  const stronger = new Set(changes.filter(({ kind }) => kind === 'strengthened').map(({ unit }) => unit));
  return changes.every(({ kind, unit }) => kind !== 'weakened' || stronger.has(unit)) ? 'incomparable' : 'weakened';
};
