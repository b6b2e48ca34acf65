import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { findingsFor } from '../reading-problems.ts';

/** Keys whose values have a rule of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['status']);

export const frontMatter = defineRule({
  id: 'record/front-matter',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The front matter cannot be parsed, or a value in it is of the wrong type or not one that the format knows',
    why: 'What cannot be read is not checked, not listed and not exported, and the document looks as if it did not state it.',
    fix: 'Write the value as the message says; every key is described in schemas/front-matter.schema.json, which editors complete.',
    sources: ['YAML 1.2.2', 'TOML 1.0.0'],
  },
  options: noOptions,
  examples: [
    {
      name: 'a value that the format does not know',
      document: '---\npostmortem: 1\ndetected_by: luck\n---\n\n# Queue stopped\n',
      findings: ['3:14-3:18 error "detected_by" has a value that the format does not know'],
    },
    {
      name: 'one text where a list belongs',
      document: '---\npostmortem: 1\nservices: checkout\n---\n\n# Queue stopped\n',
      findings: ['3:11-3:19 error "services" has the wrong type'],
    },
    { name: 'as the format has it', document: '---\npostmortem: 1\ndetected_by: alert\nservices: [checkout]\n---\n\n# Queue stopped\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const elsewhere = new Set(record.problems.filter(({ key }) => key !== null && ELSEWHERE.has(key)).map(({ source }) => source.start));
    for (const finding of findingsFor(record, ['front-matter-syntax', 'front-matter-type', 'front-matter-value'])) if (!elsewhere.has(finding.source.start)) yield finding;
    for (const finding of findingsFor(record, ['not-text', 'too-large', 'too-deep'])) yield { ...finding, source: document.lines.source(0, 0) };
  },
});
