import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { minutesOfWall, stampOf } from './moments.ts';

export const range = defineRule({
  id: 'timeline/range',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A range of times ends before it starts',
    why: 'One of its two ends is wrong, and whatever lasted from the one to the other has no length.',
    fix: 'Correct the end, or write its date where it lies on another day.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'the end is on the day before',
      document: '# Index rebuilt\n\n## Timeline\n\n- 2026-03-02 14:20 – 2026-03-01 15:00 Index is rebuilt\n- 2026-03-02 15:10 Closed\n',
      findings: ['5:3-5:38 error "2026-03-02 14:20 – 2026-03-01 15:00" ends before it starts'],
    },
    { name: 'over midnight', document: '# Index rebuilt, 2026-03-01\n\n## Timeline\n\n- 23:50–00:20 Index is rebuilt\n- 00:30 Closed\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const entry of record.timeline) {
      if (entry.end === null) continue;
      const [start, end] = [minutesOfWall(entry.wall), minutesOfWall(entry.end)];
      if (start === null || end === null || end >= start || !entry.end.includes('T')) continue;
      yield { source: entry.source, message: `"${stampOf(entry)}" ends before it starts`, suggestion: 'Correct the end, or write the date of each' };
    }
  },
});
