import type { ChangeRuleId } from '../changes.ts';

/** One difference between two versions of a unit, in the words of a reviewer; levels and incidents come later. */
export interface UnitChange {
  readonly rule: ChangeRuleId;
  /** What is different: "threshold of error-rate", "failure limit". */
  readonly subject: string;
  /** Null where there was nothing. */
  readonly before: string | null;
  readonly after: string | null;
  /** Name of the condition it concerns, or its metric; null where it concerns the unit. */
  readonly condition: string | null;
}

export const change = (rule: ChangeRuleId, subject: string, before: string | null, after: string | null, condition: string | null = null): UnitChange => ({
  rule, subject, before, after, condition,
});
