import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';

export const ticketMissing = defineRule({
  id: 'actions/ticket-missing',
  since: '0.1.0',
  severity: { review: 'info', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'An action item has no ticket in a tracker',
    why: 'Work that stands only in a document is not planned with other work, and nobody meets it again.',
    fix: 'File it and write the key or the address in the Ticket cell; `postmortem sync` does both.',
    sources: ['PagerDuty, Postmortems: accountability'],
  },
  options: noOptions,
  examples: [
    { name: 'an empty cell', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | ')), findings: ['11:10-11:37 warning AI-1 has no ticket'] },
    { name: 'a key', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
    { name: 'a proposal needs none', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | proposed | ')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      if (!isPending(item) || item.tickets.length > 0) continue;
      yield { source: placeOf(document, item, 'title'), message: `${nameOf(item)} has no ticket`, suggestion: 'File it in the tracker and write its key here' };
    }
  },
});
