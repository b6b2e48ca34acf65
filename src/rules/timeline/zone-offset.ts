import { offsetsOf } from '../../record/zone-offset.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

/** `PST (UTC-7)`, `CEST (GMT+2)`, `UTC+9 (JST)`. */
const pair = /\b([A-Z]{2,5})[ \t]{0,2}[([][ \t]?((?:UTC|GMT)[ \t]?[+\-−]\d{1,2}(?::?\d{2})?)[ \t]?[)\]]|\b((?:UTC|GMT)[ \t]?[+\-−]\d{1,2}(?::?\d{2})?)[ \t]{0,2}[([][ \t]?([A-Z]{2,5})[ \t]?[)\]]/g;

export const zoneOffset = defineRule({
  id: 'timeline/zone-offset',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The abbreviation of a zone and the offset written beside it are two different zones',
    why: 'Every time of the timeline can then be read in two ways, an hour apart, most often because the clocks had changed.',
    fix: 'Write the name for that half of the year (PDT, CEST), or the offset alone.',
    sources: ['IANA Time Zone Database'],
  },
  options: noOptions,
  examples: [
    {
      name: 'the winter name with the offset of summer',
      document: '# Queue stopped, 2026-07-30\n\n## Timeline\n\nAll times in PST (UTC-7).\n\n- 10:00 Queue stops\n',
      findings: ['5:14-5:25 error PST is UTC-8, not UTC-7'],
    },
    { name: 'they agree', document: '# Queue stopped, 2026-07-30\n\n## Timeline\n\nAll times in PDT (UTC-7), which is 9 hours behind CEST (GMT+2).\n\n- 10:00 Queue stops\n', findings: [] },
  ],
  *check({ document, record }): Iterable<RuleFinding> {
    if (record.timeline.length === 0) return;
    for (const match of document.text.matchAll(pair)) {
      const name = match[1] ?? match[4] ?? '';
      const offset = (match[2] ?? match[3] ?? '').replace(/\s/g, '');
      const [named, [written]] = [offsetsOf(name, '2026-01-01'), offsetsOf(offset, '2026-01-01')];
      const [first] = named;
      if (first === undefined || written === undefined || name === 'UTC' || named.includes(written)) continue;
      const hours = Math.abs(first) / 60;
      yield {
        source: document.lines.source(match.index, match.index + match[0].length),
        message: `${name} is UTC${first < 0 ? '-' : '+'}${Math.floor(hours)}${first % 60 === 0 ? '' : `:${Math.abs(first % 60)}`}, not ${offset}`,
        suggestion: 'Write the name for that half of the year, or the offset alone',
      };
    }
  },
});
