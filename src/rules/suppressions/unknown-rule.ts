import { defineSuppressionRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

export const unknownRule = defineSuppressionRule({
  id: 'suppressions/unknown-rule',
  since: '0.1.0',
  severity: everywhere('warning'),
  docs: {
    summary: 'A suppression names a rule that does not exist',
    why: 'A misspelt name suppresses nothing, and its author believes that it does.',
    fix: 'Take the name from the finding, or from `postmortem explain`.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'misspelt',
      document: '# Queue stopped\n\n<!-- postmortem-ignore timeline/ordr: copied from the pager -->\nText\n',
      findings: ['3:1-3:64 warning There is no rule timeline/ordr'],
    },
    { name: 'quoted, not meant', document: '# Queue stopped\n\n`<!-- postmortem-ignore timeline/ordr: why -->`\n', findings: [] },
  ],
  *review({ suppressions }): Iterable<RuleFinding> {
    for (const { suppression, unknown, meant } of suppressions) {
      for (const name of unknown) {
        yield { source: suppression.source, message: `There is no rule ${name}`, ...(meant !== null && { suggestion: `Did you mean ${meant}?` }) };
      }
    }
  },
});
