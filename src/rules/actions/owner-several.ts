import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';

export const ownerSeveral = defineRule({
  id: 'actions/owner-several',
  since: '0.1.0',
  severity: { review: 'info', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'An action item that somebody has to do names two owners or more',
    why: 'Two owners are each sure that the other one does it. One answers for it; both can work on it.',
    fix: 'Keep the one who answers for it as the owner and name the others in the text.',
    sources: ['PagerDuty, Postmortems: the bystander effect'],
  },
  options: noOptions,
  examples: [
    { name: 'two names', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada, @grace | 2027-01-08 |  | open | OPS-12')), findings: ['11:55-11:67 warning AI-1 has 2 owners: @ada, @grace'] },
    { name: 'one name', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
    { name: 'done by two', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada, @grace | 2027-01-08 |  | done | OPS-12')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      if (!isPending(item) || item.owners.length < 2) continue;
      yield { source: placeOf(document, item, 'owner'), message: `${nameOf(item)} has ${item.owners.length} owners: ${item.owners.join(', ')}`, suggestion: 'Keep the one who answers for it' };
    }
  },
});
