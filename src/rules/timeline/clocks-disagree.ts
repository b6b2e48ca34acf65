import { wallMinutes } from '../../document/time/wall.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { looseOffsetsOf } from '../../record/zone-offset.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

const clock = (wall: string): string => wall.slice(wall.indexOf('T') + 1);

const minutesOfDay = (wall: string): number => {
  const [hour = 0, minute = 0] = clock(wall).split(':').map(Number);
  return hour * 60 + minute;
};

const printed = (minutes: number): string => {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
};

/** What the second clock should show, in each reading of the two zones; empty where nobody can tell. */
const expected = ({ wall, zone, second }: TimelineEntry): readonly number[] => {
  if (wall === null || !wall.includes('T') || zone === null || !second || second.zone === null) return [];
  const day = wallMinutes(wall) === null ? '2026-01-01' : wall;
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
    { name: 'the same moment', document: '# Chain stops, 2026-05-09\n\n## Timeline (UTC)\n\n- 13:48 (6:48 PDT) Last block\n- 14:11 Operators notice\n', findings: [] },
    { name: 'the winter name in summer', document: '# Chain stops, 2026-05-09\n\n## Timeline (UTC)\n\n- 13:48 (6:48 PST) Last block\n- 14:11 Operators notice\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const entry of record.timeline) {
      const { second, wall, zone } = entry;
      if (!second || wall === null) continue;
      const readings = expected(entry);
      const shown = minutesOfDay(second.wall);
      const [first] = readings;
      if (first === undefined || readings.some((reading) => Math.abs((((reading - shown) % 1440) + 1440) % 1440) <= 1 || Math.abs((((reading - shown) % 1440) + 1440) % 1440) === 1439)) continue;
      yield {
        source: second.source,
        message: `${clock(wall)} ${zone} is ${printed(first)} ${second.zone}, not ${printed(shown)}`,
        suggestion: 'Correct one of the two, or write one zone only',
        related: [{ source: entry.source, message: 'the entry' }],
      };
    }
  },
});
