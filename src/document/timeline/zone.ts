import type { Fact } from '../../record/source.ts';
import type { Reading } from '../reading.ts';
import { findZone, ZONE_PATTERN } from '../time/zones.ts';
import type { CompletedItem } from './complete-items.ts';

/** What a document says about its times between the heading of the timeline and its first entry may be this long. */
const longestPreamble = 1500;

const aboutTimes = /\b(?:times?|time ?stamps?|time ?zones?|clocks?|時刻|日時|時間|Zeiten|Zeitangaben|tider|heures|horas)(?![\p{L}-])/giu;

/** Words before and behind the word for times within which the zone stands. */
const reach = { before: 24, behind: 60 } as const;

const afterClock = new RegExp(`\\d:\\d\\d(?::\\d\\d)?(?:\\s?[AaPp]\\.?[Mm]\\.?)?\\s?\\(?(Z\\b|${ZONE_PATTERN})`);

const fact = (reading: Reading, zone: string, start: number): Fact<string> => ({ value: zone, source: reading.document.lines.source(start, start + zone.length) });

const inPreamble = (reading: Reading, first: number | undefined): Fact<string> | null => {
  for (const { section } of reading.sections) {
    if (section.name !== 'timeline') continue;
    const { start } = section.source;
    const stop = first !== undefined && first > start ? first : section.contentSource.end;
    const found = findZone(reading.document.text.slice(start, Math.min(stop, start + longestPreamble)));
    if (found) return fact(reading, found.zone, start + found.start);
  }
  return null;
};

/** `All times are in CET`, `times (UTC)`, `US/Pacific time`. */
const inSentence = (reading: Reading): Fact<string> | null => {
  const { text } = reading.document;
  for (const match of text.matchAll(aboutTimes)) {
    const start = Math.max(0, match.index - reach.before);
    const before = text.slice(start, match.index);
    const sameLine = before.slice(before.lastIndexOf('\n') + 1);
    const [behind = ''] = text.slice(match.index, match.index + reach.behind).split('\n', 1);
    const found = findZone(sameLine + behind);
    if (found) return fact(reading, found.zone, match.index - sameLine.length + found.start);
  }
  return null;
};

/**
 * The zone that the document states for its times: in the heading of the timeline, between it and the first entry, in a column, in an
 * entry, in a sentence about times, or behind a clock in prose. Null where it states none.
 */
export const readZone = (reading: Reading, completed: readonly CompletedItem[]): Fact<string> | null => {
  const { text } = reading.document;
  const first = completed[0];
  const preamble = inPreamble(reading, first?.moment.from);
  if (preamble) return preamble;
  const inColumn = completed.find(({ item }) => item.zone !== null);
  if (inColumn?.item.zone) {
    const at = text.lastIndexOf(inColumn.item.zone, inColumn.item.stamp.start);
    if (at >= 0) return fact(reading, inColumn.item.zone, at);
  }
  const spoken = inSentence(reading);
  if (spoken) return spoken;
  const stamped = completed.find(({ moment }) => moment.zone !== null);
  if (stamped?.moment.zone) return { value: stamped.moment.zone, source: reading.document.lines.source(stamped.moment.from, stamped.moment.to) };
  const behind = afterClock.exec(text);
  const zone = behind?.[1];
  return behind && zone ? { value: zone === 'Z' ? 'UTC' : zone, source: reading.document.lines.source(behind.index + behind[0].length - zone.length, behind.index + behind[0].length) } : null;
};
