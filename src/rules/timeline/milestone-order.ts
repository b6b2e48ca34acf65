import type { IncidentRecord } from '../../record/record.ts';
import type { MilestoneFact } from '../../record/timeline.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import { formatMinutes } from '../../record/figures.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { dateSlips, minutesBefore } from './moments.ts';

/** What cannot come before what. Who acknowledges, declares and escalates first differs from team to team, and an impact may end before its cause is known. */
const ORDER: readonly (readonly [earlier: Milestone, later: Milestone])[] = [
  ['started', 'mitigated'], ['started', 'resolved'], ['started', 'identified'], ['started', 'detected'],
  ['detected', 'mitigated'], ['detected', 'resolved'], ['declared', 'mitigated'], ['declared', 'resolved'],
  ['mitigated', 'resolved'], ['identified', 'resolved'],
  ['rollback-decided', 'rollback-started'], ['rollback-started', 'rollback-completed'], ['rollback-decided', 'rollback-completed'],
];

/** Milestones that a label or a column names, or that stand outside the timeline; what words of the text suggest proves nothing. */
const stated = ({ milestones, timeline }: IncidentRecord): ReadonlyMap<Milestone, MilestoneFact> => {
  const guessed = new Set(timeline.filter(({ milestoneLabelled }) => !milestoneLabelled).map(({ source }) => source.start));
  return new Map(
    Object.entries(milestones).flatMap(([name, fact]) => (fact && !guessed.has(fact.source.start) ? [[name as Milestone, fact] as const] : [])),
  );
};

const clock = ({ wall }: MilestoneFact): string => (wall ?? '').replace('T', ' ');

export const milestoneOrder = defineRule({
  id: 'timeline/milestone-order',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'Milestones that cannot stand in this order: resolved before declared, mitigated before started',
    why: 'Time to detect, to mitigate and to resolve are computed from the milestones; in the wrong order they are negative.',
    fix: 'Correct the time of one of the two, or the milestone that it is given.',
    sources: ['Google, Site Reliability Workbook, chapter 9 (incident response)'],
  },
  options: noOptions,
  examples: [
    {
      name: 'repaired before it was declared',
      document: '# Node pool full\n\n- **Key events**\n  - First detected: 2026-01-22 10:56\n  - Incident declared: 2026-01-22 14:41\n  - Repaired: 2026-01-22 13:59\n  - Resolved: 2026-01-22 15:30\n',
      findings: ['6:15-6:31 error "mitigated" (2026-01-22 13:59) stands 42m before "declared" (2026-01-22 14:41)'],
    },
    {
      name: 'mitigated before its cause was known',
      document: '# Node pool full\n\n- **Key events**\n  - First detected: 2026-01-22 10:56\n  - Repaired: 2026-01-22 11:10\n  - Cause identified: 2026-01-22 12:00\n  - Resolved: 2026-01-22 15:30\n',
      findings: [],
    },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const facts = stated(record);
    if (facts.size < 2) return;
    const slipped = new Set(dateSlips(record).map(({ entry }) => entry.source.start));
    const reported = new Set<Milestone>();
    for (const [earlier, later] of ORDER) {
      const [first, second] = [facts.get(earlier), facts.get(later)];
      if (!first || !second || reported.has(later) || slipped.has(first.source.start) || slipped.has(second.source.start)) continue;
      const back = minutesBefore(second, first);
      if (back < 1) continue;
      reported.add(later);
      yield {
        source: second.source,
        message: `"${later}" (${clock(second)}) stands ${formatMinutes(back)} before "${earlier}" (${clock(first)})`,
        suggestion: 'Correct one of the two times, or the milestone that it is given',
        related: [{ source: first.source, message: `"${earlier}"` }],
      };
    }
  },
});
