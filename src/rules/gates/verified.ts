import { defineRule, noOptions } from '../define-rule.ts';
import { alert, documentOf, gatesOf } from './examples.ts';
import { itemName, proofsIn } from './linked-items.ts';
import { proofOfItem, type LinkProof } from '../../gates/links/proof.ts';
import type { ActionItem } from '../../record/action.ts';

export const verified = defineRule({
  id: 'gates/verified',
  since: '0.1.0',
  severity: { adopted: 'error', draft: 'error', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'An action item says that it is verified, and its gate does not show it',
    why: '"Verified" is computed, not claimed: the linked gate is there, its verdict stops the change (or reaches a person, where the item is to detect), and on the figures of the incident it fires.',
    fix: 'Set the status to done until the gate proves it, or link the figure that shows that the gate fires.',
    sources: ['Google, Site Reliability Engineering, chapter 15: action items that are closed by evidence'],
  },
  options: noOptions,
  examples: [
    { name: 'it would have stayed silent', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio', status: 'verified' }), repository: { gates: gatesOf([alert(0.5)]) }, findings: ['18:70-18:118 error AI-1 is verified, but alerts.yml#api/Model5xx would have stayed silent'] },
    { name: 'no figure is linked', document: documentOf({ gate: '`alerts.yml#api/Model5xx`', status: 'verified' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: ['18:70-18:95 warning AI-1 is verified, but nothing shows that alerts.yml#api/Model5xx would have fired'] },
    { name: 'it fires', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio', status: 'verified' }), repository: { gates: gatesOf([alert(0.05)]) }, findings: [] },
  ],
  *check(context) {
    if (!context.repository.gates) return;
    const all = proofsIn(context);
    for (const item of context.record.actions) {
      // An item without any gate is the matter of actions/verified-by-hand.
      if (item.status !== 'verified' || item.gates.length === 0) continue;
      const proofs = all.filter(({ link }) => link.action === item);
      const state = proofOfItem(proofs);
      if (state === 'verified') continue;
      const proof = proofs.find((one) => one.state === state);
      if (proof === undefined) continue;
      yield {
        source: proof.link.reference.source,
        message: `${itemName(item)} is verified, but ${shortfall(proof)}`,
        suggestion: remedy(item, proof),
        ...(state === 'unproven' && { atMost: 'warning' }),
      };
    }
  },
});

const shortfall = ({ link: { reference }, unit, unresolved, advisory, incident }: LinkProof): string => {
  const name = `${reference.path}#${reference.selector}`;
  if (unresolved !== null) return `${name} is not there`;
  if (advisory !== null) return `${name} stops nothing`;
  if (incident?.verdict === 'silent') return `${name} would have stayed silent`;
  return unit?.enforcement === 'unverified' ? `whether ${name} stops anything is decided outside the repository` : `nothing shows that ${name} would have fired`;
};

const remedy = (item: ActionItem, { incident }: LinkProof): string =>
  incident?.settledBy ? `Record ${incident.settledBy}, or set the status of ${itemName(item)} to done` : `Set the status of ${itemName(item)} to done until its gate proves it`;
