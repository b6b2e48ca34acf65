import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { nameOf, placeOf } from './items.ts';

export const leftOpen = defineRule({
  id: 'actions/left-open',
  since: '0.1.0',
  severity: { closed: 'error' },
  docs: {
    summary: 'A document is closed, and an action item of it is open',
    why: 'Nobody looks into a closed document again: what is open in it is forgotten with it.',
    fix: 'Finish the item, drop it with a reason, or carry it over into a document that is still open: `postmortem actions carry-over OLD.md --to NEW.md`.',
    sources: ['Google, Site Reliability Engineering, chapter 15: action items are followed to their end'],
  },
  options: noOptions,
  examples: [
    {
      name: 'closed with work left',
      document: written('closed', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | in-progress | OPS-12')),
      findings: ['11:78-11:89 error AI-1 is in-progress, and the document is closed'],
    },
    { name: 'nothing is said of it', document: written('closed', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  |  | OPS-12')), findings: ['11:10-11:37 error AI-1 is open, and the document is closed'] },
    {
      name: 'finished, and carried over',
      document: written('closed', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12', 'AI-2 | Alert on the pool | detect | P1 | @ada | 2027-01-08 |  | dropped: carried over to orders#AI-4 | ')),
      findings: [],
    },
    { name: 'not closed', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      if (item.status === 'done' || item.status === 'verified' || item.status === 'dropped') continue;
      yield { source: placeOf(document, item, 'status'), message: `${nameOf(item)} is ${item.status ?? 'open'}, and the document is closed`, suggestion: 'Finish it, drop it with a reason, or carry it over: `postmortem actions carry-over`' };
    }
  },
});
