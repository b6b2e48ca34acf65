import { stemsOf, overlap } from '../causes/words.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { titleOf } from './options.ts';

const row = 'AI-1 | Reject direct updates at the API server | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12';

export const notImplemented = defineRule({
  id: 'decisions/not-implemented',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'No action item implements the chosen option',
    why: 'A decision that nobody carries out is not one.',
    fix: 'Name the action item behind the option (`→ AI-1`), or add it.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'nothing implements it', document: written('final', `## Decisions\n\n- Chosen: A: Freeze the schema during releases\n- Rejected: B: Warn in the pipeline\n\n${actionTable(row)}`), findings: ['9:1-9:47 error No action item implements the chosen option A'] },
    { name: 'named', document: written('final', `## Decisions\n\n- Chosen: A: Freeze the schema during releases → AI-1\n- Rejected: B: Warn in the pipeline\n\n${actionTable(row)}`), findings: [] },
    { name: 'in the same words', document: written('final', `## Decisions\n\n- Chosen: A: Reject updates at the API server\n- Rejected: B: Warn in the pipeline\n\n${actionTable(row)}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.decisions.length === 0) return;
    const items = record.actions.map(({ title, text }) => stemsOf(`${title}\n${text}`));
    for (const option of record.decisions.flatMap(({ options }) => options)) {
      if (!option.chosen || option.answeredBy.length > 0) continue;
      const words = stemsOf(option.title);
      if (words.size === 0 || items.some((item) => overlap(words, item) >= 0.5)) continue;
      yield { source: firstLine(document, option.source), message: `No action item implements the chosen option ${titleOf(option)}`, suggestion: 'Name the action item behind it (`→ AI-1`), or add one' };
    }
  },
});
