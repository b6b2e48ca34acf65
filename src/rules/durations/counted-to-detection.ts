import type { StatedDuration } from '../../record/duration.ts';
import { minutesBetween } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { clockOf, fits, lengthOf, milestonePoints, pointsOf, type Point } from './lengths.ts';

interface EndsAtDetection {
  readonly start: Point;
  readonly detection: Point;
  readonly end: Point;
  readonly ended: Milestone;
  /** Minutes from the start to the end. */
  readonly whole: number;
}

/** What a stated impact leaves out when it reaches from the start to the detection only; null where it does not. */
export const endsAtDetection = (record: IncidentRecord, stated: StatedDuration): EndsAtDetection | null => {
  if (stated.of !== 'impact' && !(stated.of === 'other' && stated.qualifier === 'user-visible')) return null;
  if (stated.qualifier !== null && stated.qualifier !== 'user-visible') return null;
  const [detected] = milestonePoints(record, ['detected']);
  const [ended] = milestonePoints(record, ['mitigated', 'rollback-completed', 'resolved']);
  if (!detected || !ended) return null;
  const [detection, end] = [detected[1], ended[1]];
  // A length that writes its own end means that end.
  if (stated.to !== null && !detection.wall?.includes(`T${stated.to.padStart(5, '0').slice(0, 5)}`)) return null;
  const late = minutesBetween(detection, end);
  if (late === null || late < 2) return null;
  const points = pointsOf(record);
  const exact = { ...stated, approximate: false };
  const start = points.find((point) => fits(exact, minutesBetween(point, detection) ?? -1));
  // Rounding may hide the difference, and another pair may be what is meant.
  if (!start || points.some((point) => fits(exact, minutesBetween(point, end) ?? -1))) return null;
  return { start, detection, end, ended: ended[0], whole: minutesBetween(start, end) ?? 0 };
};

export const countedToDetection = defineRule({
  id: 'durations/counted-to-detection',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The stated impact ends when the incident was detected, not when it was over',
    why: 'The time to detect is taken for the length of the impact: users went on failing until the incident was mitigated, and the figure that leaves the team is too small.',
    fix: 'State the time until the impact ended, or call the figure the time to detect.',
    sources: ['Public post-mortems: customer-facing errors for 47 minutes, where they lasted 58'],
  },
  options: noOptions,
  examples: [
    {
      name: '47 minutes to the page, 58 to the end',
      document:
        '# Endpoints down\n\n**Customer-facing errors:** 47 min\n\n## Timeline (UTC)\n\n- 2026-04-24 23:50 Image without its migration; all calls fail\n- 2026-04-25 00:37 Alert fires\n- 2026-04-25 00:48 Rolled back; errors clear\n',
      findings: ['3:29-3:35 error The stated impact of 47m runs from 2026-04-24 23:50 to 2026-04-25 00:37, when it was detected; it ended at 00:48, after 58m'],
    },
    {
      name: 'to the end',
      document:
        '# Endpoints down\n\n**Customer-facing errors:** 58 min\n\n## Timeline (UTC)\n\n- 2026-04-24 23:50 Image without its migration; all calls fail\n- 2026-04-25 00:37 Alert fires\n- 2026-04-25 00:48 Rolled back; errors clear\n',
      findings: [],
    },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const stated of record.durations) {
      const found = endsAtDetection(record, stated);
      if (found === null) continue;
      const { start, detection, end, ended, whole } = found;
      yield {
        source: stated.source,
        message: `The stated impact of ${lengthOf(stated.minutes)} runs from ${clockOf(start, detection)} to ${clockOf(detection, start)}, when it was detected; it ended at ${clockOf(end, detection)}, after ${lengthOf(whole)}`,
        suggestion: `State ${lengthOf(whole)}, or call the figure the time to detect`,
        related: [
          { source: start.source, message: 'the start' },
          { source: detection.source, message: 'detected' },
          { source: end.source, message: ended },
        ],
      };
    }
  },
});
