import { dateOfWall, dayNumber } from '../../document/time/wall.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

/** Days by which a stated date may miss the account: a day for zones; a month where it may be the day of the report. */
const REACH = { incident: 1, other: 31 } as const;

/** Words that say of whom the date is. */
const ofIncident = /\b(?:incidents?|outages?)\s+(?:on|of|from|at)\b|\b(?:date|day|time)\s+of\s+(?:the\s+)?(?:incident|outage)|\bincident\s+date|発生日/i;

/** The stated day of the incident, from the title or from a field that says so; null where it is read from the account itself. */
const statedDate = ({ date, title, timeline }: IncidentRecord, { text, lines }: MarkdownDocument): { readonly date: string; readonly source: Source; readonly reach: number } | null => {
  if (!date || timeline.some(({ itemSource }) => date.source.start >= itemSource.start && date.source.start < itemSource.end)) return null;
  const line = text.slice(lines.lineStart(date.source.line), lines.lineEnd(date.source.line));
  if (ofIncident.test(line)) return { date: date.value, source: date.source, reach: REACH.incident };
  return title?.source.start === date.source.start && /^\W*\d{4}-\d\d-\d\d\b/.test(title.value) ? { date: date.value, source: title.source, reach: REACH.other } : null;
};

export const titleDate = defineRule({
  id: 'record/title-date',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The title or the date field names a day on which nothing of the timeline happened',
    why: 'The title was copied from another incident, or has a slip of the pen. Lists and links then show this one under a wrong date. A date at the start of a title may be that of the report, and may be a month off.',
    fix: 'Correct the date in the title, or that of the timeline.',
    sources: ['Public post-mortems: a title that names an incident four months older'],
  },
  options: noOptions,
  examples: [
    {
      name: 'copied from January',
      document: '# 2026-01-27, pod limit reached\n\n## Timeline (CET)\n\n- 2026-06-02 10:00 No new pods\n- 2026-06-02 21:24 Quota deleted\n',
      findings: ['1:1-1:32 error 2026-01-27 is stated, and the timeline is of 2026-06-02'],
    },
    {
      name: 'the incident of another day',
      document: '# Incident on 2026-06-12, pod limit reached\n\n## Timeline (CET)\n\n- 2026-06-02 10:00 No new pods\n- 2026-06-02 21:24 Quota deleted\n',
      findings: ['1:1-1:44 error 2026-06-12 is stated, and the timeline is of 2026-06-02'],
    },
    { name: 'the day of the report', document: '# 2026-06-09, pod limit reached\n\n## Timeline (CET)\n\n- 2026-06-02 10:00 No new pods\n- 2026-06-02 21:24 Quota deleted\n', findings: [] },
    { name: 'a limit set long before', document: '# Incident on 2026-06-02\n\n## Timeline (CET)\n\n- 2026-01-02 10:00 Limit set\n- 2026-06-02 21:24 Quota deleted\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const stated = statedDate(record, document);
    const day = dayNumber(stated?.date ?? '');
    if (!stated || day === null) return;
    const days = record.timeline.filter(({ dated }) => dated).flatMap((entry) => {
      const date = dateOfWall(entry.wall);
      const number = dayNumber(date ?? '');
      return date !== null && number !== null ? [{ entry, date, number }] : [];
    });
    const [first] = days;
    if (!first || days.some(({ number }) => Math.abs(number - day) <= stated.reach)) return;
    yield {
      source: stated.source,
      message: `${stated.date} is stated, and the timeline is of ${first.date}`,
      suggestion: 'Correct one of the two',
      related: [{ source: first.entry.source, message: 'the first entry with a date' }],
    };
  },
});
