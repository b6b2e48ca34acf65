import { scanDate } from '../../document/time/date.ts';
import { dateProblem } from '../../document/time/wall.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { matchesOf } from '../../record/matches.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import { codeSpans } from '../places.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { findingsFor } from '../reading-problems.ts';

/** `13:55 PM` says one thing twice; nobody misreads it. */
const redundant = /^(?:.*\D)?(?:1[3-9]|2[0-3])[:.]\d{2}(?::\d{2})?\s?p\.?m?\b/i;

const isoDate = /(?<![\w./-])20\d\d-\d\d-\d\d(?![\w/-])/g;
const shortMonth = /\b(?:February|Feb|April|Apr|June|Jun|September|Sept?|November|Nov)\.? (?:29|3[01])(?:st|th)?\b(?!:)/g;

/** Days that no month has, in the text outside the account. */
const inText = function* ({ text, lines, tree }: MarkdownDocument, { timeline, problems }: IncidentRecord): Iterable<RuleFinding> {
  for (const match of [...matchesOf(isoDate, text), ...matchesOf(shortMonth, text)]) {
    const parts = scanDate(text, match.index);
    const problem = parts && dateProblem(parts.year, parts.month, parts.day);
    if (!problem) continue;
    const inside = ({ start, end }: Source): boolean => match.index >= start && match.index < end;
    if (timeline.some(({ source }) => inside(source)) || problems.some(({ source }) => inside(source)) || codeSpans(tree).some(([start, end]) => match.index >= start && match.index < end)) continue;
    yield { source: lines.source(match.index, match.index + match[0].length), message: `"${match[0]}" cannot be: ${problem}`, suggestion: 'Write the date that was meant' };
  }
};

export const impossibleTime = defineRule({
  id: 'timeline/impossible-time',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A time or date that cannot exist: 31 June, 25:10, 23:00 AM, the year 22026',
    why: 'It is a slip of the pen, and whoever computes with it, person or program, gets something else than its author meant.',
    fix: 'Write the time that was meant.',
    sources: ['ISO 8601-1:2019'],
  },
  options: noOptions,
  examples: [
    {
      name: 'an hour too many',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n- 10:00 Queue stops\n- 23:00 AM Queue is empty\n',
      findings: ['6:3-6:11 error "23:00 AM" cannot be: a clock of 24 hours has no AM'],
    },
    {
      name: 'a digit too many',
      document: '# Queue stopped\n\n## Timeline\n\n- 2026-03-18 10:00 Queue stops\n- 22026-03-18 11:00 Queue is empty\n',
      findings: ['6:3-6:20 error "22026-03-18 11:00" cannot be: the year 22026 is not plausible'],
    },
    {
      name: 'harmless: PM behind a clock of 24 hours',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline\n\n- 13:55 PM Queue stops\n- 14:10 Queue is empty\n',
      findings: ['5:3-5:11 info "13:55 PM" cannot be: a clock of 24 hours has no PM'],
    },
    {
      name: 'a day that June has not, in the text',
      document: '# Queue stopped\n\n## Summary\n\nThe queue stopped on June 31 and ran again on 2026-07-01.\n',
      findings: ['5:22-5:29 error "June 31" cannot be: there is no day 31 in month 6'],
    },
    { name: 'in code, and a leap day', document: '# Queue stopped\n\n## Summary\n\nThe queue stopped on 29 February 2024; `2024-02-30` made the parser fail.\n', findings: [] },
    { name: 'midnight at the end of a day, and a leap day', document: '# Queue stopped\n\n## Timeline\n\n- 2024-02-29 23:10 Queue stops\n- 2024-02-29 24:00 Queue is empty\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const finding of findingsFor(record, ['time-impossible'])) {
      const harmless = redundant.test(document.text.slice(finding.source.start, finding.source.end));
      yield harmless ? { ...finding, atMost: 'info' } : finding;
    }
    yield* inText(document, record);
  },
});
