import { canonicalHeading, headingAliases, nearestHeading, recognizeHeading, type NearHeading } from '../../document/headings/recognize.ts';
import { sourceOf } from '../../document/document.ts';
import { readOutline } from '../../document/outline.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { from } from '../profile.ts';

const aliases = headingAliases({});

/** Documents of one team share their headings. */
const looked = new Map<string, NearHeading | null>();
const mostLooked = 2_000;

const nearTo = (title: string): NearHeading | null => {
  const known = looked.get(title);
  if (known !== undefined) return known;
  const near = recognizeHeading(title, aliases) === null ? nearestHeading(title, aliases) : null;
  if (looked.size >= mostLooked) looked.clear();
  looked.set(title, near);
  return near;
};

export const misspelt = defineRule({
  id: 'sections/misspelt',
  since: '0.1.0',
  severity: { adopted: 'info', ...from('draft', 'warning') },
  docs: {
    summary: 'A heading is a letter or two away from the name of a section',
    why: 'The section is not recognised: what stands below it is not checked, and the section counts as missing.',
    fix: 'Correct the heading. A name of your own belongs under `headings` in the configuration.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'a letter too few', document: '# Queue stopped\n\n## Timline\n\nNothing yet.\n', findings: ['3:1-3:11 info The heading "Timline" is probably "timeline"'] },
    { name: 'another word', document: '# Queue stopped\n\n## Background\n\n## Thanks\n\n## Timeline\n\nNothing yet.\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const present = new Set(record.sections.map(({ name }) => name));
    for (const { heading, title, depth } of readOutline(document)) {
      if (!heading || depth === 1) continue;
      const near = nearTo(title);
      if (!near || present.has(near.section)) continue;
      const canonical = canonicalHeading(near.section);
      yield { source: sourceOf(document, heading), message: `The heading "${title}" is probably "${near.alias}"`, suggestion: `Write "${canonical}", or add the heading to \`headings\` in the configuration` };
    }
  },
});
