import { overlap, stemsOf } from '../causes/words.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { shorten, stepsOf } from './steps.ts';

export const restates = defineRule({
  id: 'whys/restates',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'info', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'The answer of a why says again what the answer above it said',
    why: 'A step that repeats its parent looks like depth and is none.',
    fix: 'Say what made the parent\'s answer possible, or remove the step.',
    sources: [],
  },
  options: noOptions,
  examples: [
    { name: 'the same again', document: written('final', '## Five whys\n\n1. Why did requests fail? The database column was missing in production.\n   1. Why was it missing? The column was missing in the production database.\n'), findings: ['10:7-10:77 warning "The column was missing in the production database." says again what the answer above it said'] },
    { name: 'a step further', document: written('final', '## Five whys\n\n1. Why did requests fail? The database column was missing in production.\n   1. Why was it missing? No migration created the column.\n'), findings: [] },
    { name: 'short answers share words by chance', document: written('final', '## Five whys\n\n1. Why did it stop? The disk was full.\n   1. Why? Full backups stay on the disk for ever.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const { why, parent } of stepsOf(record.whys)) {
      if (parent?.answer == null || why.answer === null) continue;
      const [own, above] = [stemsOf(why.answer), stemsOf(parent.answer)];
      const larger = Math.max(own.size, above.size);
      if (own.size < 3 || overlap(own, above) < 1 || Math.min(own.size, above.size) < 0.75 * larger) continue;
      yield {
        source: firstLine(document, why.source),
        message: `"${shorten(why.answer)}" says again what the answer above it said`,
        suggestion: 'Say what made that possible',
        related: [{ source: firstLine(document, parent.source), message: 'the answer above' }],
      };
    }
  },
});
