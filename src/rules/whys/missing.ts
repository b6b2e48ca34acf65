import { z } from 'zod/mini';
import { defineRule, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { sectionSource, topOf } from '../places.ts';

export const whysMissing = defineRule({
  id: 'whys/missing',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'A severe incident has no five whys',
    why: 'The first cause that is found is the one nearest to the symptom. Asking on leads to what can be mended for more than this one incident.',
    fix: 'Add the section Five whys: a nested list of questions and answers; branches are welcome. The option `severe` says how many levels of the scale count as severe.',
    sources: ['Ohno, Toyota production system (1988)', 'Atlassian, Incident management handbook: five whys'],
  },
  options: z.strictObject({ severe: z.prefault(z.number(), 2) }),
  examples: [
    { name: 'a SEV1 without', document: written('final', '# Endpoints return 500\n\n## Root cause\n\nA column was missing.\n', 'SEV1'), findings: ['7:1-7:23 error A SEV1 incident has no five whys'] },
    { name: 'with', document: written('final', '# Endpoints return 500\n\n## Five whys\n\n1. Why did requests fail? A column was missing.\n', 'SEV1'), findings: [] },
    { name: 'a minor incident', document: written('final', '# Endpoints return 500\n\n## Root cause\n\nA column was missing.\n', 'SEV3'), findings: [] },
  ],
  *check({ record, document, severityRank, options }): Iterable<RuleFinding> {
    if (record.whys.length > 0 || severityRank === null || severityRank >= options.severe) return;
    const section = record.sections.find(({ name }) => name === 'five_whys');
    if (section && section.notApplicable !== null) return;
    yield { source: section ? sectionSource(document, section) : topOf(document, record), message: `A ${record.severity?.value ?? 'severe'} incident has no five whys`, suggestion: 'Ask why from the symptom on, and name what answers each last step' };
  },
});
