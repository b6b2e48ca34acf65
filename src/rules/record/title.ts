import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { topOf } from '../places.ts';

export const title = defineRule({
  id: 'record/title',
  since: '0.1.0',
  severity: { draft: 'info', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'The document has no title',
    why: 'The title is what people see in lists and searches, most of them the only thing.',
    fix: 'Write a `title:` that says what happened, to whom, for how long.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'none', document: '---\npostmortem: 1\nstatus: review\ntitle:\n---\n\n## Summary\n\nThe queue stopped.\n', findings: ['1:1-1:4 error The document has no title'] },
    { name: 'a heading', document: '---\npostmortem: 1\nstatus: review\n---\n\n# The queue of orders stood still for 40 minutes\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.title === null) yield { source: topOf(document, record), message: 'The document has no title', suggestion: 'Write a `title:` that says what happened, to whom, for how long' };
  },
});
