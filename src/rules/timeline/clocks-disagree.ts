import type { MarkdownDocument } from '../../document/document.ts';
import type { ClockParts } from '../../document/time/clock.ts';
import { scanStamp } from '../../document/time/stamp.ts';
import { printClock, wallMinutes } from '../../document/time/wall.ts';
import { matchesOf } from '../../record/matches.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import { looseOffsetsOf } from '../../record/zone-offset.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

const day = 1440;

const clock = (wall: string): string => wall.slice(wall.indexOf('T') + 1);

const minutesOfDay = (wall: string): number => {
  const [hour = 0, minute = 0] = clock(wall).split(':').map(Number);
  return hour * 60 + minute;
};

const printed = (minutes: number): string => {
  const ofDay = ((minutes % day) + day) % day;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
};

/** Two clocks printed for one moment, and where. */
interface Pair {
  readonly first: { readonly wall: string; readonly zone: string };
  readonly second: { readonly wall: string; readonly zone: string };
  readonly source: Source;
  /** The entry of the timeline that prints them; null for other text. */
  readonly entry: Source | null;
}

const inTimeline = ({ timeline }: IncidentRecord): Pair[] =>
  timeline.flatMap(({ wall, zone, second, source }): Pair[] => {
    if (wall === null || !wall.includes('T') || zone === null || second?.zone == null) return [];
    return [{ first: { wall, zone }, second: { wall: second.wall, zone: second.zone }, source: second.source, entry: source }];
  });

const twoClocks = /(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?[ \t]?(?:[AaPp]\.?[Mm]\.?[ \t]?)?[A-Z][A-Za-z]{1,4}[ \t]?[(/]/g;

const wallOf = (date: IncidentRecord['date'], { hour, minute }: ClockParts): string => `${date?.value ?? ''}T${printClock(hour, minute, null)}`;

/** `16:00 UTC (9:00 AM PDT)` in prose; the day is the incident's own. */
const inText = ({ text, lines }: MarkdownDocument, { timeline, date }: IncidentRecord): Pair[] =>
  matchesOf(twoClocks, text).flatMap(({ index }): Pair[] => {
    const stamp = scanStamp(text.slice(index, index + 80));
    if (!stamp?.clock || !stamp.second || stamp.zone === null || stamp.second.zone === null || timeline.some(({ source }) => index >= source.start && index < source.end)) return [];
    return [{
      first: { wall: wallOf(date, stamp.clock), zone: stamp.zone },
      second: { wall: wallOf(date, stamp.second.clock), zone: stamp.second.zone },
      source: lines.source(index + stamp.second.start, index + stamp.second.end),
      entry: null,
    }];
  });

/** What the second clock should show, in each reading of the two zones; empty where nobody can tell. */
const expected = ({ first: { wall, zone }, second }: Pair): readonly number[] => {
  const day = wallMinutes(wall) === null ? clock(wall) : wall;
  return looseOffsetsOf(second.zone, day).flatMap((to) => looseOffsetsOf(zone, day).map((from) => minutesOfDay(wall) + to - from));
};

export const clocksDisagree = defineRule({
  id: 'timeline/clocks-disagree',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'Two clocks printed for one event do not show the same moment',
    why: 'Readers in two places read two different times, and nobody can tell which is right. Summer and winter names of a zone are both accepted, because people mix them up.',
    fix: 'Work the second clock out from the first; better, write one zone.',
    sources: ['IANA Time Zone Database'],
  },
  options: noOptions,
  examples: [
    {
      name: 'an hour off',
      document: '# Chain stops, 2026-05-09\n\n## Timeline (UTC)\n\n- 12:48 (6:48 PDT) Last block\n- 13:11 Operators notice\n',
      findings: ['5:10-5:19 error 12:48 UTC is 05:48 PDT, not 06:48'],
    },
    {
      name: 'in the summary',
      document: '# Chain stops, 2026-05-09\n\n## Summary\n\nBlocks stopped at 12:48 UTC (6:48 AM PDT).\n',
      findings: ['5:30-5:42 error 12:48 UTC is 05:48 PDT, not 06:48'],
    },
    { name: 'in the summary, rightly', document: '# Chain stops, 2026-05-09\n\n## Summary\n\nBlocks stopped at 12:48 UTC / 5:48 AM PDT and came back at 13:20 UTC (6:20 PT).\n', findings: [] },
    { name: 'the same moment', document: '# Chain stops, 2026-05-09\n\n## Timeline (UTC)\n\n- 13:48 (6:48 PDT) Last block\n- 14:11 Operators notice\n', findings: [] },
    { name: 'the winter name in summer', document: '# Chain stops, 2026-05-09\n\n## Timeline (UTC)\n\n- 13:48 (6:48 PST) Last block\n- 14:11 Operators notice\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const pair of [...inTimeline(record), ...inText(document, record)]) {
      const { first, second, source, entry } = pair;
      const readings = expected(pair);
      const shown = minutesOfDay(second.wall);
      const [likeliest] = readings;
      if (likeliest === undefined || readings.some((reading) => [0, 1, day - 1].includes((((reading - shown) % day) + day) % day))) continue;
      yield {
        source,
        message: `${clock(first.wall)} ${first.zone} is ${printed(likeliest)} ${second.zone}, not ${printed(shown)}`,
        suggestion: 'Correct one of the two, or write one zone only',
        ...(entry && { related: [{ source: entry, message: 'the entry' }] }),
      };
    }
  },
});
