import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { findingsFor } from '../reading-problems.ts';

export const ambiguousDate = defineRule({
  id: 'timeline/ambiguous-date',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'warning', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'A date whose day and month may be swapped, and nothing in the document tells which',
    why: '04/05 is the fifth of April to some readers and the fourth of May to others. The reader does not guess.',
    fix: 'Write the date as YYYY-MM-DD.',
    sources: ['ISO 8601-1:2019'],
  },
  options: noOptions,
  examples: [
    {
      name: 'April or May',
      document: '# Queue stopped\n\n## Timeline\n\n- 04/05/2026 10:00 Limit set\n- 07/06/2026 11:00 Queue stops\n',
      findings: ['5:3-5:19 warning "04/05/2026 10:00" may be 2026-05-04 or 2026-04-05'],
    },
    { name: 'another date of the document tells', document: '# Queue stopped\n\n## Timeline\n\n- 04/05/2026 10:00 Limit set\n- 07/15/2026 11:00 Queue is empty\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    // One is enough: the answer to the first settles the others.
    for (const finding of findingsFor(record, ['date-ambiguous'])) return void (yield finding);
  },
});
