import type { ComparedRecord } from '../../record/compared.ts';
import { defineCollectionRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { causeWords, likeness } from './cause-words.ts';
import { indexOf, type CollectionIndex } from './collection-index.ts';

/** Share of common words from which two causes are one, and words that a cause must have to be recognised at all. */
const alike = 0.6;
const fewest = 4;

/** A word that stands in more causes than this says nothing about which one is meant, and comparing them all would take too long. */
const commonest = 40;

const shareService = (a: ComparedRecord, b: ComparedRecord): boolean =>
  a.services.length === 0 || b.services.length === 0 || a.services.some((service) => b.services.some((other) => other.toLowerCase() === service.toLowerCase()));

/** The latest older document with this cause, on the same service, whose action items are still open. */
const earlier = (record: ComparedRecord, words: ReadonlySet<string>, { causes }: CollectionIndex): ComparedRecord | null => {
  if (words.size < fewest) return null;
  let best: ComparedRecord | null = null;
  const seen = new Set<ComparedRecord>([record]);
  for (const word of words) {
    const list = causes.get(word) ?? [];
    if (list.length > commonest) continue;
    for (const candidate of list) {
      const { record: other } = candidate;
      if (seen.has(other) || other.path === record.path || likeness(words, candidate.words) < alike) continue;
      seen.add(other);
      const older = record.date && other.date && other.date < record.date;
      if (older && shareService(record, other) && other.openActions.length > 0 && (best === null || (best.date ?? '') < (other.date ?? ''))) best = other;
    }
  }
  return best;
};

export const recurrence = defineCollectionRule({
  id: 'collection/recurrence',
  since: '0.1.0',
  severity: { ...everywhere('warning'), adopted: 'info' },
  docs: {
    summary: 'An older incident had the same cause on the same service, and its action items are still open',
    why: 'The incident came back because what was decided after the last one was not done. That is a finding of its own, and usually the strongest argument for doing it now.',
    fix: 'Link the older document, and give its open action items a date, or say why they would not have helped.',
    sources: ['Google, Site Reliability Engineering, chapter 15', 'VOID report 2022: repeated incidents'],
  },
  options: noOptions,
  examples: [
    {
      name: 'the limit again',
      path: 'b.md',
      document: '# 2026-06-02, pods rejected\n\n## Root cause\n\nThe default resource quota of the namespace limits pods to forty.\n',
      others: { 'a.md': '# 2026-01-27, no new pods\n\n## Root cause\n\nThe default resource quota of the namespace limits pods to forty.\n\n## Action items\n\n- [ ] Alert on the quota\n- [x] Raise the quota\n' },
      findings: ['5:1-5:66 info a.md of 2026-01-27 had this cause, and 1 of its action items is still open'],
    },
    {
      name: 'the older one is done',
      path: 'b.md',
      document: '# 2026-06-02, pods rejected\n\n## Root cause\n\nThe default resource quota of the namespace limits pods to forty.\n',
      others: { 'a.md': '# 2026-01-27, no new pods\n\n## Root cause\n\nThe default resource quota of the namespace limits pods to forty.\n\n## Action items\n\n- [x] Alert on the quota\n' },
      findings: [],
    },
  ],
  *compare({ record, collection }): Iterable<RuleFinding> {
    if (record.date === null || record.causes.length === 0 || collection.records.length < 2) return;
    const index = indexOf(collection.records);
    for (const cause of record.causes) {
      const other = earlier(record, index.words.get(cause) ?? causeWords(cause.title), index);
      if (!other) continue;
      const open = other.openActions;
      yield {
        source: cause.source,
        message: `${other.path} of ${other.date} had this cause, and ${open.length} of its action items ${open.length === 1 ? 'is' : 'are'} still open`,
        suggestion: 'Link the older document and give its open action items a date',
        related: open.slice(0, 5).map((item) => ({ path: other.path, source: item.source, message: `still open: ${item.title}` })),
      };
    }
  },
});
