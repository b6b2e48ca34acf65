import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { personBlamed } from './people.ts';

export const personOnly = defineRule({
  id: 'causes/person-only',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'The only cause is a person, or "human error"',
    why: 'People will make the same slip again. What let one slip reach customers is the cause that can be mended.',
    fix: 'Ask what made the slip easy, what hid it, and what would have stopped it; write those as causes.',
    sources: ['PagerDuty, Postmortems: human error is never a cause', 'Cook, How complex systems fail (1998)', 'Allspaw, The infinite hows (2014)'],
  },
  options: noOptions,
  examples: [
    { name: 'human error', document: written('final', '## Root cause\n\nHuman error during the upgrade.\n'), findings: ['9:1-9:32 warning The only cause is a person: "Human error"'] },
    { name: 'somebody forgot', document: written('final', '## Root cause\n\nAn engineer forgot to run the migration.\n'), findings: ['9:1-9:41 warning The only cause is a person: "An engineer forgot"'] },
    { name: 'one cause among others', document: written('final', '## Contributing factors\n\n- Human error during the upgrade\n- The tool runs on production by default\n'), findings: [] },
    { name: 'what let it happen', document: written('final', '## Root cause\n\nNothing protects the cluster from human error: the tool runs on production by default.\n'), findings: [] },
    { name: 'a job that failed is no person', document: written('final', '## Root cause\n\nThe exporter failed to renew its lease.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const [only, ...more] = record.causes;
    if (!only || more.length > 0 || only.text.length > 400) return;
    const blamed = personBlamed(only.title);
    if (blamed !== null) yield { source: firstLine(document, only.source), message: `The only cause is a person: "${blamed}"`, suggestion: 'Add what let one slip reach production' };
  },
});
