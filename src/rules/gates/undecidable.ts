import { defineRule, noOptions } from '../define-rule.ts';
import { alert, documentOf, gatesOf } from './examples.ts';
import { itemName, proofsIn, referenceName } from './linked-items.ts';

export const undecidable = defineRule({
  id: 'gates/undecidable',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'info', final: 'info', closed: 'info' },
  docs: {
    summary: 'Nobody can tell whether a linked gate would have fired on the incident',
    why: 'A gate with a threshold can be tried on the figures of the incident, if they are written down and the link says which one feeds it. A match is never guessed from similar names.',
    fix: 'Add the figure to Signals, with the times from and to, and name its row in the link: `replay: METRIC`.',
    sources: ['Google, Site Reliability Workbook, chapter 5, "Alerting on SLOs"'],
  },
  options: noOptions,
  examples: [
    { name: 'the link names no figure', document: documentOf({ gate: '`alerts.yml#api/Model5xx`' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: ['18:70-18:95 info AI-1: whether alerts.yml#api/Model5xx would have fired cannot be decided: no row of Signals is linked to it'] },
    { name: 'the link names it', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: [] },
  ],
  *check(context) {
    for (const proof of proofsIn(context)) {
      const { link, incident, unit } = proof;
      // A command has no figure that anybody could write down.
      if (incident?.verdict !== 'undecidable' || link.feedProblem !== null || unit === null || (unit.conditions.length === 0 && unit.opaque === null)) continue;
      yield {
        source: link.reference.source,
        message: `${itemName(link.action)}: whether ${referenceName(proof)} would have fired cannot be decided: ${incident.reason}`,
        suggestion: incident.settledBy === null ? 'State the condition that the figure feeds: `replay: METRIC as CONDITION`' : `Record ${incident.settledBy}, and link its row: \`replay: METRIC\``,
      };
    }
  },
});
