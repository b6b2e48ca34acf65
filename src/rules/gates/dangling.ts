import { defineRule, noOptions } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { advisoryJob, alert, documentOf, gatesOf } from './examples.ts';
import { itemName, isFinished, proofsIn, referenceName } from './linked-items.ts';

export const dangling = defineRule({
  id: 'gates/dangling',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'An action item links a gate or a figure that does not exist',
    why: 'A gate that is gone protects nothing, and a link to it says the opposite. Gates are renamed, moved and deleted by people who never read the post-mortem.',
    fix: 'Correct the link, restore the gate, or name the gate with a `# gate: NAME` comment and link that name, which survives renames. A `replay:` names a row of Signals.',
    sources: ['oasdiff: breaking changes are found against a stated contract'],
  },
  options: noOptions,
  examples: [
    { name: 'the alert was renamed', document: documentOf({ gate: '`alerts.yml#api/Model500s` replay: http_5xx_ratio' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: ['18:70-18:119 error AI-1 links a gate that is not there: alerts.yml has no gate "api/Model500s"'] },
    { name: 'no such row of Signals', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: ['18:70-18:112 error AI-1: Signals has no row "http_5xx"; it has http_5xx_ratio'] },
    { name: 'the gate is there', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio' }), repository: { gates: gatesOf([alert(0.05), advisoryJob]) }, findings: [] },
  ],
  *check(context) {
    for (const proof of proofsIn(context)) {
      const { link, unresolved } = proof;
      const finished = isFinished(link.action);
      const lowered = finished ? {} : ({ atMost: 'warning' } as const);
      if (unresolved !== null) {
        const what = unresolved.problem === 'outside' ? 'a gate outside the repository' : 'a gate that is not there';
        yield { source: link.reference.source, message: `${itemName(link.action)} links ${what}: ${unresolved.message}`, suggestion: unresolved.hint ?? `Correct ${referenceName(proof)}, or restore the gate`, ...lowered };
      } else if (link.feedProblem !== null) {
        yield { source: link.reference.source, message: `${itemName(link.action)}: ${link.feedProblem}`, suggestion: 'Name a row of Signals after `replay:`', ...lowered };
      }
    }
  },
});
