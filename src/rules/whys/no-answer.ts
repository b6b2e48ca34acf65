import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { shorten, stepsOf } from './steps.ts';

export const whyWithoutAnswer = defineRule({
  id: 'whys/no-answer',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'A step of the five whys asks and does not answer',
    why: 'A question without an answer is where the analysis stopped. `Unknown`, with what was tried, is an answer.',
    fix: 'Write the answer behind the question mark, or `unknown: …`.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'the second is open', document: written('final', '## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing?\n'), findings: ['10:7-10:26 error "Why was it missing?" has no answer'] },
    { name: 'unknown is an answer', document: written('final', '## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing? Unknown: the log was rotated.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const { why } of stepsOf(record.whys)) {
      // The answer of a step without one may be the step below it.
      if ((why.answer !== null && why.answer.trim() !== '') || why.steps.length > 0) continue;
      yield { source: firstLine(document, why.source), message: `"${shorten(why.question)}" has no answer`, suggestion: 'Write the answer, or "unknown" and what was tried' };
    }
  },
});
