import { defineRule, noOptions } from '../define-rule.ts';
import { findingsFor } from '../reading-problems.ts';

export const unreadableTime = defineRule({
  id: 'timeline/unreadable-time',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'error', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'The time cell of a row holds something that is no time',
    why: 'What cannot be read is left out of every order and duration that is computed from the timeline.',
    fix: 'Write the date and time, such as 2026-04-24 23:50, or `unknown` where nobody knows.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'words for a time',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 10:00 | Queue stops |\n| after lunch | Queue is empty |\n',
      findings: ['8:3-8:14 warning "after lunch" is not a time'],
    },
    {
      name: 'unknown, on purpose',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 10:00 | Queue stops |\n| unknown | Queue is empty |\n',
      findings: [],
    },
  ],
  check: ({ record }) => findingsFor(record, ['time-unreadable']),
});
