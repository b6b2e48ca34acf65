import type { ActionItem } from '../../record/action.ts';
import { overlap, stemsOf } from '../causes/words.ts';
import { nameOf, placeOf } from '../actions/items.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { titleOf, type Option } from './options.ts';

const decided = '## Decisions\n\n- Chosen: A: Reject direct updates at the API server → AI-1\n- Rejected: B: Warn in the pipeline about direct updates\n\n';
const row = 'AI-1 | Reject direct updates at the API server | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12';

/** An item names an option by its label (`option B`), is named behind it, or says nearly its words. */
const implementsOption = (item: ActionItem, option: Option): boolean => {
  if (item.id !== null && option.answeredBy.includes(item.id)) return true;
  const label = option.label === null ? null : option.label.replace(/^\S+\s+/, '');
  if (label !== null && new RegExp(String.raw`\b(?:option|alternative|variant) ${label}\b`, 'i').test(item.title)) return true;
  const [words, own] = [stemsOf(option.title), stemsOf(item.title)];
  return words.size >= 3 && own.size >= 3 && overlap(words, own) >= 0.99;
};

export const rejectedImplemented = defineRule({
  id: 'decisions/rejected-implemented',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'warning', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'An action item implements an option that was rejected',
    why: 'Either the decision changed and the document was not told, or somebody is about to build what was decided against.',
    fix: 'Drop the item with a reason, or correct which option was chosen.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'option B is built', document: written('final', `${decided}${actionTable(row, 'AI-2 | Build option B for the pipeline | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-13')}`), findings: ['17:10-17:41 error AI-2 implements B, which was rejected'] },
    { name: 'the chosen one is built', document: written('final', `${decided}${actionTable(row)}`), findings: [] },
    { name: 'dropped', document: written('final', `${decided}${actionTable(row, 'AI-2 | Build option B for the pipeline | prevent | P1 | @ada | 2027-01-08 |  | dropped: decided against | OPS-13')}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const { options } of record.decisions) {
      const chosen = options.filter((option) => option.chosen);
      for (const option of options.filter(({ rejected }) => rejected)) {
        for (const item of record.actions) {
          if (item.status === 'dropped' || !implementsOption(item, option) || chosen.some((other) => implementsOption(item, other))) continue;
          yield {
            source: placeOf(document, item, 'title'),
            message: `${nameOf(item)} implements ${titleOf(option)}, which was rejected`,
            suggestion: 'Drop it with a reason, or correct the decision',
            related: [{ source: firstLine(document, option.source), message: 'rejected here' }],
          };
        }
      }
    }
  },
});
