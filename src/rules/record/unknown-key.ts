import { frontMatterKeys } from '../../record/front-matter.ts';
import { nearest } from '../../record/nearest.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { from } from '../profile.ts';

export const unknownKey = defineRule({
  id: 'record/unknown-key',
  since: '0.1.0',
  severity: from('draft', 'info'),
  docs: {
    summary: 'The front matter has keys that the format does not know',
    why: 'They are kept as they are, and nothing reads them. Often the name is misspelt. They are reported once for a document.',
    fix: 'Correct the name, or leave the key: other tools may read it.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'two of them',
      document: '---\npostmortem: 1\nservice: [checkout]\nlayout: wide\n---\n\n# Queue stopped\n',
      findings: ['3:1-3:8 info The format does not know the keys "service" and "layout"'],
    },
    { name: 'known keys, and an adopted document with its own', document: '---\nlayout: wide\n---\n\n# Queue stopped\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const found = record.problems.filter(({ kind }) => kind === 'unknown-key');
    const [first] = found;
    if (!first) return;
    const names = found.map(({ key }) => `"${key}"`);
    const near = nearest(first.key ?? '', frontMatterKeys());
    yield {
      source: first.source,
      message: `The format does not know the key${names.length > 1 ? 's' : ''} ${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]}`,
      ...(near !== null && { suggestion: `Did you mean "${near}"?` }),
      related: found.slice(1).map(({ source, key }) => ({ source, message: `"${key}"` })),
    };
  },
});
