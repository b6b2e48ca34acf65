import type { MarkdownDocument } from '../../document/document.ts';
import { monthNumber } from '../../document/time/names.ts';
import { wallMinutes } from '../../document/time/wall.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import { looseOffsetsOf, offsetsOf } from '../../record/zone-offset.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

/** `PST (UTC-7)`, `CEST (GMT+2)`, `UTC+9 (JST)`. */
const pair = /\b([A-Z]{2,5})[ \t]{0,2}[([][ \t]?((?:UTC|GMT)[ \t]?[+\-−]\d{1,2}(?::?\d{2})?)[ \t]?[)\]]|\b((?:UTC|GMT)[ \t]?[+\-−]\d{1,2}(?::?\d{2})?)[ \t]{0,2}[([][ \t]?([A-Z]{2,5})[ \t]?[)\]]/g;

/** A moment in Greenwich time as logs and addresses print it: `2026-07-30T17:00:05Z`, `30/Jul/2026:17:00:05 +0000`. */
const logged = /(?<!\d)(\d{4})-(\d\d)-(\d\d)T(\d\d)(?::|%3A)(\d\d)[\d:.A-F%]{0,16}Z|(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):\d\d \+0000/g;

interface Logged {
  readonly minutes: number;
  readonly source: Source;
  readonly written: string;
}

const loggedMoments = ({ text, lines }: MarkdownDocument): Logged[] =>
  [...text.matchAll(logged)].flatMap(({ 0: written, index, ...groups }): Logged[] => {
    const [year, month, day, hour, minute] = groups[1] === undefined ? [groups[8], String(monthNumber(groups[7] ?? '') ?? 0), groups[6], groups[9], groups[10]] : [groups[1], groups[2], groups[3], groups[4], groups[5]];
    const minutes = wallMinutes(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}T${hour}:${minute}`);
    return minutes === null ? [] : [{ minutes, source: lines.source(index, index + written.length), written }];
  });

/** Minutes by which the halves of the year differ. */
const summerTime = 60;

/** Entries whose zone is named after the wrong half of the year, and a logged moment that is one of them only in the right half. */
const wrongHalf = function* (document: MarkdownDocument, { timeline, timezone }: IncidentRecord): Iterable<RuleFinding> {
  const moments = loggedMoments(document);
  if (moments.length === 0) return;
  const entries = timeline.flatMap(({ wall, zone, precision, source }) => {
    const minutes = wallMinutes(wall);
    const [named, ...others] = zone === null || wall === null ? [] : looseOffsetsOf(zone, wall);
    const inForce = named === undefined ? undefined : others.find((offset) => Math.abs(offset - named) === summerTime);
    return minutes === null || zone === null || named === undefined || inForce === undefined || precision === 'day' ? [] : [{ minutes, zone, named, inForce, source }];
  });
  for (const { minutes, source, written } of moments) {
    const at = (offset: 'named' | 'inForce') => entries.find((entry) => entry.minutes - entry[offset] === minutes);
    const twin = at('inForce');
    if (!twin || at('named')) continue;
    yield {
      source: timezone?.source ?? twin.source,
      message: `The times are ${twin.zone}, and "${written}" is an hour off: the clocks had changed`,
      suggestion: 'Write the name of the zone for that half of the year',
      related: [{ source: twin.source, message: 'the entry' }, { source, message: 'the same moment' }],
    };
    return;
  }
};

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
    {
      name: 'a log that knows better',
      document: '# Proxy abused, 2026-06-28\n\n## Timeline (PST)\n\n- 2026-06-28 20:28 Many requests\n- 2026-06-28 21:20 War room\n\n## Root cause\n\n```\n[29/Jun/2026:03:28:53 +0000] GET /\n```\n',
      findings: ['3:14-3:17 error The times are PST, and "29/Jun/2026:03:28:53 +0000" is an hour off: the clocks had changed'],
    },
    {
      name: 'a log that agrees',
      document: '# Proxy abused, 2026-06-28\n\n## Timeline (PDT)\n\n- 2026-06-28 20:28 Many requests\n\n## Root cause\n\n```\n[29/Jun/2026:03:28:53 +0000] GET /\n```\n',
      findings: [],
    },
    { name: 'they agree', document: '# Queue stopped, 2026-07-30\n\n## Timeline\n\nAll times in PDT (UTC-7), which is 9 hours behind CEST (GMT+2).\n\n- 10:00 Queue stops\n', findings: [] },
  ],
  *check({ document, record }): Iterable<RuleFinding> {
    if (record.timeline.length === 0) return;
    yield* wrongHalf(document, record);
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
