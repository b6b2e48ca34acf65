import type { Nodes } from 'mdast';
import type { StatedDuration } from '../../record/duration.ts';
import type { DurationKind, SectionName } from '../../record/vocabulary.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import type { Facts } from '../facts/read-facts.ts';
import type { Reading } from '../reading.ts';
import { isApproximate, isIntoIncident, isSetting, isStretch, kindOf, qualifierOf } from './context.ts';
import { findLengths, type Length } from './length.ts';

/** Sections that speak of the future or of other incidents. */
const elsewhere: ReadonlySet<string> = new Set(['actions', 'signals', 'llm_variables', 'decisions', 'supporting']);

/** Parts of the file that say nothing about lengths of this incident: code, front matter, plans. */
const skippedSpans = (reading: Reading): (readonly [number, number])[] => {
  const spans: (readonly [number, number])[] = [];
  const { frontMatter } = reading;
  if (frontMatter) spans.push([frontMatter.source.start, frontMatter.source.end]);
  for (const { section } of reading.sections) if (elsewhere.has(section.name)) spans.push([section.source.start, section.contentSource.end]);
  const visit = (node: Nodes): void => {
    if (node.type === 'code' || node.type === 'html' || node.type === 'footnoteDefinition') spans.push([node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
    else if ('children' in node && node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'table') for (const child of node.children) visit(child);
  };
  for (const node of reading.document.tree.children) visit(node);
  return spans.sort((a, b) => a[0] - b[0]);
};

const around = 90;

/** A label speaks for the lengths beside it, not for what a long sentence ends with. */
const labelReach = 60;

const labelOf = (line: string, at: number): string => {
  const found = /^[\s>|*_`-]*(?:\d+\.\s)?([\p{L}][^:：|.]{1,60}?)[*_`\s]*[:：|]/u.exec(line);
  return found !== null && at - found[0].length <= labelReach ? (found[1] ?? '') : '';
};

const clock = String.raw`\d{1,2}:\d{2}(?::\d{2})?Z?(?!\d|\s?[ap]\.?m\b)(?:\s*\([A-Z]{2,5}\))?`;
const joint = String.raw`(?:–|—|-|→|->|\bto\b|\buntil\b|\btill\b|\band\b|〜|~)`;
const dateBetween = String.raw`(?:(?:[A-Za-z]+|\d{1,2}(?:st|nd|rd|th)?|\d{4}-\d{2}-\d{2})[\sT]+){0,4}`;
/** `11 minutes (10:04 → 10:15)`, `3 hours, from 15:30 to 18:10`, `for 13 minutes, between 12:17 and 12:30`. */
const clockRange = new RegExp(String.raw`^[\s*_,]*[(（]?\s*(?:(?:from|between)\s+)?(?:(?:around|about|approximately)\s+)?~?(${clock})[^()（）\n]{0,40}?${joint}\s*${dateBetween}~?(${clock})`, 'u');
/** `from 20:18 until 03:45, a total outage of 7 hours`, `10:04–10:15 (11 minutes)`. */
const clockRangeBefore = new RegExp(
  String.raw`(${clock})[^()\n]{0,40}?${joint}\s*${dateBetween}~?(${clock})(?:[^()\n]{0,30}[(（]|[^()\n,;.]{0,12}[,;:–—-]?\s*(?:a |an )?(?:for|lasting|total(?:l?ing)?(?: (?:outage|downtime|duration))?(?: of)?|in total|which is|that is|i\.e\.,?))\s*(?:about|around|approximately|roughly|~|a|an)*\s*$`,
  'u',
);

const within = (reading: Reading, name: SectionName, offset: number): boolean =>
  reading.sections.some(({ section }) => section.name === name && offset >= section.contentSource.start && offset < section.contentSource.end);

/** What a length measures: its label says it, else the section of detection, else the words around, else a summary of what failed "for" so long. */
const measuredIn = (reading: Reading, offset: number, before: string, label: string, after: string): DurationKind => {
  const labelled = kindOf(label, '');
  if (labelled !== 'other') return labelled;
  if (within(reading, 'detection', offset)) return 'detect';
  const said = kindOf('', `${before.slice(-70)}${after.slice(0, 70)}`);
  if (said !== 'other') return said;
  return /\bfor\s+(?:(?:about|around|approximately|roughly|nearly|almost|some|just|over|under)\s+){0,2}[~*_]*$/i.test(before) && (within(reading, 'summary', offset) || within(reading, 'impact', offset)) ? 'impact' : 'other';
};

const clockOf = (written: string | undefined): string | null => written?.replace(/\s*\(.*/, '') ?? null;

const toDuration = (reading: Reading, length: Length, line: string, before: string, after: string): StatedDuration => {
  const { text, lines } = reading.document;
  const label = labelOf(line, length.start - lines.lineStart(lines.position(length.start).line));
  const range = clockRange.exec(after) ?? clockRangeBefore.exec(before);
  return {
    minutes: length.minutes,
    of: measuredIn(reading, length.start, before, label, after),
    approximate: isApproximate(before, after) || (range !== null && /~|\b(?:about|around|approximately|roughly)\b/.test(range[0])),
    resolution: length.resolution,
    qualifier: qualifierOf(before, after, label, text.slice(length.start, length.end)),
    from: clockOf(range?.[1]),
    to: clockOf(range?.[2])?.replace('Z', '') ?? null,
    written: text.slice(length.start, length.end),
    source: lines.source(length.start, length.end),
  };
};

/**
 * Lengths of time that the document states about this incident, in order: labelled ones (`Time to recovery: 84 minutes`) and those that
 * prose says outright (`unavailable for eleven minutes`). Not settings, plans, retention periods or ages.
 */
export const readDurations = (reading: Reading, _facts: Facts, _timeline: readonly TimelineEntry[]): StatedDuration[] => {
  const { text, lines } = reading.document;
  if (reading.document.limit !== null) return [];
  const spans = skippedSpans(reading);
  return findLengths(text).flatMap((length): StatedDuration[] => {
    const { line } = lines.position(length.start);
    const [lineStart, lineEnd] = [lines.lineStart(line), lines.lineEnd(line)];
    const before = text.slice(Math.max(lineStart, length.start - around), length.start);
    const after = text.slice(length.end, Math.min(length.end + around, Math.max(lineEnd, length.end)));
    if (spans.some(([start, end]) => length.start >= start && length.start < end) && !isIntoIncident(after)) return [];
    const lead = text.slice(lineStart, length.start);
    const labelled = leadingLabel.test(lead);
    // A few seconds, or "a day" in passing, is no stretch of an incident unless a label says so.
    if (!labelled && (length.minutes < 1 || (bareUnit.test(text.slice(length.start, length.end)) && !measured.test(before)))) return [];
    if (isInCode(lead, after) || isSetting(before, after) || !(labelled || isStretch(before, after, text.slice(length.start, length.end)))) return [];
    return [toDuration(reading, length, text.slice(lineStart, lineEnd), before, after)];
  });
};

const leadingLabel = /^[\s>|*_`-]*(?:time[ -]to|(?:total )?(?:duration|downtime|outage|impact)|mttr|mttd|ttr|ttd|ttm|tta|tiempo|temps|tempo|dauer|varighet|nedetid|durée|duración|影響時間|継続時間|停止時間|所要時間|期間)/i;
const bareUnit = /^an?\s/i;
const measured = /\b(?:for|took|lasted|lasting|within|about|almost|nearly|roughly|over|than|after)\s*[~*_]*$/i;

/** Inside the ticks of inline code. */
const isInCode = (lead: string, after: string): boolean => (lead.split('`').length - 1) % 2 === 1 && after.includes('`');
