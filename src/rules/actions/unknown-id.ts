import type { Source } from '../../record/source.ts';
import type { Why } from '../../record/analysis.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { nearest } from '../../record/nearest.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { from } from '../profile.ts';
import { firstLine } from '../places.ts';

interface Reference {
  readonly ids: readonly string[];
  readonly source: Source;
}

const whyReferences = (whys: readonly Why[]): Reference[] => whys.flatMap((why) => [{ ids: why.answeredBy, source: why.source }, ...whyReferences(why.steps)]);

const references = ({ causes, whys, decisions, variables }: IncidentRecord): Reference[] => [
  ...causes.map(({ answeredBy, source }) => ({ ids: answeredBy, source })),
  ...whyReferences(whys),
  ...decisions.flatMap(({ options }) => options.map(({ answeredBy, source }) => ({ ids: answeredBy, source }))),
  ...variables.map(({ answeredBy, source }) => ({ ids: answeredBy, source })),
];

export const unknownId = defineRule({
  id: 'actions/unknown-id',
  since: '0.1.0',
  severity: from('draft', 'error'),
  docs: {
    summary: 'A cause, a why, an option or a variable names an action item that does not exist',
    why: 'The cause looks answered and is not: the item was renumbered, deleted or never written.',
    fix: 'Correct the id, or add the action item.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'AI-7 was never written', document: written('draft', `## Contributing factors\n\n- No limit on retries → AI-7\n\n${actionTable('AI-1 | Limit retries | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')}`), findings: ['9:25-9:29 error There is no action item AI-7'] },
    { name: 'it exists', document: written('draft', `## Contributing factors\n\n- No limit on retries → AI-1\n\n${actionTable('AI-1 | Limit retries | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const known = new Map(record.actions.flatMap(({ id }) => (id === null ? [] : [[id.toUpperCase(), id] as const])));
    for (const { ids, source } of references(record)) {
      for (const id of ids) {
        if (known.has(id.toUpperCase())) continue;
        const at = document.text.indexOf(id, source.start);
        const near = nearest(id, known.values());
        yield {
          source: at >= 0 && at < source.end ? document.lines.source(at, at + id.length) : firstLine(document, source),
          message: `There is no action item ${id}`,
          suggestion: near === null ? 'Correct the id, or add the action item' : `Correct the id (${[...known.values()].slice(0, 6).join(', ')} exist), or add the action item`,
        };
      }
    }
  },
});
