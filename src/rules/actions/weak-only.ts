import { z } from 'zod/mini';
import { strengthOf } from '../../record/strength.ts';
import { defineRule, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isAlive, nameOf, placeOf } from './items.ts';

export const weakOnly = defineRule({
  id: 'actions/weak-only',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'A severe incident is answered by weak action items alone: training, documentation, reminders',
    why: 'Weak actions work only while everyone remembers them. One in five lessons of a large study asked for documents or training and nothing else.',
    fix: 'Add one item that works without memory: a check in CI, a limit, an automatic roll-back, the removal of the unsafe way. The option `severe` says how many levels of the scale count as severe.',
    sources: ['National Patient Safety Foundation, RCA2 (2015): action hierarchy', 'Ghosh et al., How to fight production incidents? (SoCC 2022)'],
  },
  options: z.strictObject({ severe: z.prefault(z.number(), 2) }),
  examples: [
    { name: 'a runbook and a training', document: written('final', actionTable('AI-1 | Update the runbook for deploys | process | P1 | @ada | 2027-01-08 |  | open | OPS-12', 'AI-2 | Train the rotation on migrations | process | P1 | @ada | 2027-01-08 |  | open | OPS-13'), 'SEV1'), findings: ['11:10-11:40 warning All 2 action items of a SEV1 incident are weak: AI-1 writes something that people have to read and remember; AI-2 relies on people who were told'] },
    { name: 'one strong item is enough', document: written('final', actionTable('AI-1 | Update the runbook for deploys | process | P1 | @ada | 2027-01-08 |  | open | OPS-12', 'AI-2 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-13'), 'SEV1'), findings: [] },
    { name: 'a minor incident', document: written('final', actionTable('AI-1 | Update the runbook for deploys | process | P1 | @ada | 2027-01-08 |  | open | OPS-12'), 'SEV4'), findings: [] },
  ],
  *check({ record, document, severityRank, options }): Iterable<RuleFinding> {
    if (severityRank === null || severityRank >= options.severe) return;
    const items = record.actions.filter(isAlive);
    const readings = items.map((item) => ({ item, reading: strengthOf(item) }));
    const [first] = items;
    if (!first || readings.some(({ reading }) => reading.strength !== 'weak')) return;
    yield {
      source: placeOf(document, first, 'title'),
      message: `All ${items.length === 1 ? '' : `${items.length} `}action items of a ${record.severity?.value ?? 'severe'} incident are weak: ${readings.map(({ item, reading }) => `${nameOf(item)} ${reading.reason}`).slice(0, 3).join('; ')}`,
      suggestion: 'Add one that works without memory: a check in CI, a limit, an automatic roll-back, a removal',
    };
  },
});
