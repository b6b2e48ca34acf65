import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { shorten, stepsOf } from './steps.ts';

const row = 'AI-1 | Check the schema at start | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12';

export const leafUnanswered = defineRule({
  id: 'whys/leaf-unanswered',
  since: '0.1.0',
  severity: { review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'A branch of the five whys ends without an action item or an accepted risk',
    why: 'The end of a branch is where the work begins. A branch that nothing answers was analysed for nothing.',
    fix: 'Write `→ AI-1` behind the last answer, or `→ accepted: …` with the reason.',
    sources: ['AHRQ CANDOR toolkit: actions address the root causes'],
  },
  options: noOptions,
  examples: [
    { name: 'one branch ends in nothing', document: written('final', `## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing? No migration was written.\n   2. Why was it not noticed? Nothing compares the two. → AI-1\n\n${actionTable(row)}`), findings: ['10:7-10:52 error The branch ends at "No migration was written." without an action item or an accepted risk'] },
    { name: 'every branch is answered', document: written('final', `## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing? No migration was written. → accepted: the review covers it\n   2. Why was it not noticed? Nothing compares the two. → AI-1\n\n${actionTable(row)}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const { why } of stepsOf(record.whys)) {
      if (why.steps.length > 0 || why.answeredBy.length > 0 || why.acceptedRisk !== null) continue;
      yield { source: firstLine(document, why.source), message: `The branch ends at "${shorten(why.answer ?? why.question)}" without an action item or an accepted risk`, suggestion: 'Write `→ AI-1` behind it, or `→ accepted:` and the reason' };
    }
  },
});
