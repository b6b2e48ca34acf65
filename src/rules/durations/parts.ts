import type { StatedDuration } from '../../record/duration.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { DurationKind } from '../../record/vocabulary.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { isLabelled, lengthOf, tolerance } from './lengths.ts';

/** Lines within which figures stand side by side. */
const nearest = 8;

/** What an impact is made of: the time to detect it, to answer, and to end it. */
const PARTS: readonly DurationKind[] = ['detect', 'acknowledge', 'resolve'];

/** The exact length of a kind that a label states beside another; null where there are none or several. */
const beside = (document: MarkdownDocument, { durations }: IncidentRecord, whole: StatedDuration, kind: DurationKind): StatedDuration | null => {
  const found = durations.filter((stated) => stated.of === kind && isLabelled(document, stated) && Math.abs(stated.source.line - whole.source.line) <= nearest);
  const [only] = found;
  return only && found.length === 1 && only.qualifier === null && !only.approximate ? only : null;
};

export const parts = defineRule({
  id: 'durations/parts',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The stated outage is longer than the time to detect and the time to resolve together',
    why: 'An outage ends at the latest when it is resolved, so it cannot last longer than both together. One of the figures was not worked out again when another was corrected.',
    fix: 'Work the figures out from the milestones; better, leave them out: they are computed.',
    sources: ['Public templates of post-mortems: "detect and resolve: sanity check" beside the total'],
  },
  options: noOptions,
  examples: [
    {
      name: 'fifteen minutes more than its parts',
      document: '# Queue stopped\n\n| Metric | Time |\n|---|---|\n| Time to detect | 10 minutes |\n| Time to resolve | 2 hours, 5 minutes |\n| Total downtime | 2 hours, 30 minutes |\n',
      findings: ['7:20-7:39 error The stated outage of 2h 30m is longer than the time to detect and the time to resolve together, 2h 15m'],
    },
    {
      name: 'resolved after the impact had ended',
      document: '# Queue stopped\n\n- Time to detect: 10 minutes\n- Time to resolve: 2 hours, 5 minutes\n- Total downtime: 1 hour, 10 minutes\n',
      findings: [],
    },
    { name: 'about as long', document: '# Queue stopped\n\n- Time to detect: ~10 minutes\n- Time to resolve: 2 hours\n- Total downtime: 2 hours, 20 minutes\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const whole of record.durations) {
      if (whole.of !== 'impact' || whole.qualifier !== null || whole.approximate || !isLabelled(document, whole)) continue;
      const stated = PARTS.flatMap((kind) => beside(document, record, whole, kind) ?? []);
      if (!stated.some(({ of }) => of === 'detect') || !stated.some(({ of }) => of === 'resolve')) continue;
      const together = stated.reduce((sum, { minutes }) => sum + minutes, 0);
      if (whole.minutes - together <= tolerance(whole) + stated.reduce((sum, part) => sum + tolerance(part), 0)) continue;
      yield {
        source: whole.source,
        message: `The stated outage of ${lengthOf(whole.minutes)} is longer than the time to detect and the time to resolve together, ${lengthOf(together)}`,
        suggestion: 'Work the figures out again; better, leave them out: they are computed from the milestones',
        related: stated.map(({ source, of }) => ({ source, message: `the time to ${of}` })),
      };
    }
  },
});
