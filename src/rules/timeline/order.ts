import type { IncidentRecord } from '../../record/record.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import { everywhere } from '../profile.ts';
import { dateSlips, minutesBefore, minutesOfWall, stampOf } from './moments.ts';

const headings = /^ {0,3}#{1,6}[ \t]/m;
const date = /\d{1,4}[-/.]\d{1,2}|\d{4}|\b\d{1,2}\.?\s+\p{L}{3,}|\p{L}{3,}\.?\s+\d{1,2}\b|\d\s*日/u;

/** Between two entries a heading that is no date, or another form of list, starts another account, which may begin earlier. */
const startsAnew = ({ text }: MarkdownDocument, previous: TimelineEntry, entry: TimelineEntry): boolean => {
  if (previous.form !== entry.form) return true;
  const between = text.slice(previous.itemSource.end, entry.itemSource.start);
  if (entry.form === 'table') return /\n[ \t]*\r?\n/.test(between);
  if (entry.form === 'heading' || !headings.test(between)) return false;
  return between.split('\n').some((line) => headings.test(line) && !date.test(line));
};

/** Entries in the order of the text, with the one that each is compared with. */
const pairs = function* ({ timeline }: IncidentRecord, document: MarkdownDocument, skipped: ReadonlySet<TimelineEntry>): Iterable<readonly [TimelineEntry, TimelineEntry]> {
  const open: TimelineEntry[] = [];
  for (const entry of timeline) {
    if (entry.form === 'key-event' || minutesOfWall(entry.wall) === null || skipped.has(entry)) continue;
    // A nested entry tells a part of the one that holds it.
    let previous: TimelineEntry | undefined;
    while (open.length > 0 && (open.at(-1)?.itemSource.end ?? 0) <= entry.itemSource.start) previous = open.pop();
    open.push(entry);
    if (previous && !startsAnew(document, previous, entry)) yield [previous, entry];
  }
};

export const order = defineRule({
  id: 'timeline/order',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'An entry of the timeline stands behind a later one',
    why: 'Durations are computed from these times, and readers follow cause and effect by them. An entry out of order is a slip of the pen in one of the two times, or a missing date.',
    fix: 'Correct the time that is wrong, write the date where midnight has passed, or move the entry.',
    sources: ['Google, Site Reliability Engineering, chapter 15 and appendix D (the timeline of a post-mortem)'],
  },
  options: noOptions,
  examples: [
    {
      name: 'an hour slips',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 20:58 Queue stops\n- 22:21 Consumer restarted\n- 21:31 First messages flow\n- 22:50 Backlog is gone\n',
      findings: ['7:3-7:8 error "21:31" stands after "22:21", which is 50m later'],
    },
    {
      name: 'midnight passes',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 23:50 Queue stops\n- 00:10 Consumer restarted\n- 00:40 Backlog is gone\n',
      findings: [],
    },
    {
      name: 'zones differ, the moments are in order',
      document: '# Queue stopped\n\n## Timeline\n\n- 2026-03-01 17:00 UTC Queue stops\n- 2026-03-01 09:30 PST Consumer restarted\n- 2026-03-01 18:00 UTC Backlog is gone\n',
      findings: [],
    },
    {
      name: 'a second account starts earlier',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n### Orders\n\n- 10:00 Queue stops\n- 11:00 Queue runs\n\n### Payments\n\n- 10:05 Queue stops\n- 10:30 Queue runs\n',
      findings: [],
    },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const skipped = new Set(dateSlips(record).map(({ entry }) => entry));
    for (const [previous, entry] of pairs(record, document, skipped)) {
      const back = minutesBefore(entry, previous);
      // A stretch of time may begin before the entry above, as long as it reaches past it.
      if (entry.end !== null && (minutesBetween(previous, { ...entry, wall: entry.end }) ?? -1) >= 0) continue;
      if (back < (entry.precision === 'second' && previous.precision === 'second' ? 0.01 : 1)) continue;
      yield {
        source: entry.source,
        message: `"${stampOf(entry)}" stands after "${stampOf(previous)}", which is ${formatMinutes(back)} later`,
        suggestion: 'Correct the wrong one of the two times, write the date if midnight has passed, or move the entry',
        related: [{ source: previous.source, message: 'the entry before' }],
      };
    }
  },
});
