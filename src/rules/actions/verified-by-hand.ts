import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { nameOf, placeOf } from './items.ts';

export const verifiedByHand = defineRule({
  id: 'actions/verified-by-hand',
  since: '0.1.0',
  severity: { draft: 'warning', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'An action item says "verified" and names no gate that could be verified',
    why: 'Verified means that a gate exists, blocks and would have fired on this incident. The tool computes that; an author cannot claim it.',
    fix: 'Write `done`, or name the gate in the Gate cell and run `postmortem gates replay`.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'claimed',
      document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | verified | OPS-12')),
      findings: ['11:78-11:86 error AI-1 says "verified" and names no gate'],
      fixed: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12')),
    },
    { name: 'a gate stands behind it', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 | `ci.yml#lint` | verified | OPS-12')), findings: [] },
    { name: 'done', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      if (item.status !== 'verified' || item.gates.length > 0) continue;
      const source = placeOf(document, item, 'status');
      const plain = document.text.slice(source.start, source.end) === 'verified';
      yield {
        source,
        message: `${nameOf(item)} says "verified" and names no gate`,
        suggestion: 'Write "done", or name the gate that keeps it from coming back',
        ...(plain && { fix: { description: 'Write done', edits: [{ start: source.start, end: source.end, text: 'done' }] } }),
      };
    }
  },
});
