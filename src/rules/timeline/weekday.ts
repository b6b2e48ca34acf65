import { dateOfWall, dayNumber } from '../../document/time/wall.ts';
import { weekdayNumber } from '../../document/time/names.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { stampOf } from './moments.ts';

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** 1970-01-01 was a Thursday. */
const weekdayOf = (date: string): number | null => {
  const day = dayNumber(date);
  return day === null ? null : ((day + 3) % 7) + 1;
};

export const weekday = defineRule({
  id: 'timeline/weekday',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The weekday of an entry is not the weekday of its date',
    why: 'One of the two is wrong, most often the date, which was copied or has the wrong month.',
    fix: 'Look the day up and correct the date or the weekday.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'a Saturday that is a Sunday',
      document: '# Chain stops\n\n## Timeline\n\n- Saturday 2026-03-01 10:00 Last block\n- Sunday 2026-03-01 11:00 Operators notice\n',
      findings: ['5:3-5:28 error 2026-03-01 is a Sunday, not a Saturday'],
    },
    {
      name: 'no year is written, and another year fits',
      document: '# Chain stops\n\n## Timeline\n\n- Saturday March 1, 10:00 Last block\n- Saturday March 1, 11:00 Operators notice\n',
      findings: [],
    },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const entry of record.timeline) {
      const date = dateOfWall(entry.wall);
      if (entry.weekday === undefined || date === null || !entry.dated || !entry.written.includes(date.slice(0, 4))) continue;
      const [named, actual] = [weekdayNumber(entry.weekday), weekdayOf(date)];
      if (named === undefined || actual === null || named === actual) continue;
      yield {
        source: entry.source,
        message: `${date} is a ${NAMES[actual - 1]}, not a ${NAMES[named - 1]}`,
        suggestion: `Correct the date or the weekday of "${stampOf(entry)}"`,
      };
    }
  },
});
