import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { restatements } from './restated.ts';

export const titleSeverity = defineRule({
  id: 'record/title-severity',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The title names another severity than the document',
    why: 'Severities change while an incident is looked into, and the title is forgotten. Whoever reads only the list believes the title.',
    fix: 'Correct the title; better, leave the severity out of it.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'SEV1 in the title',
      document: '# SEV1 post-mortem: queue stopped\n\n**Severity:** SEV2\n\n## Summary\n\nIt stopped.\n',
      findings: ['1:1-1:34 error The title says SEV1, the document SEV2'],
    },
    { name: 'the same', document: '# SEV2 post-mortem: queue stopped\n\n**Severity:** SEV2\n\n## Summary\n\nIt stopped.\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const { other, main } of restatements(record, true)) {
      if (other.fact !== 'severity') continue;
      const [inTitle, outside] = other.source.start === record.title?.source.start ? [other, main] : [main, other];
      yield {
        source: inTitle.source,
        message: `The title says ${inTitle.value}, the document ${outside.value}`,
        suggestion: 'Correct one of them; better, leave the severity out of the title',
        related: [{ source: outside.source, message: 'the severity' }],
      };
    }
  },
});
