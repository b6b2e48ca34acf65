import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { nameOf, placeOf } from './items.ts';

const reasonWords = /\b(?:because|since|as (?:it|the|we|this)|due to|superseded|replaced by|duplicate of|covered by|no longer|not worth|too (?:costly|expensive|risky)|instead|obsolete|accepted|reason)\b|→|理由|weil|da /i;
/** Words behind the status itself say why: `dropped: the service is gone`. */
const explained = (written: string | null): boolean => written !== null && /^[^\s:：–—(-]+(?:\s+do)?\s*[:：–—(-]\s*\S.{3,}/u.test(written);

export const dropped = defineRule({
  id: 'actions/dropped-without-reason',
  since: '0.1.0',
  severity: { draft: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'An action item was dropped and no reason is given',
    why: 'Dropping an item accepts the risk that it answered. Who reads the document after the next incident needs to know why.',
    fix: 'Write the reason behind the status (`dropped: the service was shut down`), or link the decision.',
    sources: ['AHRQ CANDOR toolkit: accepted risks are recorded'],
  },
  options: noOptions,
  examples: [
    { name: 'no reason', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | dropped | OPS-12')), findings: ['11:78-11:85 error AI-1 was dropped without a reason'] },
    { name: 'a reason behind the status', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | dropped: the cluster is gone | OPS-12')), findings: [] },
    { name: 'a reason in the words', document: written('final', actionTable('AI-1 | Reject direct image updates (superseded by AI-2) | prevent | P1 | @ada | 2027-01-08 |  | dropped | OPS-12')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      if (item.status !== 'dropped' || explained(item.statusWritten) || item.links.length > 0 || reasonWords.test(item.text)) continue;
      yield { source: placeOf(document, item, 'status'), message: `${nameOf(item)} was dropped without a reason`, suggestion: 'Write why behind the status' };
    }
  },
});
