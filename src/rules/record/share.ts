import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { codeSpans } from '../places.ts';
import { everywhere } from '../profile.ts';

/** `120 of 400 requests (30%)`, `12,000 out of 370,000 (≈3.2 %)`. */
const share = /(?<![\d.,/-])(\d{1,3}(?:,\d{3})+|\d{1,9})\s+(?:of|out of)\s+(?:the |all |our |a total of )?(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.,]\d)([^\n.;()\d%]{0,40})\(\s*(~|≈|about |around |approximately |approx\.? |roughly )?(\d{1,3}(?:\.\d{1,3})?)\s?%\s*\)/gi;

const numberOf = (written: string): number => Number(written.replaceAll(',', ''));

/** Percentage points that rounding explains: half of the last digit, more where it is said to be approximate. */
const toleranceOf = (percent: string, approximate: boolean): number => 0.5 * 10 ** -(percent.split('.')[1]?.length ?? 0) + (approximate ? 2 : 0.5);

export const shareOf = defineRule({
  id: 'record/share',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A percentage that is not the share of the two numbers beside it',
    why: 'One of the three numbers is wrong, and the one that is quoted is the percentage.',
    fix: 'Work the percentage out again, or correct the number that is wrong.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'a fifth for three tenths',
      document: '# API down\n\n## Impact\n\n120 of 400 requests (20%) failed.\n',
      findings: ['5:1-5:26 error 120 of 400 are 30%, not 20%'],
    },
    { name: 'rounded', document: '# API down\n\n## Impact\n\n12,000 of 370,000 notifications (3.2%) were late, 1 out of 3 (~33%) for good.\n', findings: [] },
  ],
  *check({ document }): Iterable<RuleFinding> {
    const { text, lines, tree } = document;
    for (const match of text.matchAll(share)) {
      const [written, part = '', whole = '', , about, percent = ''] = match;
      const [given, stated] = [(numberOf(part) / numberOf(whole)) * 100, Number(percent)];
      if (!(given <= 100) || Math.abs(given - stated) <= toleranceOf(percent, about !== undefined)) continue;
      if (codeSpans(tree).some(([start, end]) => match.index >= start && match.index < end)) continue;
      yield {
        source: lines.source(match.index, match.index + written.length),
        message: `${part} of ${whole} are ${String(Number(given.toFixed(1)))}%, not ${percent}%`,
        suggestion: 'Correct the percentage or one of the two numbers',
      };
    }
  },
});
