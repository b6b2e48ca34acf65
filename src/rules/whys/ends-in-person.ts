import { personBlamed } from '../causes/people.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { stepsOf } from './steps.ts';

export const endsInPerson = defineRule({
  id: 'whys/ends-in-person',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'info', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'A chain of whys ends in a person',
    why: '"She forgot" ends the questions one step too early: what relied on her memory is the answer that can be mended.',
    fix: 'Ask once more: what would have stopped anyone from doing it?',
    sources: ['Allspaw, The infinite hows (2014)'],
  },
  options: noOptions,
  examples: [
    { name: 'somebody forgot', document: written('final', '## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing? The engineer forgot to run the migration.\n'), findings: ['10:7-10:68 warning The chain ends in a person: "The engineer forgot"'] },
    { name: 'one question further', document: written('final', '## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing? The engineer forgot to run the migration.\n      1. Why did it depend on that? Migrations run by hand.\n'), findings: [] },
    { name: 'a program that failed', document: written('final', '## Five whys\n\n1. Why did requests fail? The exporter failed to renew its lease.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const { why } of stepsOf(record.whys)) {
      const blamed = why.steps.length === 0 && why.answer !== null ? personBlamed(why.answer) : null;
      if (blamed !== null) yield { source: firstLine(document, why.source), message: `The chain ends in a person: "${blamed}"`, suggestion: 'Ask once more: what would have stopped anyone from doing it?' };
    }
  },
});
