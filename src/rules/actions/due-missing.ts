import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { countOf, isPending, oneForAll, placeOf } from './items.ts';

export const dueMissing = defineRule({
  id: 'actions/due-missing',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'An action item that somebody has to do has no due date',
    why: 'Without a date nothing is ever late, and what is never late is rarely done.',
    fix: 'Write a date (YYYY-MM-DD), mark the item `proposed` while it is not agreed, or drop it with a reason.',
    sources: ['PagerDuty, Postmortems: accountability', 'incident.io, Post-mortem action items (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'an empty cell', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada |  |  | open | OPS-12')), findings: ['11:10-11:37 error AI-1 has no due date'] },
    { name: 'an adopted document that names some', document: '# Outage\n\n## Action items\n\n- Add an alert on the queue (due: 2027-01-08)\n- Limit the batch size\n', findings: ['6:3-6:23 info "Limit the batch size" has no due date'] },
    { name: 'an adopted document that never does', document: '# Outage\n\n## Action items\n\n- Add an alert on the queue\n- Limit the batch size\n', findings: [] },
    { name: 'a date', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
    { name: 'a proposal', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada |  |  | proposed | OPS-12')), findings: [] },
  ],
  *check(context): Iterable<RuleFinding> {
    const { record, document } = context;
    const bare = record.actions.filter((item) => isPending(item) && item.due === null && item.dueWritten === null);
    for (const items of oneForAll(bare, context)) {
      const [first] = items;
      if (first) yield { source: placeOf(document, first, 'title'), message: `${countOf(items)} ${items.length === 1 ? 'has' : 'have'} no due date`, suggestion: 'Write a date for each, or mark what is not agreed as proposed' };
    }
  },
});
