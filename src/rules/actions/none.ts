import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { sectionSource, topOf } from '../places.ts';

export const none = defineRule({
  id: 'actions/none',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'There is no action item, and no reason for having none',
    why: 'No action is a fair outcome, when it is a decision. Silence looks the same as a document that was never finished.',
    fix: 'Add an action item, or write why there is none: `None, because …`.',
    sources: ['Etsy, Debriefing facilitation guide, chapter 4: no action items is a valid result'],
  },
  options: noOptions,
  examples: [
    { name: 'an empty section', document: written('final', '# Outage\n\n## Action items\n'), findings: ['9:1-9:16 error There is no action item and no reason for having none'] },
    { name: 'a reason', document: written('final', '# Outage\n\n## Action items\n\nNone, because the vendor has shut the product down.\n'), findings: [] },
    { name: 'an item', document: written('final', actionTable('AI-1 | Limit the batch size | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
  ],
  *check({ record, document, profile }): Iterable<RuleFinding> {
    if (record.actions.length > 0 || record.noActionsReason !== null) return;
    const section = record.sections.find(({ name }) => name === 'actions');
    // An adopted document without the section may track its work elsewhere; one with an empty section has forgotten it.
    if (profile === 'adopted' && section?.empty !== true) return;
    if (section && section.notApplicable !== null) return;
    yield { source: section ? sectionSource(document, section) : topOf(document, record), message: 'There is no action item and no reason for having none', suggestion: 'Add one, or write "None, because …"' };
  },
});
