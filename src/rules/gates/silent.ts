import { defineRule, noOptions } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { alert, documentOf, gatesOf } from './examples.ts';
import { isFinished, itemName, proofsIn, referenceName } from './linked-items.ts';

export const silent = defineRule({
  id: 'gates/silent',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: "A linked gate would have stayed silent on the incident's own figures",
    why: 'The gate exists because of this incident. A threshold that the incident did not reach, or a hold that it did not outlast, would let it happen again in silence, and reviewers miss it: the two numbers stand pages apart.',
    fix: 'Set the threshold where the incident crosses it, or record the figure that the gate measures: the recorded one may be another (a share of all requests against a share of one endpoint).',
    sources: ['Google, Site Reliability Workbook, chapter 5, "Alerting on SLOs"'],
  },
  options: noOptions,
  examples: [
    {
      name: 'the threshold is ten times the figure',
      document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio' }),
      repository: { gates: gatesOf([alert(0.5)]) },
      findings: ['18:70-18:118 error AI-1: alerts.yml#api/Model5xx would have stayed silent: http_5xx_ratio was 0.052, and 0.052 is not > 0.5'],
    },
    { name: 'it fires', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: [] },
  ],
  *check(context) {
    for (const proof of proofsIn(context)) {
      const { link, incident } = proof;
      if (incident?.verdict !== 'silent' || link.feed === null) continue;
      const signal = context.record.signals.find(({ metric }) => metric === link.reference.replay);
      yield {
        source: link.reference.source,
        message: `${itemName(link.action)}: ${referenceName(proof)} would have stayed silent: ${link.feed.figure.metric} was ${signal?.incident.written ?? 'without data'}, and ${incident.reason}`,
        suggestion: `Lower the threshold below what the incident showed${incident.settledBy === null ? '' : `; or, if the gate measures something else, record ${incident.settledBy}`}`,
        // A draft may still look for its threshold, as long as nobody calls the item done.
        ...(context.profile === 'draft' && !isFinished(link.action) && { atMost: 'warning' as const }),
        ...(signal && { related: [{ source: signal.incident.source, message: 'the figure of the incident' }] }),
      };
    }
  },
});
