import { findLengths } from '../../document/durations/length.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { parseDate } from '../../document/time/parse-date.ts';
import { dayNumber } from '../../document/time/wall.ts';
import { scanZone } from '../../document/time/zones.ts';
import type { StatedDuration } from '../../record/duration.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { lengthOf, tolerance } from './lengths.ts';

const minutesOf = (clock: string): number | null => {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(clock);
  return match ? Number(match[1]) * 60 + Number(match[2]) + Number(match[3] ?? 0) / 60 : null;
};

const day = 1440;

/** `for 10 minutes (since 15:10)`, told at the time of the entry. */
const sinceClock = /\bsince\s+((?:about|around)\s+|~\s*)?(\d{1,2}:\d{2})(?![\d:])/i;

/** Characters before "since" within which the length stands, and what an approximate time may miss. */
const reach = 80;
const slack = 10;

/** A length counted back from an entry's own time. */
const countedBack = function* (entry: TimelineEntry, { text, lines }: MarkdownDocument): Iterable<RuleFinding> {
  const { start, end } = entry.itemSource;
  const told = text.slice(start, end);
  const since = sinceClock.exec(told);
  const now = minutesOf(entry.wall?.split('T')[1] ?? '');
  const from = minutesOf(since?.[2] ?? '');
  if (!since || now === null || from === null || entry.approximate || entry.zone !== null && scanZone(told, since.index + since[0].length)) return;
  const sentence = told.slice(Math.max(0, since.index - reach), since.index).replace(/^.*[.!?]\s/s, '');
  const length = findLengths(sentence).at(-1);
  if (!length) return;
  const apart = (((now - from) % day) + day) % day;
  const tolerance = Math.max(1, length.resolution) + (since[1] === undefined ? 0 : slack);
  if (Math.abs(apart - length.minutes) <= tolerance || length.minutes >= day) return;
  const at = start + since.index - sentence.length + length.start;
  yield {
    source: lines.source(at, at + length.end - length.start),
    message: `${lengthOf(length.minutes)} are stated, and ${since[2]} to ${entry.wall?.split('T')[1]?.slice(0, 5)} are ${lengthOf(apart)}`,
    suggestion: 'Correct the length or one of the two times',
    related: [{ source: entry.source, message: 'the entry' }],
  };
};

const dateWords = String.raw`(\d{4}-\d\d-\d\d|\p{L}{3,9}\.? \d{1,2}(?:, \d{4})?|\d{1,2} \p{L}{3,9}(?: \d{4})?)`;
const between = String.raw`[^()（）\d\n]{0,25}?(?:–|—|-|→|->|to|until|through|〜|~|から)[^()（）\d\n]{0,12}?`;
/** `6 days (Feb 21 → Feb 27)` and `2026-02-21 to 2026-02-27 (6 days)`: the days beside a length. */
const daysBehind = new RegExp(String.raw`^[\s*_]*[(（,:]\s*(?:from\s+)?${dateWords}${between}${dateWords}(?![\d:-])`, 'u');
const daysBefore = new RegExp(String.raw`${dateWords}${between}${dateWords}[\s*_]*[(（,:][\s*_~]*$`, 'u');

/** Days on both ends may count or not, and the first and last are rarely whole. */
const daysOff = (stated: StatedDuration, apart: number): boolean => Math.abs(stated.minutes - apart * day) > Math.max(day * 1.5, stated.approximate ? stated.minutes * 0.2 : 0);

/** A length in days or weeks and the two dates beside it. */
const countedInDays = function* (stated: StatedDuration, { text, lines }: MarkdownDocument, year: string | undefined): Iterable<RuleFinding> {
  if (stated.resolution < day || stated.qualifier !== null) return;
  const { start, end, line } = stated.source;
  const found = daysBehind.exec(text.slice(end, Math.min(lines.lineEnd(line), end + 120))) ?? daysBefore.exec(text.slice(Math.max(lines.lineStart(line), start - 120), start));
  const [from, to] = [found?.[1], found?.[2]].map((written) => (written === undefined ? null : parseDate(written, { year: year === undefined ? null : Number(year) })));
  const [first, last] = [dayNumber(from?.iso ?? ''), dayNumber(to?.iso ?? '')];
  if (!from || !to || first === null || last === null || from.problem !== null || to.problem !== null || last < first) return;
  if (!daysOff(stated, last - first)) return;
  yield { source: stated.source, message: `${lengthOf(stated.minutes)} are stated, and ${from.iso} to ${to.iso} are ${lengthOf((last - first) * day)}`, suggestion: 'Correct the length or one of the two dates' };
};

export const durationRange = defineRule({
  id: 'durations/range',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A duration and the two times or dates written beside it do not agree',
    why: 'The sentence contradicts itself, and readers cannot tell whether the length or one of the times is wrong. Whole days between the two times are allowed for.',
    fix: 'Work the length out again from the two times.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: '22 minutes for 83',
      document: '# Pipeline stopped, 2026-04-24\n\n**Duration:** 22 minutes (08:37 → 10:00)\n',
      findings: ['3:15-3:25 error 22m are stated, and 08:37 to 10:00 are 1h 23m'],
    },
    { name: 'over midnight', document: '# Pipeline stopped, 2026-04-24\n\n**Duration:** 7 hours 9 minutes (22:30 to 05:39)\n', findings: [] },
    {
      name: 'counted back from the time of an entry',
      document: '# Proxy down, 2026-04-24\n\n## Timeline\n\n- 17:20 Proxy works again; it had been up for 10 minutes (since ~15:10)\n- 17:30 Closed\n',
      findings: ['5:47-5:57 error 10m are stated, and 15:10 to 17:20 are 2h 10m'],
    },
    { name: 'counted back rightly', document: '# Proxy down, 2026-04-24\n\n## Timeline\n\n- 17:20 Proxy works again; it had been up for 10 minutes (since ~17:10)\n- 17:30 Closed\n', findings: [] },
    {
      name: 'between two clocks of a sentence',
      document: '# Pipeline stopped, 2026-04-24\n\nIt was down from 08:37 UTC until 10:00 UTC, a total outage of 2 hours 23 minutes.\n',
      findings: ['3:63-3:81 error 2h 23m are stated, and 08:37 to 10:00 are 1h 23m'],
    },
    {
      name: 'days',
      document: '# Certificates expired\n\n**Duration:** 16 days (2026-04-24 → 2026-04-30)\n',
      findings: ['3:15-3:22 error 16d are stated, and 2026-04-24 to 2026-04-30 are 6d'],
    },
    { name: 'days, both ends counted', document: '# Certificates expired\n\n**Duration:** 7 days (Apr 24 to Apr 30, 2026)\n', findings: [] },
    { name: 'rounded', document: '# Pipeline stopped, 2026-04-24\n\n**Duration:** ~1 hour (08:37 → 09:30)\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const entry of record.timeline) yield* countedBack(entry, document);
    for (const stated of record.durations) {
      yield* countedInDays(stated, document, record.date?.value.slice(0, 4));
      const [from, to] = [minutesOf(stated.from ?? ''), minutesOf(stated.to ?? '')];
      if (from === null || to === null || stated.qualifier === 'working-hours' || stated.qualifier === 'latent') continue;
      const apart = (((to - from) % day) + day) % day;
      const off = Math.abs(((stated.minutes - apart) % day + day) % day);
      if (Math.min(off, day - off) <= tolerance(stated)) continue;
      yield { source: stated.source, message: `${lengthOf(stated.minutes)} are stated, and ${stated.from} to ${stated.to} are ${lengthOf(apart)}`, suggestion: 'Correct the length or one of the two times' };
    }
  },
});
