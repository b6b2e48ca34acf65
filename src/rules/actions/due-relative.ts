import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';

export const dueRelative = defineRule({
  id: 'actions/due-relative',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'The due date of an action item is no date: "next sprint", "Q3", "ASAP"',
    why: 'Nobody can tell when "next sprint" was, once the document is a month old, and no report can show it as late.',
    fix: 'Write the day as YYYY-MM-DD.',
    sources: ['incident.io, Post-mortem action items (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'next sprint', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | next sprint |  | open | OPS-12')), findings: ['11:62-11:73 error The due date of AI-1, "next sprint", is no date'] },
    { name: 'a date', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 8 January 2027 |  | open | OPS-12')), findings: [] },
    { name: 'done', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | next sprint |  | done | OPS-12')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      if (!isPending(item) || item.due !== null || item.dueWritten === null) continue;
      yield { source: placeOf(document, item, 'due'), message: `The due date of ${nameOf(item)}, "${item.dueWritten}", is no date`, suggestion: 'Write the day as YYYY-MM-DD' };
    }
  },
});
