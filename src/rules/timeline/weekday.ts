import { scanDate } from '../../document/time/date.ts';
import { weekdayNumber } from '../../document/time/names.ts';
import { dateOfWall, isoWeekday, printDate } from '../../document/time/wall.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { matchesOf } from '../../record/matches.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { codeSpans } from '../places.ts';

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The year of dates that write none: the only one that the document names in its dates and its words; null where it names several. */
const onlyYear = (text: string): string | null => {
  const years = new Set(text.match(/(?<![\d.:/#-])20[0-4]\d(?!\d|[.:]\d)/g));
  return years.size === 1 ? ([...years][0] ?? null) : null;
};

interface Named {
  readonly date: string;
  readonly weekday: string;
  readonly source: Source;
}

/** Weekdays in English and German prose before what may be a date, and any behind a date of digits. */
const nameBefore = /(?<![A-Za-z])(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)\.?,?[ \t]/g;
const nameBehind = /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ \t]?[(（][^\s()（）\d]{1,12}[)）]/g;

/** Dates with a weekday in the text outside the account. */
const inText = ({ text, lines, tree }: MarkdownDocument): Named[] => {
  const candidates = [...matchesOf(nameBefore, text), ...matchesOf(nameBehind, text)];
  if (candidates.length === 0) return [];
  const code = codeSpans(tree);
  const year = onlyYear(text);
  return candidates.flatMap(({ index }): Named[] => {
    const parts = scanDate(text, index);
    if (!parts || parts.day === null || parts.month === 0 || parts.weekday === null || parts.monthFirst !== null) return [];
    const written = parts.year ?? (year === null ? null : Number(year));
    if (written === null || code.some(([from, to]) => index >= from && index < to)) return [];
    return [{ date: printDate(written, parts.month, parts.day), weekday: parts.weekday, source: lines.source(index, parts.end) }];
  });
};

/** Dates with a weekday in the account, whose year the entry or else the whole document writes. */
const inTimeline = function* ({ timeline }: IncidentRecord, { text }: MarkdownDocument): Iterable<Named> {
  const weekdays = timeline.filter(({ weekday, dated }) => weekday !== undefined && dated);
  const year = weekdays.length === 0 ? null : onlyYear(text);
  for (const { wall, written, weekday = '', source } of weekdays) {
    const date = dateOfWall(wall);
    if (date !== null && (written.includes(date.slice(0, 4)) || year === date.slice(0, 4))) yield { date, weekday, source };
  }
};

export const weekday = defineRule({
  id: 'timeline/weekday',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A weekday is not the weekday of the date beside it',
    why: 'One of the two is wrong, most often the date, which was copied or has the wrong month.',
    fix: 'Look the day up and correct the date or the weekday.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'a Saturday that is a Sunday',
      document: '# Chain stops\n\n## Timeline\n\n- Saturday 2026-03-01 10:00 Last block\n- Sunday 2026-03-01 11:00 Operators notice\n',
      findings: ['5:3-5:28 error 2026-03-01 is a Sunday, not a Saturday'],
    },
    {
      name: 'in the summary, whose year another date writes',
      document: '# Chain stops, 2026-03-01\n\n## Summary\n\nOn Saturday, March 1st, the chain stopped.\n',
      findings: ['5:4-5:23 error 2026-03-01 is a Sunday, not a Saturday'],
    },
    { name: 'in code', document: '# Chain stops, 2026-03-01\n\n```\nSat Mar 1 10:00:00 2026\n```\n', findings: [] },
    {
      name: 'no year is written, and another year fits',
      document: '# Chain stops\n\n## Timeline\n\n- Saturday March 1, 10:00 Last block\n- Saturday March 1, 11:00 Operators notice\n',
      findings: [],
    },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const entries = [...inTimeline(record, document)];
    const elsewhere = inText(document).filter(({ source }) => !record.timeline.some((entry) => source.start < entry.source.end && source.end > entry.source.start));
    for (const { date, weekday: written, source } of [...entries, ...elsewhere]) {
      const [named, actual] = [weekdayNumber(written), isoWeekday(date)];
      if (named === undefined || actual === null || named === actual) continue;
      yield {
        source,
        message: `${date} is a ${NAMES[actual - 1]}, not a ${NAMES[named - 1]}`,
        suggestion: 'Correct the date or the weekday',
      };
    }
  },
});
