import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { countOf, isPending, oneForAll, placeOf } from './items.ts';

export const ownerMissing = defineRule({
  id: 'actions/owner-missing',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'An action item that somebody has to do names no owner',
    why: 'Items without a named owner are the ones that are never done: everyone expects someone else to do them.',
    fix: 'Name the one person or team that will be asked about it; others can help.',
    sources: ['PagerDuty, Postmortems: accountability and the bystander effect', 'incident.io, Post-mortem action items (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'an empty cell', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 |  | 2027-01-08 |  | open | OPS-12')), findings: ['11:10-11:37 error AI-1 has no owner'] },
    { name: 'an adopted document that names some', document: '# Outage\n\n## Action items\n\n- Add an alert on the queue (owner: ada)\n- Limit the batch size\n', findings: ['6:3-6:23 info "Limit the batch size" has no owner'] },
    { name: 'an adopted document that never does', document: '# Outage\n\n## Action items\n\n- Add an alert on the queue\n- Limit the batch size\n', findings: [] },
    { name: 'an owner', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
    { name: 'only proposed, and done', document: written('final', actionTable('AI-1 | Split the cluster | prevent | P3 |  |  |  | proposed | ', 'AI-2 | Remove the flag | repair | P3 |  |  |  | done | OPS-13')), findings: [] },
  ],
  *check(context): Iterable<RuleFinding> {
    const { record, document } = context;
    const bare = record.actions.filter((item) => isPending(item) && item.owners.length === 0);
    for (const items of oneForAll(bare, context)) {
      const [first] = items;
      if (first) yield { source: placeOf(document, first, 'title'), message: `${countOf(items)} ${items.length === 1 ? 'has' : 'have'} no owner`, suggestion: 'Name one person or team for each' };
    }
  },
});
