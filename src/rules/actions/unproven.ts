import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { nameOf, placeOf } from './items.ts';

export const unproven = defineRule({
  id: 'actions/unproven',
  since: '0.1.0',
  severity: { review: 'info', final: 'warning', closed: 'error' },
  docs: {
    summary: 'An action item is done, and nothing shows it: no ticket, no link, no gate, no evidence',
    why: 'A reader in a year cannot tell whether the fix was made, reverted or forgotten.',
    fix: 'Link the merged change, the ticket or the gate.',
    sources: ['AHRQ CANDOR toolkit: measure of success'],
  },
  options: noOptions,
  examples: [
    { name: 'done, and no trace', document: written('closed', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | done | ')), findings: ['11:78-11:82 error AI-1 is done, and nothing shows it'] },
    { name: 'done, with a ticket', document: written('closed', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12')), findings: [] },
    { name: 'done, with the change', document: written('closed', actionTable('AI-1 | Reject direct image updates ([change](https://example.com/c/1)) | prevent | P1 | @ada | 2027-01-08 |  | done | ')), findings: [] },
    { name: 'not done', document: written('closed', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | ')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      if (item.status !== 'done' && item.status !== 'verified') continue;
      const evidence = item.fields.evidence;
      const proven = item.tickets.length + item.links.length + item.gates.length > 0 || (evidence !== undefined && evidence.end > evidence.start);
      if (!proven) yield { source: placeOf(document, item, 'status'), message: `${nameOf(item)} is ${item.status}, and nothing shows it`, suggestion: 'Link the merged change, the ticket or the gate' };
    }
  },
});
