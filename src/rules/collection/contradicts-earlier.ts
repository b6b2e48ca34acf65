import type { ComparedRecord } from '../../record/compared.ts';
import type { Fact } from '../../record/source.ts';
import { defineCollectionRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { indexOf } from './collection-index.ts';

interface Statement {
  readonly name: string;
  readonly fact: Fact<string>;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Facts of an incident that two documents about it must agree on. */
const statements = ({ severity, started }: ComparedRecord): Statement[] => [
  ...(severity ? [{ name: 'severity', fact: severity }] : []),
  ...(started?.wall?.includes('T') ? [{ name: 'start', fact: { value: `${started.wall.slice(0, 16).replace('T', ' ')}${started.zone === null ? '' : ` ${started.zone}`}`, source: started.source } }] : []),
];

export const contradictsEarlier = defineCollectionRule({
  id: 'collection/contradicts-earlier',
  since: '0.1.0',
  severity: { ...everywhere('error'), adopted: 'warning' },
  docs: {
    summary: 'Another document about the same incident states a fact differently',
    why: 'A later analysis corrects the first report, and the first report is what people have read. Documents are of one incident where `links: { incident: … }` names the same one.',
    fix: 'Correct the older document, or say in the newer one what was wrong.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'two severities of one incident',
      path: 'b.md',
      document: '---\npostmortem: 1\nseverity: SEV2\nlinks: { incident: INC-2041 }\n---\n\n# Endpoints down, the full analysis\n',
      others: { 'a.md': '---\npostmortem: 1\nseverity: SEV1\nlinks: { incident: INC-2041 }\n---\n\n# Endpoints down\n' },
      findings: ['3:11-3:15 error The severity is "SEV2" here and "SEV1" in a.md, of the same incident INC-2041'],
    },
    {
      name: 'another incident',
      path: 'b.md',
      document: '---\npostmortem: 1\nseverity: SEV2\nlinks: { incident: INC-2042 }\n---\n\n# Endpoints down again\n',
      others: { 'a.md': '---\npostmortem: 1\nseverity: SEV1\nlinks: { incident: INC-2041 }\n---\n\n# Endpoints down\n' },
      findings: [],
    },
  ],
  *compare({ record, collection }): Iterable<RuleFinding> {
    const { incident } = record;
    if (incident === null) return;
    const [first] = indexOf(collection.records).byIncident.get(incident) ?? [];
    if (!first || first.path === record.path) return;
    const earlier = new Map(statements(first).map((statement) => [statement.name, statement.fact]));
    for (const { name, fact } of statements(record)) {
      const other = earlier.get(name);
      if (!other || bare(other.value) === bare(fact.value)) continue;
      yield {
        source: fact.source,
        message: `The ${name} is "${fact.value}" here and "${other.value}" in ${first.path}, of the same incident ${incident}`,
        suggestion: 'Correct one of the two documents',
        related: [{ path: first.path, source: other.source, message: 'stated here' }],
      };
    }
  },
});
