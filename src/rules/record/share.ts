import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { codeSpans } from '../places.ts';
import { everywhere } from '../profile.ts';

const figure = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,9})`;
const roughly = String.raw`(~|≈|約|约|about |around |approximately |approx\.? |roughly )?`;
const percentage = String.raw`(\d{1,3}(?:\.\d{1,3})?)\s?%`;
const ratio = String.raw`${figure}(?:\s+(?:of|out of)\s+(?:the |all |our |a total of )?|\s?\/\s?)${figure}(?![\d.,/-]\d)`;
/** `120 of 400 requests (30%)`, `12,000 out of 370,000 (≈3.2 %)`, `20/63 件（31.7%）`. */
const share = new RegExp(String.raw`(?<![\d.,/-])${ratio}([^\n.;()（）\d%]{0,40})[(（]\s*${roughly}${percentage}\s*[)）]`, 'gi');
/** `30% (120 of 400 requests)`, `31.7%（20/63）`. */
const shareFirst = new RegExp(String.raw`(?<![\d.,-])${roughly}${percentage}\s*[(（]\s*${ratio}(?:[^\n.;()（）\d%]{0,30})[)）]`, 'gi');

interface Share {
  readonly index: number;
  readonly written: string;
  readonly part: string;
  readonly whole: string;
  readonly percent: string;
  readonly approximate: boolean;
}

const sharesIn = (text: string): Share[] => [
  ...[...text.matchAll(share)].map(({ index, 0: written, 1: part = '', 2: whole = '', 4: about, 5: percent = '' }) => ({ index, written, part, whole, percent, approximate: about !== undefined })),
  ...[...text.matchAll(shareFirst)].map(({ index, 0: written, 1: about, 2: percent = '', 3: part = '', 4: whole = '' }) => ({ index, written, part, whole, percent, approximate: about !== undefined })),
];

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
    {
      name: 'the percentage first, and a slash',
      document: '# API down\n\n## Impact\n\n30% (80 of 400 requests) failed, and 20/63 jobs (41.7%) were lost.\n',
      findings: ['5:1-5:25 error 80 of 400 are 20%, not 30%', '5:38-5:56 error 20 of 63 are 31.7%, not 41.7%'],
    },
    { name: 'rounded', document: '# API down\n\n## Impact\n\n12,000 of 370,000 notifications (3.2%) were late, 1 out of 3 (~33%) for good; 0% (3/3 failed) came in time.\n', findings: [] },
  ],
  *check({ document }): Iterable<RuleFinding> {
    const { text, lines, tree } = document;
    if (!text.includes('%')) return;
    for (const { index, written, part, whole, percent, approximate } of sharesIn(text)) {
      const [given, stated] = [(numberOf(part) / numberOf(whole)) * 100, Number(percent)];
      // `0% right (3/3 failed)` gives the two sides of one share.
      if (!(given <= 100) || [given, 100 - given].some((value) => Math.abs(value - stated) <= toleranceOf(percent, approximate))) continue;
      if (codeSpans(tree).some(([start, end]) => index >= start && index < end)) continue;
      yield {
        source: lines.source(index, index + written.length),
        message: `${part} of ${whole} are ${String(Number(given.toFixed(1)))}%, not ${percent}%`,
        suggestion: 'Correct the percentage or one of the two numbers',
      };
    }
  },
});
