import { dateOfWall, dayNumber } from '../../document/time/wall.ts';
import type { Fact } from '../../record/source.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

/** Days by which a title may differ from the account: it may name the day of the report. */
const reach = 31;

/** The full date that a title starts with. */
const dateIn = (title: Fact<string> | null): string | null => /^\W*((?:19|20)\d\d-\d\d-\d\d)\b/.exec(title?.value ?? '')?.[1] ?? null;

export const titleDate = defineRule({
  id: 'record/title-date',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The title starts with a date that lies more than a month away from every date of the timeline',
    why: 'The title was copied from another incident. Lists and links then show this one under the date of that one.',
    fix: 'Correct the date in the title, or that of the timeline.',
    sources: ['Public post-mortems: a title that names an incident four months older'],
  },
  options: noOptions,
  examples: [
    {
      name: 'copied from January',
      document: '# 2026-01-27, pod limit reached\n\n## Timeline (CET)\n\n- 2026-06-02 10:00 No new pods\n- 2026-06-02 21:24 Quota deleted\n',
      findings: ['1:1-1:32 error The title says 2026-01-27, the timeline 2026-06-02'],
    },
    { name: 'the day of the report', document: '# 2026-06-09, pod limit reached\n\n## Timeline (CET)\n\n- 2026-06-02 10:00 No new pods\n- 2026-06-02 21:24 Quota deleted\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const stated = dateIn(record.title);
    if (stated === null || record.title === null) return;
    const day = dayNumber(stated);
    const days = record.timeline.filter(({ dated }) => dated).flatMap((entry) => {
      const date = dateOfWall(entry.wall);
      const number = dayNumber(date ?? '');
      return date !== null && number !== null ? [{ entry, date, number }] : [];
    });
    const [first] = days;
    if (day === null || !first || days.some(({ number }) => Math.abs(number - day) <= reach)) return;
    yield {
      source: record.title.source,
      message: `The title says ${stated}, the timeline ${first.date}`,
      suggestion: 'Correct one of the two',
      related: [{ source: first.entry.source, message: 'the first entry with a date' }],
    };
  },
});
