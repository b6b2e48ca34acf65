import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { topOf } from '../places.ts';

export const author = defineRule({
  id: 'record/author',
  since: '0.1.0',
  severity: { draft: 'info', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'Nobody is named as the author or owner of the document',
    why: 'A year later somebody has a question. A document that nobody owns is not finished by anybody either.',
    fix: 'Write `authors: ["@handle"]`: a person or a team that can be asked.',
    sources: ['Google, Site Reliability Engineering, appendix D (example post-mortem: authors, status)'],
  },
  options: noOptions,
  examples: [
    { name: 'nobody', document: '---\npostmortem: 1\nstatus: review\nauthors: []\n---\n\n# Queue stopped\n', findings: ['7:1-7:16 error Nobody is named as its author'] },
    { name: 'a team', document: '---\npostmortem: 1\nstatus: review\nauthors: ["@orders"]\n---\n\n# Queue stopped\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.authors.length > 0) return;
    yield { source: topOf(document, record), message: 'Nobody is named as its author', suggestion: 'Write `authors: ["@handle"]`' };
  },
});
