import type { RootContent } from 'mdast';
import { matchesOf } from '../../record/matches.ts';
import type { Source } from '../../record/source.ts';
import type { MilestoneFact, Milestones } from '../../record/timeline.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import type { MarkdownDocument } from '../document.ts';
import type { Reading } from '../reading.ts';
import { completeStamp, type Moment, type MomentContext } from '../time/moment.ts';
import { monthNumber } from '../time/names.ts';
import { scanStamp, type Stamp } from '../time/stamp.ts';
import { dateOfWall } from '../time/wall.ts';
import { isFieldBlock, shifted } from './item.ts';
import { milestonesInWords } from './milestone-words.ts';

/** Characters of prose within which a document without a timeline tells its course. */
const longest = 4000;

/** What a time or a date in prose looks like, where the word in it is the name of a month. */
const mayBeTime = /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}:\d{2}|\d{1,2} ?[apAP][mM]\b|(?<!\p{L})(\p{L}{3,10})\.? \d{1,2}(?!\d)|\d{1,2}(?:[sS][tT]|[nNrR][dD]|[tT][hH])? (?:[oO][fF] )?(\p{L}{3,10})(?!\p{L})/gu;
const sentenceEnd = /[.!?。](?=\s|$)|\n[ \t]*\n/g;

/** Where a time or a date may start, in order. */
const mayStart = (text: string): number[] => {
  const starts: number[] = [];
  mayBeTime.lastIndex = 0;
  for (let match = mayBeTime.exec(text); match; match = mayBeTime.exec(text)) {
    const word = match[1] ?? match[2];
    if (word === undefined || monthNumber(word) !== undefined) starts.push(match.index);
    // The number behind another word may be the day of the month behind it.
    else mayBeTime.lastIndex = match.index + 1;
  }
  return starts;
};

const approximately = /(?:\b(?:around|about|approximately|approx\.?|roughly|circa|ca\.?|gegen|etwa)|[~≈約约])\s*$/i;

const stampsIn = (text: string): Stamp[] => {
  // Every form has a digit, and most paragraphs have none.
  if (!/\d/.test(text)) return [];
  const stamps: Stamp[] = [];
  let from = 0;
  for (const start of mayStart(text)) {
    if (start < from) continue;
    const stamp = scanStamp(text.slice(start, start + 120));
    if (!stamp || stamp.start > 0) continue;
    const moved = shifted(stamp, start);
    stamps.push(approximately.test(text.slice(Math.max(0, start - 20), start)) ? { ...moved, approximate: true } : moved);
    from = start + stamp.end;
  }
  return stamps;
};

/** `went down at 10:05` and `since about 10:05`: the time belongs to what stands before it. */
const bindsBefore = /\p{L}{3,}\s+(?:at|by|since|until|from|on|around|about|approximately|um|gegen|kl\.?)\s+(?:around |about |approximately |roughly |~)?$/u;

/** The words that a stamp times: from the stamp or sentence before it to the one after it. */
const clauseAround = (text: string, stamps: readonly Stamp[], index: number, ends: readonly number[]): string => {
  const stamp = stamps[index];
  if (!stamp) return '';
  const before = text.slice(Math.max(stamps[index - 1]?.end ?? 0, (ends.findLast((end) => end < stamp.start) ?? -1) + 1), stamp.start);
  const sentence = ends.find((end) => end >= stamp.end) ?? text.length;
  const after = Math.min(stamps[index + 1]?.start ?? sentence, sentence);
  // What follows a time belongs to it, unless a preposition ties it to what stands before; else what stands before where it ends its sentence.
  const following = text.slice(stamp.end, after);
  const words = following.trim().length > 12 && !(bindsBefore.test(before.toLowerCase()) && milestonesInWords(before).length > 0) ? following : before;
  return words.replace(/\s+/g, ' ').replace(/[*_`[\]]/g, '').replace(/^[\s,;:.)–—-]+/, '');
};

const sentenceOf = (text: string, stamp: Stamp, ends: readonly number[]): string =>
  text.slice((ends.findLast((end) => end < stamp.start) ?? -1) + 1, ends.find((end) => end >= stamp.end) ?? text.length);

/** A time in prose and where it stands. */
export interface ToldMoment {
  readonly moment: Moment;
  readonly source: Source;
  /** The milestones that the words around it say; costs more than to find the time. */
  readonly milestones: () => Milestone[];
  /** The sentence around it. */
  readonly sentence: () => string;
}

/** Words of a sentence that gives how long something failed. */
const failing = /\b(?:down|offline|unavailable|outages?|incident|errors?|fail\w*|degrad\w*|unable|affected|impact\w*|disrupt\w*|inaccessible|unreachable|unresponsive|interrupt\w*|could(?: not|n't)|(?:connectivity|intermittent) (?:problem|issue|error)s?)\b|停止|障害|影響|ausfall|nede/i;

/** True for a sentence that says of a stretch of time that something failed in it. */
export const saysFailing = (sentence: string): boolean => failing.test(sentence);

/** The times that a piece of prose gives, in order; dates carry from one to the next. */
export const toldMoments = (document: MarkdownDocument, start: number, end: number, context: MomentContext): ToldMoment[] => {
  const text = document.text.slice(start, end);
  const stamps = stampsIn(text);
  const ends = stamps.length === 0 ? [] : matchesOf(sentenceEnd, text).map(({ index }) => index);
  let date = context.date ?? null;
  return stamps.flatMap((stamp, index): ToldMoment[] => {
    const moment = completeStamp(stamp, { ...context, date });
    date = dateOfWall(moment.wall) ?? date;
    if (moment.wall === null || moment.problem !== null) return [];
    return [{ moment, source: document.lines.source(start + stamp.start, start + stamp.end), milestones: () => milestonesInWords(clauseAround(text, stamps, index, ends)), sentence: () => sentenceOf(text, stamp, ends) }];
  });
};

/** The milestones that prose states with their times, for documents that have no timeline. */
export const readProseMilestones = ({ document, outline }: Reading, context: MomentContext): Milestones => {
  const picked: Partial<Record<Milestone, MilestoneFact>> = {};
  let left = longest;
  let date = context.date ?? null;
  for (const block of outline.flatMap(({ blocks }): readonly RootContent[] => blocks)) {
    if (block.type !== 'paragraph' || left <= 0) continue;
    const start = block.position?.start.offset ?? 0;
    const end = Math.min(block.position?.end.offset ?? start, start + left);
    left -= end - start;
    if (isFieldBlock(document.text.slice(start, end))) continue;
    for (const { moment, source, milestones, sentence } of toldMoments(document, start, end, { ...context, date })) {
      date = dateOfWall(moment.wall) ?? date;
      const fact = { wall: moment.wall, end: moment.end, precision: moment.precision, approximate: moment.approximate, zone: moment.zone, source };
      for (const milestone of milestones()) picked[milestone] ??= fact;
      // What failed from one moment to another failed for the length of the incident.
      if (moment.end !== null && moment.precision !== 'day' && saysFailing(sentence())) {
        picked.started ??= { ...fact, end: null };
        picked.resolved ??= { ...fact, wall: moment.end, end: null };
      }
    }
  }
  return picked;
};
