import { defineRule, noOptions } from '../define-rule.ts';
import { alert, documentOf, gatesOf } from './examples.ts';
import { itemName, proofsIn, referenceName } from './linked-items.ts';

export const noisy = defineRule({
  id: 'gates/noisy',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'warning', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'A linked gate fires on the normal figures as well',
    why: 'An alert that fires on a good day is muted within a month, and a check that fails on good changes is made optional: half of the public changes that weaken an alert say "noise" in their subject.',
    fix: 'Put the threshold between the normal and the incident figure, or lengthen the hold.',
    sources: ['Google, Site Reliability Engineering, chapter 6, "Monitoring Distributed Systems"'],
  },
  options: noOptions,
  examples: [
    { name: 'below the normal figure', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio', normal: '0.002' }), repository: { gates: gatesOf([alert(0.001)]) }, findings: ['18:70-18:118 warning AI-1: alerts.yml#api/Model5xx fires on the normal figure too: 0.002 is > 0.001'] },
    { name: 'between the two', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio', normal: '0.002' }), repository: { gates: gatesOf([alert(0.01)]) }, findings: [] },
  ],
  *check(context) {
    for (const proof of proofsIn(context)) {
      if (proof.normal?.verdict !== 'fires') continue;
      yield { source: proof.link.reference.source, message: `${itemName(proof.link.action)}: ${referenceName(proof)} fires on the normal figure too: ${proof.normal.reason}`, suggestion: 'Put the threshold between the normal and the incident figure' };
    }
  },
});
