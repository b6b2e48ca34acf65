import { defineCollectionRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { indexOf } from './collection-index.ts';

export const duplicateDocumentId = defineCollectionRule({
  id: 'collection/duplicate-id',
  since: '0.1.0',
  severity: { ...everywhere('error'), adopted: 'warning' },
  docs: {
    summary: 'Two documents have one id',
    why: 'Action items are named by the id of their document, in trackers as well; with one id for two, they overwrite each other there.',
    fix: 'Give the newer document an id of its own; without `id:` it is the name of its file.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'copied with its id',
      path: 'postmortems/b.md',
      document: '---\npostmortem: 1\nid: queue-stopped\n---\n\n# Queue stopped again\n',
      others: { 'postmortems/a.md': '---\npostmortem: 1\nid: queue-stopped\n---\n\n# Queue stopped\n' },
      findings: ['3:5-3:18 error The id "queue-stopped" is taken by postmortems/a.md'],
    },
    {
      name: 'ids of their own',
      path: 'postmortems/b.md',
      document: '---\npostmortem: 1\nid: queue-stopped-again\n---\n\n# Queue stopped again\n',
      others: { 'postmortems/a.md': '---\npostmortem: 1\nid: queue-stopped\n---\n\n# Queue stopped\n' },
      findings: [],
    },
  ],
  *compare({ record, collection }): Iterable<RuleFinding> {
    if (record.id === null) return;
    const others = indexOf(collection.records).byId.get(record.id.value) ?? [];
    // The first document that has the id keeps it.
    const [first] = others;
    if (!first?.id || first.path === record.path || others.length < 2) return;
    yield {
      source: record.id.source,
      message: `The id "${record.id.value}" is taken by ${first.path}`,
      suggestion: 'Give this document an id of its own',
      related: [{ path: first.path, source: first.id.source, message: 'first used here' }],
    };
  },
});
