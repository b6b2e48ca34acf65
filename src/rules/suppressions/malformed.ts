import { dayNumber } from '../../document/time/wall.ts';
import { defineSuppressionRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import type { Suppression } from '../suppressions.ts';

const form = 'Write <!-- postmortem-ignore RULE until=YYYY-MM-DD: reason -->';

const problem = ({ rules, reason, until }: Suppression): string | null => {
  if (rules.length === 0) return 'A suppression names no rule';
  if (reason === '') return `The suppression of ${rules.join(', ')} gives no reason and has no effect`;
  return until !== null && dayNumber(until) === null ? `The suppression of ${rules.join(', ')} ends on "${until}", which is not a date` : null;
};

export const malformed = defineSuppressionRule({
  id: 'suppressions/malformed',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A suppression names no rule, gives no reason, or ends on something that is no date',
    why: 'A finding that is silenced without a reason cannot be judged by the next reader. Such a comment suppresses nothing.',
    fix: 'Name the rules, an end if there is one, and after a colon the reason.',
    sources: ['ESLint, "Report unused disable directives and require descriptions"'],
  },
  options: noOptions,
  examples: [
    {
      name: 'no reason',
      document: '# Queue stopped\n\n<!-- postmortem-ignore links/broken -->\nSee the graph.\n',
      findings: ['3:1-3:40 error The suppression of links/broken gives no reason and has no effect'],
    },
    { name: 'a reason', document: '# Queue stopped\n\n<!-- postmortem-ignore links/broken: the graph is made on release -->\n[graph](missing.png)\n', findings: [], repository: { exists: () => false } },
  ],
  *review({ suppressions }): Iterable<RuleFinding> {
    for (const { suppression } of suppressions) {
      const message = problem(suppression);
      if (message !== null) yield { source: suppression.source, message, suggestion: form };
    }
  },
});
