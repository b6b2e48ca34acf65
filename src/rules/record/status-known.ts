import { STATUSES } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { topOf } from '../places.ts';

export const statusKnown = defineRule({
  id: 'record/status-known',
  since: '0.1.0',
  severity: { draft: 'error' },
  docs: {
    summary: 'The status is missing or not one of draft, review, final, closed',
    why: 'The status says what is asked of the document. Without one it is judged as a draft, which is asked for little, and nobody notices.',
    fix: 'Write `status: draft`, `review`, `final` or `closed`.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'a word for it', document: '---\npostmortem: 1\nstatus: done\n---\n\n# Queue stopped\n', findings: ['3:9-3:13 error "status" has a value that the format does not know'] },
    { name: 'none', document: '---\npostmortem: 1\n---\n\n# Queue stopped\n', findings: ['5:1-5:16 warning The document states no status and is judged as a draft'] },
    { name: 'known', document: '---\npostmortem: 1\nstatus: review\n---\n\n# Queue stopped\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.status !== null) return;
    const suggestion = `Write \`status:\` with one of ${STATUSES.join(', ')}`;
    const problem = record.problems.find(({ key }) => key === 'status');
    if (problem) yield { source: problem.source, message: problem.message, suggestion };
    else yield { source: topOf(document, record), message: 'The document states no status and is judged as a draft', suggestion, atMost: 'warning' };
  },
});
