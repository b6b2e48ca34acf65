import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { sectionSource } from '../places.ts';

export const causeMissing = defineRule({
  id: 'causes/missing',
  since: '0.1.0',
  severity: { review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'The section on the root cause or the contributing factors states no cause',
    why: 'A table or a picture is evidence. A reader, and every action item, needs the sentence that says what made the incident possible.',
    fix: 'Write each cause as a sentence or a list item; write `unknown: …` with what was tried where nobody found it.',
    sources: ['Google, Site Reliability Engineering, appendix D'],
  },
  options: noOptions,
  examples: [
    { name: 'only a log', document: written('final', '## Root cause\n\n```\nERROR column does not exist\n```\n'), findings: ['7:1-7:14 error "Root cause" states no cause'] },
    { name: 'a sentence', document: written('final', '## Root cause\n\nThe column was never created.\n'), findings: [] },
    { name: 'not known, and said so', document: written('final', '## Root cause\n\nUnknown: the logs were rotated before anyone looked.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.causes.length > 0) return;
    const section = record.sections.find(({ name }) => name === 'root_cause') ?? record.sections.find(({ name }) => name === 'contributing_factors');
    if (!section || section.empty || section.notApplicable !== null) return;
    yield { source: sectionSource(document, section), message: `"${section.title}" states no cause`, suggestion: 'Write each cause as a sentence or a list item' };
  },
});
