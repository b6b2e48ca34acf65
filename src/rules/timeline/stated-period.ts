import { dateOfWall, dayNumber } from '../../document/time/wall.ts';
import { scanDate } from '../../document/time/date.ts';
import { completeDate } from '../../document/time/moment.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { sectionSource } from '../places.ts';
import { everywhere } from '../profile.ts';
import { dateSlips, stampOf } from './moments.ts';

/** Two full dates with a mark of a range between them. */
const period = /(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s*(?:-|–|—|to|until|〜|~)\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})/i;

const anotherDate = /\d[-/.]\d/;

type Period = readonly [start: number, end: number];

/** The periods that two dates in a heading can mean, in either order of day and month. */
const readings = (first: string, last: string): readonly Period[] => {
  const [a, b] = [scanDate(first, 0), scanDate(last, 0)];
  if (!a || !b) return [];
  return [true, false].flatMap((dayFirst): Period[] => {
    const [start, end] = [completeDate(a, { dayFirst }), completeDate(b, { dayFirst })].map(({ text }) => dayNumber(text ?? ''));
    return start != null && end != null && start <= end && end - start < 366 ? [[start, end]] : [];
  });
};

/** The period that a heading states; null for one that states more than two dates, or none. */
const statedIn = (title: string): { readonly written: string; readonly periods: readonly Period[] } | null => {
  const match = period.exec(title);
  if (!match || anotherDate.test(title.replace(match[0], ''))) return null;
  const periods = readings(match[1] ?? '', match[2] ?? '');
  return periods.length === 0 ? null : { written: match[0], periods };
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
    {
      name: 'either order of day and month',
      document: '# Chain stalls\n\n## Timeline (PST) 7/5/2026-7/6/2026\n\n- 2026-07-05 19:32 Stall\n- 2026-07-06 10:00 Fixed\n',
      findings: [],
    },
    { name: 'several dates', document: '# Chain stalls\n\n## Timeline 1/29/26, 2/15/26 - 2/16/26\n\n- 2026-01-29 Limit set\n- 2026-02-15 10:00 Stall\n', findings: [] },
    { name: 'within it', document: '# Chain stalls\n\n## Timeline (PST) 01/16/2026 - 02/28/2026\n\n- 2026-01-16 19:32 Stall\n- 2026-02-28 10:00 Fixed\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const section = record.sections.find(({ name }) => name === 'timeline');
    const stated = section && statedIn(section.title);
    if (!section || !stated) return;
    const slipped = new Set(dateSlips(record).map(({ entry }) => entry));
    const outside = record.timeline.find((entry) => {
      const day = dayNumber(dateOfWall(entry.wall) ?? '');
      return day !== null && stated.periods.every(([start, end]) => day < start - 1 || day > end + 1) && !slipped.has(entry) && entry.itemSource.start > section.source.start;
    });
    // One is enough: either the heading is wrong or this entry, and the others follow.
    if (!outside) return;
    yield {
      source: outside.source,
      message: `"${stampOf(outside)}" lies outside the stated period, ${stated.written}`,
      suggestion: 'Correct the heading or the entry',
      related: [{ source: sectionSource(document, section), message: 'the stated period' }],
    };
  },
});
