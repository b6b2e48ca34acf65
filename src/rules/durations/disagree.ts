import type { StatedDuration } from '../../record/duration.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { DurationKind } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { ENDS, isLabelled, isNear, isOverall, lengthOf, milestonePoints, pointsOf, somePairGives, tolerance } from './lengths.ts';

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

const labelBefore = /^[\s>|*_-]*([\p{L}][\p{L} ]{2,30}?)[\s*_]*[:：|]/u;

/** The label that leads to a length, in lower case; null where words do. */
const labelOf = ({ text, lines }: MarkdownDocument, { source }: StatedDuration): string | null => labelBefore.exec(text.slice(lines.lineStart(source.line), source.start))?.[1]?.toLowerCase() ?? null;

/** Two exact lengths of the impact under one and the same label, one above all sections or in the summary and the other in the impact. */
const labelledTwice = (record: IncidentRecord, document: MarkdownDocument): (readonly [first: StatedDuration, second: StatedDuration]) | null => {
  const stated = record.durations.filter((each) => each.of === 'impact' && each.qualifier === null && each.resolution <= coarsest && isLabelled(document, each));
  const [first, second] = stated;
  if (!first || !second || stated.length !== 2 || first.source.line === second.source.line || labelOf(document, first) !== labelOf(document, second) || agree(first, second)) return null;
  return isOverall(document, record, first) && isOverall(document, record, second) ? [first, second] : null;
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
    {
      name: 'two lengths under one label',
      document: '# Queue stopped\n\n**Duration:** 45 minutes\n\n## Impact\n\n- **Duration:** 2 hours 10 minutes, all orders\n',
      findings: ['7:17-7:35 error The impact is stated as 2h 10m here and as 45m above, under the same label'],
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
    const twice = labelledTwice(record, document);
    if (twice) {
      const [above, below] = twice;
      yield {
        source: below.source,
        message: `The impact is stated as ${lengthOf(below.minutes)} here and as ${lengthOf(above.minutes)} above, under the same label`,
        suggestion: 'Keep the right one; better, leave both out: it is computed from the milestones',
        related: [{ source: above.source, message: 'first stated here' }],
      };
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
