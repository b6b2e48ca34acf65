import { dateOfWall, dayNumber } from '../../document/time/wall.ts';
import { scanDate } from '../../document/time/date.ts';
import { completeDate } from '../../document/time/moment.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { sectionSource } from '../places.ts';
import { everywhere } from '../profile.ts';
import { dateSlips, stampOf } from './moments.ts';

/** Two full dates with a mark of a range between them. */
const period = /(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s*(?:-|–|—|to|until|〜|~)\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})/i;

/** The day of a date in a heading, in the order of day and month that makes the two ends a period. */
const days = (first: string, last: string): readonly [number, number] | null => {
  const [a, b] = [scanDate(first, 0), scanDate(last, 0)];
  if (!a || !b) return null;
  for (const dayFirst of [true, false]) {
    const [start, end] = [completeDate(a, { dayFirst }), completeDate(b, { dayFirst })].map(({ text }) => dayNumber(text ?? ''));
    if (start != null && end != null && start <= end && end - start < 366) return [start, end];
  }
  return null;
};

export const statedPeriod = defineRule({
  id: 'timeline/stated-period',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The heading of the timeline states a period, and an entry lies outside it',
    why: 'Either the heading or the entry has the wrong date. Readers who skim take the period for how long it lasted.',
    fix: 'Correct the date that is wrong; better, leave the period out of the heading.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'the first entry is older',
      document: '# Chain stalls\n\n## Timeline (PST) 01/16/2026 - 02/28/2026\n\n- 2026-01-10 19:32 Stall\n- 2026-02-28 10:00 Fixed\n',
      findings: ['5:3-5:19 error "2026-01-10 19:32" lies outside the stated period, 01/16/2026 - 02/28/2026'],
    },
    { name: 'within it', document: '# Chain stalls\n\n## Timeline (PST) 01/16/2026 - 02/28/2026\n\n- 2026-01-16 19:32 Stall\n- 2026-02-28 10:00 Fixed\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const section = record.sections.find(({ name }) => name === 'timeline');
    const match = section && period.exec(section.title);
    const stated = match && days(match[1] ?? '', match[2] ?? '');
    if (!section || !match || !stated) return;
    const slipped = new Set(dateSlips(record).map(({ entry }) => entry));
    const outside = record.timeline.find((entry) => {
      const day = dayNumber(dateOfWall(entry.wall) ?? '');
      return day !== null && (day < stated[0] - 1 || day > stated[1] + 1) && !slipped.has(entry) && entry.itemSource.start > section.source.start;
    });
    // One is enough: either the heading is wrong or this entry, and the others follow.
    if (!outside) return;
    yield {
      source: outside.source,
      message: `"${stampOf(outside)}" lies outside the stated period, ${match[0]}`,
      suggestion: 'Correct the heading or the entry',
      related: [{ source: sectionSource(document, section), message: 'the stated period' }],
    };
  },
});
