import { nearest } from '../../record/nearest.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';

const bare = (name: string): string => name.replace(/^@/, '').toLowerCase();

export const ownerUnknown = defineRule({
  id: 'actions/owner-unknown',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'warning', review: 'warning', final: 'error', closed: 'warning' },
  docs: {
    summary: 'The owner of an action item stands neither in CODEOWNERS nor in the configured directory',
    why: 'A misspelt handle notifies nobody, and a team that was renamed has no inbox.',
    fix: 'Correct the handle; a likely misspelling is mended with `--fix`. Add the person or team to the directory where it is right.',
    sources: ['GitHub, About code owners'],
  },
  options: noOptions,
  examples: [
    {
      name: 'a misspelt handle',
      document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ml-infar | 2027-01-08 |  | open | OPS-12')),
      findings: ['11:55-11:64 error The owner of AI-1, "@ml-infar", stands neither in CODEOWNERS nor in the directory'],
      fixed: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ml-infra | 2027-01-08 |  | open | OPS-12')),
      repository: { owners: new Set(['@ml-infra', '@platform']) },
    },
    { name: 'a stranger', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @zoe | 2027-01-08 |  | open | OPS-12')), findings: ['11:55-11:59 error The owner of AI-1, "@zoe", stands neither in CODEOWNERS nor in the directory'], repository: { owners: new Set(['@ml-infra']) } },
    { name: 'known', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @ML-Infra | 2027-01-08 |  | open | OPS-12')), findings: [], repository: { owners: new Set(['@ml-infra']) } },
    { name: 'no directory to ask', document: written('final', actionTable('AI-1 | Reject direct image updates | prevent | P1 | @zoe | 2027-01-08 |  | open | OPS-12')), findings: [] },
  ],
  *check({ record, document, repository: { owners } }): Iterable<RuleFinding> {
    if (owners === null || owners.size === 0) return;
    const known = new Set([...owners].map(bare));
    for (const item of record.actions) {
      if (!isPending(item)) continue;
      for (const owner of item.owners) {
        if (known.has(bare(owner))) continue;
        // `@org/team` is known where CODEOWNERS names the team under another path, and a name as written in prose is no handle.
        if (!owner.startsWith('@') && !owner.includes('/') && !owner.includes('-')) continue;
        const source = placeOf(document, item, 'owner');
        const near = misspelling(owner, owners);
        const at = document.text.slice(source.start, source.end).indexOf(owner);
        const start = source.start + at;
        yield {
          source: at < 0 ? source : document.lines.source(start, start + owner.length),
          message: `The owner of ${nameOf(item)}, "${owner}", stands neither in CODEOWNERS nor in the directory`,
          suggestion: near === null ? 'Correct the handle, or add it to the directory' : `Did you mean "${near}"?`,
          ...(near !== null && at >= 0 && { fix: { description: `Write ${near}`, edits: [{ start, end: start + owner.length, text: near }] } }),
        };
      }
    }
  },
});

const letters = (name: string): string => [...name].sort().join('');

/** Only a name that is nearly the same is put right without asking: another person may have a similar one. */
const misspelling = (owner: string, owners: ReadonlySet<string>): string | null => {
  const near = nearest(owner, owners);
  if (near === null || Math.abs(near.length - owner.length) > 1) return null;
  const [shorter, longer] = [bare(owner), bare(near)].sort((one, other) => one.length - other.length);
  if (shorter === undefined || longer === undefined || shorter.length < 5) return null;
  let head = 0;
  while (head < shorter.length && shorter[head] === longer[head]) head++;
  let tail = 0;
  while (tail < shorter.length - head && shorter.at(-1 - tail) === longer.at(-1 - tail)) tail++;
  const differing = longer.length - head - tail;
  return differing <= 1 || (differing === 2 && letters(shorter) === letters(longer)) ? near : null;
};
