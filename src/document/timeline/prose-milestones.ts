import type { RootContent } from 'mdast';
import type { MilestoneFact, Milestones } from '../../record/timeline.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import type { Reading } from '../reading.ts';
import { completeStamp, type MomentContext } from '../time/moment.ts';
import { MONTH_PATTERN } from '../time/names.ts';
import { scanStamp, type Stamp } from '../time/stamp.ts';
import { dateOfWall } from '../time/wall.ts';
import { shifted } from './item.ts';
import { milestonesInWords } from './milestone-words.ts';

/** Characters of prose within which a document without a timeline tells its course. */
const longest = 4000;

const mayBeTime = new RegExp(`\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}:\\d{2}|(?<![\\p{L}])(?:${MONTH_PATTERN})\\.? \\d{1,2}(?!\\d)|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${MONTH_PATTERN})(?![\\p{L}])|\\d{1,2} ?[ap]m\\b`, 'giu');
const sentenceEnd = /[.!?。](?=\s|$)|\n[ \t]*\n/g;

const stampsIn = (text: string): Stamp[] => {
  const stamps: Stamp[] = [];
  let from = 0;
  for (const match of text.matchAll(mayBeTime)) {
    if (match.index < from) continue;
    const stamp = scanStamp(text.slice(match.index, match.index + 120));
    if (!stamp || stamp.start > 0) continue;
    stamps.push(shifted(stamp, match.index));
    from = match.index + stamp.end;
  }
  return stamps;
};

/** The words that a stamp times: from the stamp or sentence before it to the one after it. */
const clauseAround = (text: string, stamps: readonly Stamp[], index: number, ends: readonly number[]): string => {
  const stamp = stamps[index];
  if (!stamp) return '';
  const before = Math.max(stamps[index - 1]?.end ?? 0, ends.findLast((end) => end < stamp.start) ?? 0);
  const sentence = ends.find((end) => end >= stamp.end) ?? text.length;
  const after = Math.min(stamps[index + 1]?.start ?? sentence, sentence);
  // What follows a time belongs to it; what stands before it only where it ends its sentence.
  const following = text.slice(stamp.end, after);
  const words = following.trim().length > 12 ? following : text.slice(before, stamp.start);
  return words.replace(/\s+/g, ' ').replace(/[*_`[\]]/g, '').replace(/^[\s,;:.)–—-]+/, '');
};

/** The milestones that prose states with their times, for documents that have no timeline. */
export const readProseMilestones = (reading: Reading, context: MomentContext): Milestones => {
  const picked: Partial<Record<Milestone, MilestoneFact>> = {};
  let left = longest;
  let date = context.date ?? null;
  for (const block of reading.outline.flatMap(({ blocks }): readonly RootContent[] => blocks)) {
    if (block.type !== 'paragraph' || left <= 0) continue;
    const start = block.position?.start.offset ?? 0;
    const text = reading.document.text.slice(start, Math.min(block.position?.end.offset ?? start, start + left));
    left -= text.length;
    const stamps = stampsIn(text);
    const ends = stamps.length === 0 ? [] : [...text.matchAll(sentenceEnd)].map(({ index }) => index);
    for (const [index, stamp] of stamps.entries()) {
      const moment = completeStamp(stamp, { ...context, date });
      date = dateOfWall(moment.wall) ?? date;
      for (const milestone of milestonesInWords(clauseAround(text, stamps, index, ends))) {
        if (moment.wall === null || moment.problem !== null) continue;
        picked[milestone] ??= {
          wall: moment.wall, end: moment.end, precision: moment.precision, approximate: moment.approximate, zone: moment.zone,
          source: reading.document.lines.source(start + stamp.start, start + stamp.end),
        };
      }
    }
  }
  return picked;
};
