import { dateOfWall, dayNumber } from '../../document/time/wall.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Fact } from '../../record/source.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

/** Days by which a stated date may miss the account: a day for zones; a month where it may be the day of the report. */
const REACH = { incident: 1, other: 31 } as const;

/** Words that say of whom the date is. */
const ofIncident = /\b(?:incidents?|outages?)\s+(?:on|of|from|at)\b|\b(?:date|day|time)\s+of\s+(?:the\s+)?(?:incident|outage)|\bincident\s+date|発生日/i;

const anyDate = /\d{4}[-/.]\d|\d[-/.]\d{1,2}[-/.]\d|\p{L}{3,9}\.? \d{1,2}(?!\d)|\d{1,2}(?:st|nd|rd|th)?\.? \p{L}{3,9}|[月年]/gu;
const clock = /(?<![\d:])([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])/;

/** Entries of the very clock that stands beside a stated date, which are that moment. */
const twins = (stated: Fact<string>, { timeline }: IncidentRecord, { text, lines }: MarkdownDocument): readonly TimelineEntry[] => {
  const beside = text.slice(lines.lineStart(stated.source.line), lines.lineEnd(Math.min(stated.source.line + 1, lines.count)));
  const written = clock.exec(beside)?.[0];
  return written === undefined ? [] : timeline.filter(({ wall, dated }) => dated && wall?.slice(11) === written);
};

/** Statements of the day outside the account. */
const statements = ({ date, restated, timeline }: IncidentRecord): readonly Fact<string>[] =>
  [...(date ? [date] : []), ...restated.filter(({ fact }) => fact === 'date')].filter(({ source }) => !timeline.some(({ itemSource }) => source.start >= itemSource.start && source.start < itemSource.end));

/** Days by which the account may miss a statement; null where it may be the day of anything. */
const reachOf = (stated: Fact<string>, record: IncidentRecord, document: MarkdownDocument): number | null => {
  const { text, lines } = document;
  const line = text.slice(lines.lineStart(stated.source.line), lines.lineEnd(stated.source.line));
  // A line that gives several days tells a story, and none of them is the date of the incident for sure.
  if (new Set(line.match(/\d{4}-\d\d-\d\d/g)).size > 1) return null;
  if (twins(stated, record, document).length > 0) return 0;
  if (ofIncident.test(line)) return REACH.incident;
  const { title } = record;
  return title?.source.start === stated.source.start && /^\W*\d{4}-\d\d-\d\d\b/.test(title.value) ? REACH.other : null;
};

/** Nobody writes of an incident before it happens: a date under the title or in it that is older than the account is a slip, unless a line gives several. */
const beforeAll = (stated: Fact<string>, record: IncidentRecord, document: MarkdownDocument): number | null => {
  const { text, lines } = document;
  const line = text.slice(lines.lineStart(stated.source.line), lines.lineEnd(stated.source.line));
  const ofFileName = stated.source.start === stated.source.end;
  return ofFileName || (line.match(anyDate)?.length ?? 0) > 1 ? reachOf(stated, record, document) : REACH.incident;
};

const opensWithDate = /^\W*(\d{4}-\d\d-\d\d)\b/;

/** Where the account gives no dates, a title that opens with a day far from the one that its file is named after. */
const againstFileName = function* ({ title }: IncidentRecord, { path }: MarkdownDocument): Iterable<RuleFinding> {
  const ofTitle = opensWithDate.exec(title?.value ?? '')?.[1];
  const ofFile = opensWithDate.exec(path.split(/[/\\]/).at(-1) ?? '')?.[1];
  const [stated, named] = [dayNumber(ofTitle ?? ''), dayNumber(ofFile ?? '')];
  if (!title || stated === null || named === null || Math.abs(stated - named) <= REACH.other) return;
  yield { source: title.source, message: `${ofTitle ?? ''} is stated, and the file is named after ${ofFile ?? ''}`, suggestion: 'Correct one of the two' };
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
    {
      name: 'the same clock on the day after',
      document: '# Epoch missed\n\n**Date:** December 15, 2026\n**Time:** 00:50:10 UTC\n\n## Timeline (UTC)\n\n- 2026-12-16 00:50:10 Chain halts\n- 2026-12-16 02:10:00 Chain runs\n',
      findings: ['3:11-3:28 error 2026-12-15 is stated, and the timeline is of 2026-12-16'],
    },
    {
      name: 'a date field older than all that happened',
      document: '# Pod limit reached\n\n**Date:** 12 May 2026\n\n## Timeline (CET)\n\n- 2026-06-12 10:00 No new pods\n- 2026-06-12 21:24 Quota deleted\n',
      findings: ['3:11-3:22 error 2026-05-12 is stated, and the timeline is of 2026-06-12'],
    },
    {
      name: 'copied from the year before, where the account gives no dates',
      path: 'docs/2027-01-13-pod-limit.md',
      document: '# 2026-02-09, pod limit reached\n\n## Timeline (CET)\n\n- 10:00 No new pods\n- 21:24 Quota deleted\n',
      findings: ['1:1-1:32 error 2026-02-09 is stated, and the file is named after 2027-01-13'],
    },
    { name: 'the day of the report', document: '# 2026-06-09, pod limit reached\n\n## Timeline (CET)\n\n- 2026-06-02 10:00 No new pods\n- 2026-06-02 21:24 Quota deleted\n', findings: [] },
    { name: 'a limit set long before', document: '# Incident on 2026-06-02\n\n## Timeline (CET)\n\n- 2026-01-02 10:00 Limit set\n- 2026-06-02 21:24 Quota deleted\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const days = record.timeline.filter(({ dated }) => dated).flatMap((entry) => {
      const date = dateOfWall(entry.wall);
      const number = dayNumber(date ?? '');
      return date !== null && number !== null ? [{ entry, date, number }] : [];
    });
    const [first] = days;
    if (!first) {
      yield* againstFileName(record, document);
      return;
    }
    for (const stated of statements(record)) {
      const day = dayNumber(stated.value);
      if (day === null) continue;
      const reach = days.every(({ number }) => number - day > REACH.incident) ? beforeAll(stated, record, document) : reachOf(stated, record, document);
      if (reach === null || days.some(({ number }) => Math.abs(number - day) <= reach)) continue;
      yield {
        source: stated.source,
        message: `${stated.value} is stated, and the timeline is of ${first.date}`,
        suggestion: 'Correct one of the two',
        related: [{ source: first.entry.source, message: 'the first entry with a date' }],
      };
    }
  },
});
