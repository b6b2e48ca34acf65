import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { dateSlips, stampOf } from './moments.ts';

export const dateTypo = defineRule({
  id: 'timeline/date-typo',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The year or month of one entry jumps away from its neighbours, and another year or month would fit',
    why: 'Around the turn of a year and in copied documents the old year stays. Durations computed from it are off by a year.',
    fix: 'Write the year or month that the neighbouring entries have.',
    sources: ['Public post-mortems: an incident resolved a year before it was declared'],
  },
  options: noOptions,
  examples: [
    {
      name: 'last year, in January',
      document: '# Node pool full, 2026-01-05\n\n- **Key events**\n  - First detected: 2026-01-05 08:56\n  - Incident declared: 2025-01-05 09:10\n  - Resolved: 2026-01-05 12:02\n',
      findings: ['5:24-5:40 error The year of "2025-01-05 09:10" does not fit its neighbours; 2026-01-05 would'],
    },
    {
      name: 'New Year passes',
      document: '# Node pool full, 2025-12-31\n\n## Timeline\n\n- 2025-12-31 23:50 Pool full\n- 2026-01-01 00:10 Pool grows\n- 2026-01-01 01:00 Closed\n',
      findings: [],
    },
    {
      name: 'the cause is older than the incident',
      document: '# Node pool full, 2026-01-05\n\n## Timeline\n\n- 2025-01-20 Limit set to 40 nodes\n- 2026-01-05 08:56 Pool full\n- 2026-01-05 12:02 Closed\n',
      findings: [],
    },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const { entry, neighbour, unit, fits } of dateSlips(record)) {
      yield {
        source: entry.source,
        message: `The ${unit} of "${stampOf(entry)}" does not fit its neighbours; ${fits} would`,
        suggestion: `Write ${fits} if that is what happened`,
        related: [{ source: neighbour.source, message: 'the entry beside it' }],
      };
    }
  },
});
