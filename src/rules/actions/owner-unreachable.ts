import { z } from 'zod/mini';
import { defineRule, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';
import { whyNotPageable } from './owner-words.ts';

export const ownerUnreachable = defineRule({
  id: 'actions/owner-unreachable',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'The owner of an action item is nobody one can ask: a role, whoever is on call',
    why: 'An item owned by "the team" or by the on-call rotation belongs to nobody on the day it is due: the shift has changed and nobody was named.',
    fix: 'Name a person, or a team by the handle that a page or a review request reaches. Names that your organisation can page go into the option `allowed`.',
    sources: ['PagerDuty, Postmortems: accountability', 'incident.io, Post-mortem action items (2026)'],
  },
  options: z.strictObject({ allowed: z.prefault(z.array(z.string()), []) }),
  examples: [
    { name: 'whoever is on call', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | payments on-call | 2027-01-08 |  | open | OPS-12')), findings: ['11:55-11:71 error The owner of AI-1, "payments on-call", is whoever is on call, which changes with the shift'] },
    { name: 'a role', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | the team | 2027-01-08 |  | open | OPS-12')), findings: ['11:55-11:63 error The owner of AI-1, "the team", is a role, not somebody one can ask'] },
    { name: 'a person, a handle, a team with a name', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | Ada Osei | 2027-01-08 |  | open | OPS-12', 'AI-2 | Alert on lag | detect | P1 | @org/platform | 2027-01-08 |  | open | OPS-13', 'AI-3 | Limit batches | prevent | P1 | Ledger Platform | 2027-01-08 |  | open | OPS-14')), findings: [] },
    { name: 'a rotation that is allowed', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | SRE | 2027-01-08 |  | open | OPS-12')), findings: [], options: { allowed: ['sre'] } },
  ],
  *check({ record, document, options, repository }): Iterable<RuleFinding> {
    const known = new Set([...options.allowed, ...(repository.owners ?? [])].map((name) => name.toLowerCase()));
    for (const item of record.actions) {
      if (!isPending(item)) continue;
      for (const owner of item.owners) {
        const reason = known.has(owner.toLowerCase()) ? null : whyNotPageable(owner);
        if (reason !== null) yield { source: placeOf(document, item, 'owner'), message: `The owner of ${nameOf(item)}, "${owner}", ${reason}`, suggestion: 'Name the person, or the handle of the team' };
      }
    }
  },
});
