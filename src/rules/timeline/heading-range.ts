import { minutesBetween, formatMinutes } from '../../record/figures.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { stampOf } from './moments.ts';

/** Minutes by which an entry may fall outside before the heading is wrong rather than round. */
const slack = 3;

export const headingRange = defineRule({
  id: 'timeline/heading-range',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A heading bounds a part of the timeline, and an entry under it lies outside',
    why: 'Readers take the bounds of the heading for how long that part lasted. Entries that were added later, or stand under the wrong heading, make it longer or shorter.',
    fix: 'Correct the bounds or move the entry; better, leave the bounds out of the heading.',
    sources: ['Public post-mortems: "10:45-11:37" over entries that run to 13:20'],
  },
  options: noOptions,
  examples: [
    {
      name: 'the fix took longer',
      document: '# Chain stalls, 2026-03-05\n\n## Timeline (UTC)\n\n### 10:45-11:37: the fix\n\n- 10:45 First test\n- 11:42 Release asked for\n\n### 12:00-12:30: roll-out\n\n- 12:10 Done\n',
      findings: ['8:3-8:8 error "11:42" stands under "10:45-11:37", which ends 5m earlier'],
    },
    {
      name: 'within its bounds',
      document: '# Chain stalls, 2026-03-05\n\n## Timeline (UTC)\n\n### 10:45-11:37: the fix\n\n- 10:45 First test\n- 11:37 Release\n\n### After\n\n- 12:10 Done\n',
      findings: [],
    },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const { timeline } = record;
    for (const [index, heading] of timeline.entries()) {
      if (heading.form !== 'heading' || heading.end === null || heading.approximate) continue;
      const end = { ...heading, wall: heading.end };
      const until = record.sections.find(({ source }) => source.start > heading.source.end)?.source.start ?? Number.POSITIVE_INFINITY;
      const next = timeline.findIndex((entry, at) => at > index && entry.form === 'heading');
      const under = timeline.slice(index + 1, next < 0 ? undefined : next).filter((entry) => entry.source.start < Math.min(until, heading.itemSource.end));
      const outside = under.find((entry) => !entry.approximate && (minutesBetween(end, entry) ?? 0) > slack);
      // One is enough: the others follow from the same bounds.
      if (!outside) continue;
      yield {
        source: outside.source,
        message: `"${stampOf(outside)}" stands under "${stampOf(heading)}", which ends ${formatMinutes(minutesBetween(end, outside) ?? 0)} earlier`,
        suggestion: 'Correct the bounds of the heading, or move the entry',
        related: [{ source: heading.source, message: 'the heading' }],
      };
    }
  },
});
