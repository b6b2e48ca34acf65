import { z } from 'zod/mini';
import { canonicalHeading } from '../../document/headings/recognize.ts';
import { SECTION_NAMES, type SectionName } from '../../record/vocabulary.ts';
import { defineRule, type Profile, type RuleFinding } from '../define-rule.ts';
import { topOf } from '../places.ts';

type Group = readonly SectionName[];

/** What readers need before they can discuss a document; of a list of several, one will do. */
const FOR_REVIEW: readonly Group[] = [['summary'], ['impact'], ['timeline'], ['root_cause', 'contributing_factors'], ['actions']];
/** What an incident of the two gravest levels owes beyond. */
const FOR_SEVERE: readonly Group[] = [['detection'], ['went_well', 'went_poorly', 'lucky', 'lessons']];

/** The sections that a status and a severity ask for. */
export const requiredSections = (profile: Profile, severityRank: number | null, also: readonly SectionName[]): readonly Group[] => {
  if (profile === 'adopted' || profile === 'draft') return [];
  const severe = severityRank !== null && severityRank <= 1 && profile !== 'review';
  return [...FOR_REVIEW, ...(severe ? FOR_SEVERE : []), ...also.map((name) => [name])];
};

export const required = defineRule({
  id: 'sections/required',
  since: '0.1.0',
  severity: { review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'A section that the status and severity of the document require is missing',
    why: 'Reviewers cannot judge an impact that nobody states or a cause that nobody names. A draft may still lack everything; from final on, the two gravest levels owe how it was detected and what was learned.',
    fix: 'Add the section; where there is nothing to say, write `n/a:` and the reason.',
    sources: ['Google, Site Reliability Workbook, chapter 10', 'PagerDuty, Incident Response: Postmortem Template'],
  },
  options: z.strictObject({
    /** Further sections that your team requires. */
    also: z.prefault(z.array(z.enum(SECTION_NAMES)), []),
  }),
  examples: [
    {
      name: 'no impact and no action items',
      document: '---\npostmortem: 1\nstatus: review\n---\n\n# Queue stopped\n\n## Summary\n\nIt stopped.\n\n## Timeline\n\n- 10:00 Stopped\n\n## Root cause\n\nDisk full.\n',
      findings: ['6:1-6:16 error The document has no section Impact', '6:1-6:16 error The document has no section Action items'],
    },
    { name: 'a draft may lack everything', document: '---\npostmortem: 1\nstatus: draft\n---\n\n# Queue stopped\n', findings: [] },
  ],
  *check({ record, document, profile, severityRank, options }): Iterable<RuleFinding> {
    const present = new Set(record.sections.map(({ name }) => name));
    for (const group of requiredSections(profile, severityRank, options.also)) {
      if (group.some((name) => present.has(name))) continue;
      const names = group.map(canonicalHeading).join(' or ');
      yield { source: topOf(document, record), message: `The document has no section ${names}`, suggestion: `Add "## ${canonicalHeading(group[0] ?? 'summary')}"; where there is nothing to say, write "n/a:" and the reason` };
    }
  },
});
