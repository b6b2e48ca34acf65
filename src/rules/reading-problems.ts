import type { IncidentRecord, ReadingProblem } from '../record/record.ts';
import type { RuleFinding } from './define-rule.ts';

/** Findings for what the reader could not make sense of, one each. */
export const findingsFor = function* ({ problems }: IncidentRecord, kinds: readonly ReadingProblem['kind'][]): Iterable<RuleFinding> {
  for (const { kind, message, expected, source } of problems) {
    if (kinds.includes(kind)) yield { source, message, ...(expected !== null && { suggestion: `Expected ${expected}` }) };
  }
};
