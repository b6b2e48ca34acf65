import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { from } from '../profile.ts';

/** Name of the file without its ending; of `index.md` and `README.md`, that of the folder. */
const nameOf = (path: string): string => {
  const parts = path.split('/');
  const base = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '');
  return /^(?:index|readme)$/i.test(base) ? (parts.at(-2) ?? base) : base;
};

export const id = defineRule({
  id: 'record/id',
  since: '0.1.0',
  severity: from('draft', 'warning'),
  docs: {
    summary: 'The id of the document is not the name of its file',
    why: 'Action items are named by the id (`2026-04-24-endpoint-500s#AI-1`). A copied document keeps the id of the one that it was copied from, and two incidents get one name.',
    fix: 'Rename the file, or take the id from its name; without `id:` it is the name of the file.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'copied',
      path: 'postmortems/2026-04-24-endpoint-500s.md',
      document: '---\npostmortem: 1\nid: 2026-01-12-queue-stopped\n---\n\n# Endpoints down\n',
      findings: ['3:5-3:29 warning The id is "2026-01-12-queue-stopped", and the file is named "2026-04-24-endpoint-500s"'],
    },
    { name: 'the name of the file', path: 'postmortems/2026-04-24-endpoint-500s.md', document: '---\npostmortem: 1\nid: 2026-04-24-endpoint-500s\n---\n\n# Endpoints down\n', findings: [] },
    { name: 'a ticket for an id', path: 'postmortems/endpoints.md', document: '---\npostmortem: 1\nid: INC-2041\n---\n\n# Endpoints down\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const name = nameOf(document.path);
    if (record.id === null || record.id.value === name || !/^\d{4}-\d{2}/.test(record.id.value)) return;
    yield { source: record.id.source, message: `The id is "${record.id.value}", and the file is named "${name}"`, suggestion: 'Use one name for both' };
  },
});
