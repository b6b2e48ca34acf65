import { defineRule, noOptions } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { advisoryJob, alert, documentOf, gatesOf } from './examples.ts';
import { isFinished, itemName, proofsIn, referenceName } from './linked-items.ts';

export const advisory = defineRule({
  id: 'gates/advisory',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A linked gate stops nothing: its result is ignored, or only tells a person where the item should prevent',
    why: 'Most gates fail by becoming advisory, not by being deleted: the check still runs, and nobody has to heed it. A gate is as strong as the weakest link from policy to step to job to required check.',
    fix: 'Let its failure stop the change (no continue-on-error, a required check, enforcement deny), or call the item what it is: of type detect where it only notifies.',
    sources: ['Gatekeeper, enforcementAction: deny, warn, dryrun', 'GitHub Actions, continue-on-error'],
  },
  options: noOptions,
  examples: [
    { name: 'a job whose result is ignored', document: documentOf({ type: 'prevent', gate: '`.github/workflows/ci.yml#migrations`' }), repository: { gates: gatesOf([advisoryJob]) }, findings: ['18:71-18:108 error AI-1 is done, but .github/workflows/ci.yml#migrations stops nothing: continue-on-error: true'] },
    { name: 'an alert prevents nothing', document: documentOf({ type: 'prevent', gate: '`alerts.yml#api/Model5xx`', status: 'open' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: ['18:71-18:96 warning AI-1 is to prevent, but alerts.yml#api/Model5xx stops nothing: an alert tells a person'] },
    { name: 'an alert detects', document: documentOf({ gate: '`alerts.yml#api/Model5xx`' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: [] },
  ],
  *check(context) {
    for (const proof of proofsIn(context)) {
      const { link, advisory: reason } = proof;
      if (reason === null) continue;
      const finished = isFinished(link.action);
      const claim = finished ? `is ${link.action.status ?? 'done'}` : link.action.type === null ? 'links a gate' : `is to ${link.action.type}`;
      const weakness = link.action.type === 'detect' ? 'reaches nobody' : 'stops nothing';
      yield {
        source: link.reference.source,
        message: `${itemName(link.action)} ${claim}, but ${referenceName(proof)} ${weakness}: ${reason}`,
        suggestion: 'Let its failure stop the change, or change the type of the item',
        ...(!finished && { atMost: 'warning' }),
      };
    }
  },
});
