import { dateOfWall, dayNumber } from '../../document/time/wall.ts';
import { minutesBetween } from '../../record/figures.ts';
import type { StatedDuration } from '../../record/duration.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { endsAtDetection } from './counted-to-detection.ts';
import { dateSlips } from '../timeline/moments.ts';
import { clockOf, endsOf, fits, isLabelled, isNear, isOverall, labelledPoints, lengthOf, milestonePoints, pointsOf, somePairGives, tolerance, type Point } from './lengths.ts';

interface Contradiction {
  readonly from: readonly [Milestone, Point];
  readonly to: readonly [Milestone, Point];
  readonly minutes: number;
}

/** Nights are at least this long for whoever counts working hours. */
const night = 720;

/** Hours that are named with their clock (`support hours 10:00-17:00`), or as what a length counts (`during working hours`). */
const WORKING_HOURS = /\b(?:support|working|business|office|core|service) hours\b[^.\n]{0,30}\d|\b(?:during|in|within|counting|only) (?:our |the )?(?:support|working|business) hours\b|営業時間|arbeitszeit/i;

/** A stretch over nights, longer than stated by as much as they take, may be counted in the working hours that the document speaks of. */
const mayBeWorkingHours = (text: string, stated: StatedDuration, { from, to, minutes }: Contradiction): boolean => {
  const nights = (dayNumber(dateOfWall(to[1].wall) ?? '') ?? 0) - (dayNumber(dateOfWall(from[1].wall) ?? '') ?? 0);
  return nights > 0 && stated.minutes <= minutes - nights * night && WORKING_HOURS.test(text);
};

const places = (list: readonly (readonly [Milestone, Point])[]): Point[] => list.map(([, point]) => point);

/** Milestones that the document names by a label or a column. */
const labelled = ({ timeline }: IncidentRecord, point: Point): boolean => {
  const entry = timeline.find(({ source }) => source.start === point.source.start);
  return entry === undefined || entry.milestoneLabelled;
};

/** The milestones that contradict a stated length: none of the pairs that it may rightly mean gives it. */
const contradictionOf = (record: IncidentRecord, stated: StatedDuration, points: readonly Point[]): Contradiction | null => {
  const ends = endsOf(stated.of);
  if (!ends) return null;
  const [starts, stops] = [milestonePoints(record, ends.from), milestonePoints(record, ends.to)];
  const [from, to] = [starts[0], stops[0]];
  if (!from || !to) return null;
  const minutes = minutesBetween(from[1], to[1]);
  if (minutes === null || minutes < 0) return null;
  const [first, last] = [points.slice(0, 1), points.slice(-1)];
  // Where labels name the ends, only the account's first and last moment may be meant instead; else any moment may be.
  const certain = labelled(record, from[1]) && labelled(record, to[1]);
  const [otherStarts, otherStops] = certain ? [first, last] : [points, points];
  const [allStarts, allStops] = [[...places(starts), ...labelledPoints(record, ends.from)], [...places(stops), ...labelledPoints(record, ends.to)]];
  if (somePairGives(stated, [...allStarts, ...otherStarts], allStops) || somePairGives(stated, allStarts, otherStops)) return null;
  // An impact may begin before anybody notices, at a moment that the account does not give.
  if (stated.of === 'impact' && from[0] !== 'started' && stated.minutes > minutes) return null;
  return { from, to, minutes };
};

/**
 * True for a length of the whole incident that is near what the timeline gives and that no two of its moments give: certain even where
 * words and not labels name the milestones.
 */
const isSlip = (document: MarkdownDocument, record: IncidentRecord, stated: StatedDuration, { minutes }: Contradiction, points: readonly Point[]): boolean =>
  (isNear(stated.minutes, minutes) || isLabelled(document, stated)) &&
  isOverall(document, record, stated) &&
  record.durations.every((other) => other.of !== stated.of || fits(other, minutes) || Math.abs(other.minutes - stated.minutes) <= tolerance(stated)) &&
  !somePairGives(stated, points, points);

