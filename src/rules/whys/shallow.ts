import { z } from 'zod/mini';
import { defineRule, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { stepsOf } from './steps.ts';

export const shallow = defineRule({
  id: 'whys/shallow',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'No branch of the five whys is as deep as required',
    why: 'One or two questions end at the symptom. Three are usually what it takes to leave the code and reach the way the work is done.',
    fix: 'Ask on from the last answer, on one branch at least. The option `levels` sets the depth.',
    sources: ['Ohno, Toyota production system (1988)'],
  },
  options: z.strictObject({ levels: z.prefault(z.number(), 3) }),
  examples: [
    { name: 'two levels', document: written('final', '## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing? No migration was written.\n'), findings: ['9:4-9:48 warning The deepest branch of the five whys has 2 levels; 3 are asked for'] },
    { name: 'one deep branch is enough', document: written('final', '## Five whys\n\n1. Why did requests fail? A column was missing.\n   1. Why was it missing? No migration was written.\n      1. Why did nobody notice? No check compares the two.\n   2. Why did it reach production? The hook was skipped.\n'), findings: [] },
  ],
  *check({ record, document, options }): Iterable<RuleFinding> {
    const [first] = record.whys;
    if (!first) return;
    const depth = stepsOf(record.whys).reduce((deepest, step) => Math.max(deepest, step.depth), 0);
    if (depth >= options.levels) return;
    yield { source: firstLine(document, first.source), message: `The deepest branch of the five whys has ${depth} level${depth === 1 ? '' : 's'}; ${options.levels} are asked for`, suggestion: 'Ask why of the last answer' };
  },
});
