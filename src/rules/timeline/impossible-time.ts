import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { findingsFor } from '../reading-problems.ts';

/** `13:55 PM` says one thing twice; nobody misreads it. */
const redundant = /^(?:.*\D)?(?:1[3-9]|2[0-3])[:.]\d{2}(?::\d{2})?\s?p\.?m?\b/i;

export const impossibleTime = defineRule({
  id: 'timeline/impossible-time',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A time or date that cannot exist: 31 June, 25:10, 23:00 AM, the year 22026',
    why: 'It is a slip of the pen, and whoever computes with it, person or program, gets something else than its author meant.',
    fix: 'Write the time that was meant.',
    sources: ['ISO 8601-1:2019'],
  },
  options: noOptions,
  examples: [
    {
      name: 'an hour too many',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n- 10:00 Queue stops\n- 23:00 AM Queue is empty\n',
      findings: ['6:3-6:11 error "23:00 AM" cannot be: a clock of 24 hours has no AM'],
    },
    {
      name: 'a digit too many',
      document: '# Queue stopped\n\n## Timeline\n\n- 2026-03-18 10:00 Queue stops\n- 22026-03-18 11:00 Queue is empty\n',
      findings: ['6:3-6:20 error "22026-03-18 11:00" cannot be: the year 22026 is not plausible'],
    },
    {
      name: 'harmless: PM behind a clock of 24 hours',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n- 13:55 PM Queue stops\n- 14:10 Queue is empty\n',
      findings: ['5:3-5:11 info "13:55 PM" cannot be: a clock of 24 hours has no PM'],
    },
    { name: 'midnight at the end of a day, and a leap day', document: '# Queue stopped\n\n## Timeline\n\n- 2024-02-29 23:10 Queue stops\n- 2024-02-29 24:00 Queue is empty\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const finding of findingsFor(record, ['time-impossible'])) {
      const harmless = redundant.test(document.text.slice(finding.source.start, finding.source.end));
      yield harmless ? { ...finding, atMost: 'info' } : finding;
    }
  },
});
