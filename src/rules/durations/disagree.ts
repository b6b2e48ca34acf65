import type { StatedDuration } from '../../record/duration.ts';
import type { DurationKind } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { lengthOf, tolerance } from './lengths.ts';

/** Kinds of which an incident has one. Impacts are several: latent, visible to users, of one service and another. */
const SINGLE: ReadonlySet<DurationKind> = new Set(['detect', 'acknowledge', 'identify', 'rollback']);

const agree = (a: StatedDuration, b: StatedDuration): boolean => Math.abs(a.minutes - b.minutes) <= Math.max(tolerance(a), tolerance(b));

export const disagree = defineRule({
  id: 'durations/disagree',
  since: '0.1.0',
  severity: everywhere('warning'),
  docs: {
    summary: 'The same duration is stated twice, with two figures',
    why: 'Readers quote whichever they meet first. Only kinds of which an incident has one are compared; an impact may be latent, visible, or one for each service.',
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
    { name: 'the second rounds the first', document: '# Queue stopped\n\nTime to detection: 58 minutes.\n\n## Detection\n\nTime to detection: about 1 hour.\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
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
        };
      }
    }
  },
});
