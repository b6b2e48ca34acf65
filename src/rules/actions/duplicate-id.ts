import type { ActionItem } from '../../record/action.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { everywhere } from '../profile.ts';
import { placeOf } from './items.ts';

export const duplicateId = defineRule({
  id: 'actions/duplicate-id',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'Two action items have the same id',
    why: 'Causes, whys, gates and tickets refer to an item by its id; with two of them nobody can tell which one is meant.',
    fix: 'Give the later one the next free id.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'copied row', document: written('draft', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12', 'AI-1 | Alert on lag | detect | P1 | @ada | 2027-01-08 |  | open | OPS-13')), findings: ['12:3-12:7 error The id AI-1 is taken by an earlier action item'] },
    { name: 'ids of their own', document: written('draft', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12', 'AI-2 | Alert on lag | detect | P1 | @ada | 2027-01-08 |  | open | OPS-13')), findings: [] },
    { name: 'two lists, each numbered from one', document: '# Outage\n\n## Action items\n\n### Prevent\n\n| # | Action | Owner |\n|---|---|---|\n| 1 | Limit batches | ada |\n\n### Detect\n\n| # | Action | Owner |\n|---|---|---|\n| 1 | Alert on lag | ada |\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const first = new Map<string, ActionItem>();
    for (const item of record.actions) {
      // Bare numbers count within their list.
      if (item.id === null || /^[#\d.()]*$/.test(item.id)) continue;
      const key = item.id.toUpperCase();
      const earlier = first.get(key);
      if (!earlier) first.set(key, item);
      else if (earlier.title !== item.title) {
        yield {
          source: placeOf(document, item, 'id'),
          message: `The id ${item.id} is taken by an earlier action item`,
          suggestion: 'Give this one the next free id',
          related: [{ source: placeOf(document, earlier, 'id'), message: 'the first with this id' }],
        };
      }
    }
  },
});
