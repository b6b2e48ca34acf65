import { dayNumber } from '../../document/time/wall.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';

export const overdue = defineRule({
  id: 'actions/overdue',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'warning', final: 'warning', closed: 'error' },
  docs: {
    summary: 'An action item is past its due date and not done',
    why: 'The incident can come back in the same way every day until it is done. Overdue items that nobody shows are the most frequent complaint about post-mortems.',
    fix: 'Do it, move the date with its owner, or drop it with a reason.',
    sources: ['PagerDuty, Postmortems: accountability'],
  },
  options: noOptions,
  examples: [
    { name: 'twelve days late', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: ['11:62-11:72 warning AI-1 was due 2027-01-08, 12 days ago, and is open'], today: '2027-01-20' },
    { name: 'due today', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-20 |  | open | OPS-12')), findings: [], today: '2027-01-20' },
    { name: 'done', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12')), findings: [], today: '2027-01-20' },
  ],
  *check({ record, document, today, profile }): Iterable<RuleFinding> {
    const now = dayNumber(today);
    for (const item of record.actions) {
      const due = item.due === null ? null : dayNumber(item.due);
      if (!isPending(item) || due === null || now === null || due >= now) continue;
      // A document that does not track status cannot say that an item is still open.
      if (profile === 'adopted' && item.status === null) continue;
      const days = now - due;
      yield { source: placeOf(document, item, 'due'), message: `${nameOf(item)} was due ${item.due}, ${days} day${days === 1 ? '' : 's'} ago, and is ${item.status ?? 'not done'}`, suggestion: 'Do it, agree on a new date, or drop it with a reason' };
    }
  },
});
