import type { Why } from '../../record/analysis.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';

const inWhys = (whys: readonly Why[]): string[] => whys.flatMap((why) => [...why.answeredBy, ...inWhys(why.steps)]);

export const noCause = defineRule({
  id: 'actions/no-cause',
  since: '0.1.0',
  severity: { review: 'info', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'An action item answers no cause, no why and no option of this document',
    why: 'Work that answers nothing found here belongs into another plan, or a cause is missing from the analysis.',
    fix: 'Name the item behind the cause that it answers (`→ AI-3`). Items that detect or mitigate answer no cause and are left alone.',
    sources: ['AHRQ CANDOR toolkit: every action addresses a root cause or contributing factor'],
  },
  options: noOptions,
  examples: [
    { name: 'nothing asks for it', document: written('final', `## Contributing factors\n\n- No limit on retries → AI-1\n\n${actionTable('AI-1 | Limit retries | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12', 'AI-2 | Rename the service | process | P3 | @ada | 2027-01-08 |  | open | OPS-13')}`), findings: ['16:10-16:28 warning AI-2 answers no cause of this document'] },
    { name: 'detection answers no cause', document: written('final', `## Contributing factors\n\n- No limit on retries → AI-1\n\n${actionTable('AI-1 | Limit retries | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12', 'AI-2 | Alert on retries | detect | P1 | @ada | 2027-01-08 |  | open | OPS-13')}`), findings: [] },
    { name: 'a document without links is not judged', document: written('final', `## Contributing factors\n\n- No limit on retries\n\n${actionTable('AI-1 | Limit retries | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const answering = new Set(
      [
        ...record.causes.flatMap(({ answeredBy }) => answeredBy),
        ...inWhys(record.whys),
        ...record.decisions.flatMap(({ options }) => options.flatMap(({ answeredBy }) => answeredBy)),
        ...record.variables.flatMap(({ answeredBy }) => answeredBy),
      ].map((id) => id.toUpperCase()),
    );
    if (answering.size === 0) return;
    for (const item of record.actions) {
      const exempt = item.type === 'detect' || item.type === 'mitigate' || item.type === 'repair';
      if (item.id === null || exempt || !isPending(item) || answering.has(item.id.toUpperCase())) continue;
      yield { source: placeOf(document, item, 'title'), message: `${item.id} answers no cause of this document`, suggestion: `Name ${nameOf(item)} behind the cause that it answers (\`→ ${item.id}\`)` };
    }
  },
});
