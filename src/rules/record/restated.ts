import type { IncidentRecord } from '../../record/record.ts';
import type { Fact, Source } from '../../record/source.ts';
import { offsetsOf } from '../../record/zone-offset.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Zones that show the same clock are one statement in two words. */
const sameZone = (a: string, b: string): boolean => {
  const [first, second] = [offsetsOf(a, '2026-01-01'), offsetsOf(b, '2026-01-01')];
  return first.length === 0 || second.length === 0 || first.some((offset) => second.includes(offset));
};

type Restated = IncidentRecord['restated'][number];

const differs = ({ fact, value }: Restated, main: string): boolean => {
  if (fact === 'timezone') return !sameZone(value, main);
  return bare(value) !== bare(main);
};

const inside = (inner: Source, outer: Source): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** Facts of which two statements must be one. Titles are worded twice on purpose, and a document has a date of its own. */
const COMPARED = ['severity', 'timezone', 'id', 'status'] as const satisfies readonly Restated['fact'][];

/** Statements that disagree with the one that counts, those in the title apart: they have a rule of their own. */
export const restatements = function* (record: IncidentRecord, ofTitle: boolean): Iterable<{ readonly other: Restated; readonly main: Fact<string> }> {
  for (const other of record.restated) {
    const fact = COMPARED.find((name) => name === other.fact);
    const main = fact && record[fact];
    if (!main || !differs(other, main.value)) continue;
    const title = record.title?.source;
    const inTitle = title !== undefined && (inside(other.source, title) || inside(main.source, title));
    if (inTitle === ofTitle) yield { other, main };
  }
};

export const restated = defineRule({
  id: 'record/restated',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The same fact stands in two places and the two disagree',
    why: 'One of them was changed and the other forgotten. Lists show the first, readers see the second.',
    fix: 'Keep the right one and delete the other: one fact stands in one place.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'two severities',
      document: '---\npostmortem: 1\nseverity: SEV1\n---\n\n# Queue stopped\n\n**Severity:** SEV3\n\n## Summary\n\nIt stopped.\n',
      findings: ['8:15-8:19 error The severity is "SEV3" here and "SEV1" elsewhere'],
    },
    { name: 'one severity in two spellings', document: '---\npostmortem: 1\nseverity: SEV1\n---\n\n# Queue stopped\n\n**Severity:** Sev-1\n\n## Summary\n\nIt stopped.\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const { other, main } of restatements(record, false)) {
      yield {
        source: other.source,
        message: `The ${other.fact} is "${other.value}" here and "${main.value}" elsewhere`,
        suggestion: 'Keep the right one and delete the other',
        related: [{ source: main.source, message: 'first stated here' }],
      };
    }
  },
});
