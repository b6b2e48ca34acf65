import type { StatedDuration } from '../../record/duration.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { DurationKind } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { ENDS, isNear, isOverall, lengthOf, milestonePoints, pointsOf, somePairGives, tolerance } from './lengths.ts';

/** Kinds of which an incident has one. Impacts are several: latent, visible to users, of one service and another. */
const SINGLE: ReadonlySet<DurationKind> = new Set(['detect', 'acknowledge', 'identify', 'rollback']);

const agree = (a: StatedDuration, b: StatedDuration): boolean => Math.abs(a.minutes - b.minutes) <= Math.max(tolerance(a), tolerance(b));

/** Days are counted in many ways. */
const coarsest = 60;

/**
 * Two lengths of the whole impact, near each other, of which the timeline gives one and not the other. Where the timeline names both ends of the
 * impact, the rule that compares with them speaks.
 */
const disproved = (record: IncidentRecord, document: MarkdownDocument): (readonly [wrong: StatedDuration, right: StatedDuration])[] => {
  const impacts = record.durations.filter((stated) => stated.of === 'impact' && stated.qualifier === null && stated.resolution <= coarsest && isOverall(document, record, stated));
  if (impacts.length < 2 || (milestonePoints(record, ENDS.impact.from).length > 0 && milestonePoints(record, ENDS.impact.to).length > 0)) return [];
  const points = pointsOf(record);
  const given = impacts.filter((stated) => somePairGives(stated, points, points));
  return impacts.flatMap((stated) => {
    const right = given.includes(stated) ? undefined : given.find((other) => isNear(stated.minutes, other.minutes) && !agree(stated, other));
    return right ? [[stated, right] as const] : [];
  });
};

export const disagree = defineRule({
  id: 'durations/disagree',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The same duration is stated twice, with two figures',
    why: 'Readers quote whichever they meet first. Only kinds of which an incident has one are compared; an impact may be latent, visible, or one for each service, and counts where the timeline disproves it.',
    fix: 'Keep one statement, or none: it is computed from the milestones.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'two times to detect',
      document: '# Queue stopped\n\nTime to detection: 12 minutes.\n\n## Detection\n\nTime to detection: 40 minutes, by a customer.\n',
      findings: ['7:20-7:30 warning The time to detect is stated as 40m here and as 12m above'],
    },
    {
      name: 'an impact that the timeline disproves',
      document:
        '# Nodes cordoned\n\n## Summary\n\nNodes were unavailable for about 20 minutes.\n\n## Impact\n\nUsers could not log in for about 12 minutes.\n\n## Timeline (UTC)\n\n- 2026-02-24 23:14 Script runs\n- 2026-02-24 23:26 Nodes are back\n',
      findings: ['5:34-5:44 error The impact is stated as 20m here and as 12m elsewhere, which is what the timeline gives'],
    },
    { name: 'the second rounds the first', document: '# Queue stopped\n\nTime to detection: 58 minutes.\n\n## Detection\n\nTime to detection: about 1 hour.\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const first = new Map<DurationKind, StatedDuration>();
    for (const stated of record.durations) {
      if (!SINGLE.has(stated.of) || stated.qualifier !== null) continue;
      const other = first.get(stated.of);
      if (!other) first.set(stated.of, stated);
      else if (!agree(stated, other)) {
        yield {
          source: stated.source,
          message: `The time to ${stated.of} is stated as ${lengthOf(stated.minutes)} here and as ${lengthOf(other.minutes)} above`,
          suggestion: 'Keep the right one; better, leave both out: it is computed from the milestones',
          related: [{ source: other.source, message: 'first stated here' }],
          // Two parts of an incident may each be detected in a time of its own.
          atMost: 'warning' as const,
        };
      }
    }
    for (const [wrong, right] of disproved(record, document)) {
      yield {
        source: wrong.source,
        message: `The impact is stated as ${lengthOf(wrong.minutes)} here and as ${lengthOf(right.minutes)} elsewhere, which is what the timeline gives`,
        suggestion: 'Keep the one that the timeline gives; better, leave both out: it is computed from the milestones',
        related: [{ source: right.source, message: 'what the timeline gives' }],
      };
    }
  },
});
