import { defineSuppressionRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

export const expired = defineSuppressionRule({
  id: 'suppressions/expired',
  since: '0.1.0',
  severity: everywhere('warning'),
  docs: {
    summary: 'The date up to which a suppression counts has passed',
    why: 'An end was set so that somebody looks again. That day has come; what it suppressed is reported again.',
    fix: 'Mend what it suppressed, or set a new end with the reason why it takes longer.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'last year',
      document: '# Queue stopped\n\n<!-- postmortem-ignore links/broken until=2025-12-31: the graph is being moved -->\n[graph](graph.png)\n',
      today: '2026-03-01',
      findings: ['3:1-3:83 warning The suppression of links/broken ended on 2025-12-31'],
    },
    {
      name: 'still running on its last day',
      document: '# Queue stopped\n\n<!-- postmortem-ignore links/broken until=2026-03-01: the graph is being moved -->\n[graph](graph.png)\n',
      today: '2026-03-01',
      findings: [],
    },
  ],
  *review({ suppressions }): Iterable<RuleFinding> {
    for (const { suppression, expired: over } of suppressions) {
      if (over) yield { source: suppression.source, message: `The suppression of ${suppression.rules.join(', ')} ended on ${suppression.until}`, suggestion: 'Mend what it covers, or set a new end and say why' };
    }
  },
});
