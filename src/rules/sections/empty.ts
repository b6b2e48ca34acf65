import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { sectionSource } from '../places.ts';
import { requiredSections } from './required.ts';

export const empty = defineRule({
  id: 'sections/empty',
  since: '0.1.0',
  severity: { review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'A section has a heading and nothing below it',
    why: 'Nobody can tell whether there was nothing to say or nobody said it. For sections that nothing requires it is a warning.',
    fix: 'Fill it, delete it, or write `n/a:` and the reason.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'an impact that nobody wrote',
      document: '---\npostmortem: 1\nstatus: review\n---\n\n# Queue stopped\n\n## Impact\n\n<!-- hint: who could not do what -->\n\n## Where we got lucky\n\n## Timeline\n\n- 10:00 Stopped\n',
      findings: ['8:1-8:10 error Impact is empty', '12:1-12:22 warning Where we got lucky is empty'],
    },
    { name: 'nothing on purpose', document: '---\npostmortem: 1\nstatus: review\n---\n\n# Queue stopped\n\n## Impact\n\nn/a: found in a rehearsal\n', findings: [] },
  ],
  *check({ record, document, profile, severityRank }): Iterable<RuleFinding> {
    const required = new Set(requiredSections(profile, severityRank, []).flat());
    for (const section of record.sections) {
      if (!section.empty || section.notApplicable !== null) continue;
      yield {
        source: sectionSource(document, section),
        message: `${section.title} is empty`,
        suggestion: 'Fill it, delete it, or write "n/a:" and the reason',
        ...(!required.has(section.name) && { atMost: 'warning' as const }),
      };
    }
  },
});
