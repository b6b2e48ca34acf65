import type { Milestone } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type Profile, type RuleFinding } from '../define-rule.ts';
import { sectionSource } from '../places.ts';

/** What each status asks for; of a list of several, one will do. */
const REQUIRED: Readonly<Partial<Record<Profile, readonly (readonly Milestone[])[]>>> = {
  review: [['started'], ['detected'], ['mitigated', 'resolved']],
  final: [['started'], ['detected'], ['mitigated', 'resolved']],
  closed: [['started'], ['detected'], ['mitigated', 'resolved'], ['resolved']],
};

export const milestoneMissing = defineRule({
  id: 'timeline/milestone-missing',
  since: '0.1.0',
  severity: { review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'A milestone that the status of the document requires is missing',
    why: 'Without the moments at which the impact started, was detected and ended, nobody can say how long it lasted nor how long it went unnoticed.',
    fix: 'Name the milestone in the row of the timeline at which it was passed.',
    sources: ['Google, Site Reliability Workbook, chapter 10 (post-mortem culture)'],
  },
  options: noOptions,
  examples: [
    {
      name: 'nobody says when it was detected',
      document:
        '---\npostmortem: 1\nstatus: final\n---\n\n# Queue stopped\n\n## Timeline\n\n| Time (UTC) | Milestone | Event |\n|---|---|---|\n| 2026-03-01 10:00 | started | Queue stops |\n| 2026-03-01 10:40 | mitigated | Queue runs |\n',
      findings: ['8:1-8:12 error The timeline has no entry for "detected"'],
    },
    {
      name: 'all there',
      document:
        '---\npostmortem: 1\nstatus: final\n---\n\n# Queue stopped\n\n## Timeline\n\n| Time (UTC) | Milestone | Event |\n|---|---|---|\n| 2026-03-01 10:00 | started | Queue stops |\n| 2026-03-01 10:10 | detected | Pager |\n| 2026-03-01 10:40 | mitigated | Queue runs |\n',
      findings: [],
    },
  ],
  *check({ record, document, profile }): Iterable<RuleFinding> {
    const section = record.sections.find(({ name }) => name === 'timeline');
    if (!section || section.notApplicable !== null || record.timeline.length === 0) return;
    for (const names of REQUIRED[profile] ?? []) {
      if (names.some((name) => record.milestones[name])) continue;
      yield {
        source: sectionSource(document, section),
        message: `The timeline has no entry for ${names.map((name) => `"${name}"`).join(' or ')}`,
        suggestion: 'Name the milestone in the row at which it was passed',
      };
    }
  },
});
