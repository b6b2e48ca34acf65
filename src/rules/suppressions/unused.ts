import { defineSuppressionRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

export const unused = defineSuppressionRule({
  id: 'suppressions/unused',
  since: '0.1.0',
  severity: everywhere('warning'),
  docs: {
    summary: 'A suppression has nothing to suppress',
    why: 'What it covered is mended; left behind, it would hide the next mistake of its kind. It is reported only where all rules that it names did run.',
    fix: 'Delete the comment; --fix does.',
    sources: ['ESLint, --report-unused-disable-directives'],
  },
  options: noOptions,
  examples: [
    {
      name: 'nothing is wrong below it',
      document: '# Queue stopped\n\n<!-- postmortem-ignore timeline/order: copied from the pager -->\n- 10:00 stopped\n- 10:10 back\n',
      findings: ['3:1-3:65 warning The suppression of timeline/order has nothing to suppress'],
      fixed: '# Queue stopped\n\n- 10:00 stopped\n- 10:10 back\n',
    },
    {
      name: 'it covers an entry out of order',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n<!-- postmortem-ignore timeline/order: in the order in which we learned it -->\n- 10:20 stopped\n- 10:10 back\n- 10:30 closed\n',
      findings: [],
    },
  ],
  *review({ suppressions }): Iterable<RuleFinding> {
    for (const { suppression, used, decided, expired } of suppressions) {
      if (used || !decided || expired) continue;
      const { source, rules, removal } = suppression;
      yield {
        source,
        message: `The suppression of ${rules.join(', ')} has nothing to suppress`,
        suggestion: 'Delete the comment',
        fix: { description: 'Delete the suppression', edits: [removal] },
      };
    }
  },
});
