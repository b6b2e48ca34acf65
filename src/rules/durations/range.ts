import { findLengths } from '../../document/durations/length.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { scanZone } from '../../document/time/zones.ts';
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

export const durationRange = defineRule({
  id: 'durations/range',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A duration and the two times written beside it do not agree',
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
    { name: 'rounded', document: '# Pipeline stopped, 2026-04-24\n\n**Duration:** ~1 hour (08:37 → 09:30)\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const entry of record.timeline) yield* countedBack(entry, document);
    for (const stated of record.durations) {
      const [from, to] = [minutesOf(stated.from ?? ''), minutesOf(stated.to ?? '')];
      if (from === null || to === null || stated.qualifier === 'working-hours' || stated.qualifier === 'latent') continue;
      const apart = (((to - from) % day) + day) % day;
      const off = Math.abs(((stated.minutes - apart) % day + day) % day);
      if (Math.min(off, day - off) <= tolerance(stated)) continue;
      yield { source: stated.source, message: `${lengthOf(stated.minutes)} are stated, and ${stated.from} to ${stated.to} are ${lengthOf(apart)}`, suggestion: 'Correct the length or one of the two times' };
    }
  },
});
