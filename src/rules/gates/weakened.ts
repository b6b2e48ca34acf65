import { defineRule, noOptions } from '../define-rule.ts';
import { alert, documentOf, gatesOf } from './examples.ts';
import { itemName, proofsIn, referenceName } from './linked-items.ts';
import type { GateChange } from '../../gates/diff/gate-change.ts';

const loosened = (level: GateChange['level'], after: string): GateChange => ({
  rule: 'threshold-loosened', kind: 'weakened', level, unit: 'alerts.yml#api/Model5xx', covers: [], previousUnit: null, title: 'Model5xx', subject: 'threshold of http_5xx_ratio', before: '> 0.01', after,
  message: `threshold of http_5xx_ratio is loosened: > 0.01 → ${after}`, suggestion: null, paidFor: [], replay: null, fingerprint: '3f1c0a9be2d4', accepted: null, expired: null, path: 'alerts.yml', source: null,
});

export const weakened = defineRule({
  id: 'gates/weakened',
  since: '0.1.0',
  severity: { adopted: 'error', draft: 'error', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'A linked gate is weaker than when it was locked',
    why: 'Thresholds creep: in a public repository alerts were weakened four times as often as strengthened, in steps too small to be noticed. The lock holds what the gate was when the action item was answered.',
    fix: 'Restore the gate, or accept the change for a reason and until a date: `postmortem gates accept`.',
    sources: ['oasdiff and betterer: compare with a recorded state, and let it only tighten'],
  },
  options: noOptions,
  examples: [
    {
      name: 'it would not fire any more',
      document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio' }),
      repository: { gates: gatesOf([alert(0.5)], [loosened('ERR', '> 0.5')]) },
      findings: ['18:70-18:118 error AI-1: alerts.yml#api/Model5xx is weaker than its lock: threshold of http_5xx_ratio is loosened: > 0.01 → > 0.5'],
    },
    {
      name: 'it still fires',
      document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio' }),
      repository: { gates: gatesOf([alert(0.05)], [loosened('WARN', '> 0.05')]) },
      findings: ['18:70-18:118 warning AI-1: alerts.yml#api/Model5xx is weaker than its lock: threshold of http_5xx_ratio is loosened: > 0.01 → > 0.05'],
    },
    { name: 'as it was locked', document: documentOf({ gate: '`alerts.yml#api/Model5xx` replay: http_5xx_ratio' }), repository: { gates: gatesOf([alert(0.01)]) }, findings: [] },
  ],
  *check(context) {
    const { gates } = context.repository;
    for (const proof of proofsIn(context)) {
      if (proof.unit === null) continue;
      for (const change of gates?.sinceLock(proof.unit) ?? []) {
        yield {
          source: proof.link.reference.source,
          message: `${itemName(proof.link.action)}: ${referenceName(proof)} is weaker than its lock: ${change.message}`,
          suggestion: `Restore it, or run \`postmortem gates accept ${change.fingerprint} --reason … --by … --until …\``,
          ...(change.level === 'WARN' && { atMost: 'warning' }),
        };
      }
    }
  },
});