/** A document that states several lengths of a kind, or gives an end of one to several entries, tells of several phases: which is meant is a guess. */
const hasPhases = ({ durations, timeline }: IncidentRecord, stated: StatedDuration, { from, to }: Contradiction): boolean =>
  durations.some((other) => other.of === stated.of && Math.abs(other.minutes - stated.minutes) > Math.max(tolerance(other), tolerance(stated))) ||
  [from[0], to[0]].some((name) => timeline.filter(({ milestone }) => milestone === name).length > 1);

export const contradictsTimeline = defineRule({
  id: 'durations/contradicts-timeline',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A stated duration that the timeline contradicts',
    why: 'The stated figure goes into reports and service levels, and it is computed once, before the timeline is corrected. Working hours, latent phases, bounds and what rounding explains are no contradiction.',
    fix: 'Leave the figure out, it is computed from the milestones; or correct it or the milestone that is wrong.',
    sources: ['Public post-mortems: "time to repair 0h 30m" where the key events give 6 minutes'],
  },
  options: noOptions,
  examples: [
    {
      name: 'time to repair',
      document: '# Node pool full\n\n- **Key events**\n  - First detected: 2026-02-02 11:04\n  - Repaired: 2026-02-02 11:10\n  - Resolved: 2026-02-02 11:12\n\n- **Time to repair**: 0h 30m\n- **Time to resolve**: 0h 8m\n',
      findings: ['8:23-8:29 error The stated 30m do not fit the timeline, which gives 6m from 11:04 (detected) to 11:10 (mitigated)'],
    },
    {
      name: 'working hours, and a rounded figure',
      document:
        '# Node pool full\n\n- **Key events**\n  - First detected: 2026-02-02 16:04\n  - Repaired: 2026-02-03 11:10\n  - Resolved: 2026-02-03 11:12\n\n- **Time to repair**: 4h (during support hours 10:00-17:00)\n- **Time to resolve**: ~19h\n',
      findings: [],
    },
    {
      name: 'a title, where words name the milestones',
      document: '# Ingress cordoned, 30min outage\n\n## Timeline (UTC)\n\n### 2026-04-03 12:50\n\nStart of incident. The last nodes are cordoned.\n\n### 13:28\n\nA user reports it.\n\n### 13:29\n\nService resumes. Incident ends.\n',
      findings: ['1:21-1:26 error The stated 30m do not fit the timeline, which gives 39m from 12:50 (started) to 13:29 (resolved)'],
    },
    {
      name: 'one outage of several',
      document: '# Hub flooded\n\n## Summary\n\nThe first outage lasted 25 minutes.\n\n## Timeline (UTC)\n\n### 2026-04-03 12:50\n\nStart of incident.\n\n### 13:29\n\nService resumes. Incident ends.\n',
      findings: ['5:25-5:35 warning The stated 25m do not fit the timeline, which gives 39m from 12:50 (started) to 13:29 (resolved)'],
    },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.durations.length === 0) return;
    const points = pointsOf(record);
    const slipped = new Set(dateSlips(record).map(({ entry }) => entry.source.start));
    for (const stated of record.durations) {
      // Two times written beside a length say which stretch is meant; whether they give it is another rule's.
      if (stated.qualifier !== null || stated.to !== null || endsAtDetection(record, stated) !== null) continue;
      const found = contradictionOf(record, stated, points);
      if (!found || slipped.has(found.from[1].source.start) || slipped.has(found.to[1].source.start) || fits(stated, found.minutes)) continue;
      const [[fromName, from], [toName, to]] = [found.from, found.to];
      const ofMilestones = labelled(record, from) && labelled(record, to) && !hasPhases(record, stated, found);
      const certain = (ofMilestones || isSlip(document, record, stated, found, points)) && !mayBeWorkingHours(document.text, stated, found);
      yield {
        source: stated.source,
        message: `The stated ${lengthOf(stated.minutes)} do not fit the timeline, which gives ${lengthOf(found.minutes)} from ${clockOf(from, to)} (${fromName}) to ${clockOf(to, from)} (${toName})`,
        suggestion: 'Correct the figure or the milestone; better, leave the figure out: it is computed from the milestones',
        related: [
          { source: from.source, message: fromName },
          { source: to.source, message: toName },
        ],
        ...(!certain && { atMost: 'warning' as const }),
      };
    }
  },
});
