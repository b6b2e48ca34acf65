import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import type { StatedDuration } from '../../record/duration.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { MilestoneFact, TimelineEntry } from '../../record/timeline.ts';
import { sentenceAround } from '../places.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import type { DurationKind, Milestone, SectionName } from '../../record/vocabulary.ts';
import { minutesOfWall } from '../timeline/moments.ts';

interface Ends {
  readonly from: readonly Milestone[];
  readonly to: readonly Milestone[];
}

/** Milestones between which a length of each kind may rightly run; teams count from the start, from its detection or from its declaration. */
export const ENDS = {
  impact: { from: ['started', 'detected', 'declared'], to: ['mitigated', 'rollback-completed', 'resolved'] },
  detect: { from: ['started'], to: ['detected', 'acknowledged', 'declared', 'identified'] },
  acknowledge: { from: ['started', 'detected'], to: ['acknowledged', 'declared'] },
  identify: { from: ['started', 'detected', 'declared'], to: ['identified'] },
  mitigate: { from: ['started', 'detected', 'acknowledged', 'declared', 'identified'], to: ['mitigated', 'rollback-completed', 'resolved'] },
  resolve: { from: ['started', 'detected', 'acknowledged', 'declared'], to: ['resolved', 'mitigated', 'rollback-completed'] },
  rollback: { from: ['rollback-decided', 'rollback-started'], to: ['rollback-completed', 'mitigated'] },
} as const satisfies Partial<Record<DurationKind, Ends>>;

export const endsOf = (kind: DurationKind): Ends | null => (kind === 'other' ? null : ENDS[kind]);

/**
 * Minutes by which a stated length may differ from the clock: half of the last unit written and a minute for the ends of the two stamps; an
 * approximate one is good for its unit, at least 5 minutes or a tenth.
 */
export const tolerance = ({ minutes, resolution, approximate }: StatedDuration): number =>
  approximate ? Math.max(resolution, 5, minutes * 0.1) : Math.max(1, resolution / 2) + Math.min(0.999, resolution / 2);

export const fits = (stated: StatedDuration, minutes: number): boolean => Math.abs(stated.minutes - minutes) <= tolerance(stated);

/** A point of the account: an entry of the timeline or a milestone outside it. */
export type Point = Pick<MilestoneFact, 'wall' | 'precision' | 'approximate' | 'zone' | 'source'>;

const hasClock = ({ wall }: Point): boolean => wall !== null && wall.includes('T');

/** Entries that carry a date and a clock, the ends of ranges included. */
export const pointsOf = ({ timeline }: IncidentRecord): Point[] =>
  timeline.flatMap((entry: TimelineEntry) => [entry, ...(entry.end === null ? [] : [{ ...entry, wall: entry.end }])]).filter((point) => hasClock(point) && minutesOfWall(point.wall) !== null);

/** Entries that a label or column gives one of these milestones, repeats included: an incident may be detected or mended more than once. */
export const labelledPoints = ({ timeline }: IncidentRecord, names: readonly Milestone[]): Point[] =>
  timeline.filter((entry) => entry.milestone !== null && names.includes(entry.milestone) && hasClock(entry));

/** Milestones of these names that carry a clock. */
export const milestonePoints = ({ milestones }: IncidentRecord, names: readonly Milestone[]): readonly (readonly [Milestone, Point])[] =>
  names.flatMap((name) => {
    const fact = milestones[name];
    return fact && hasClock(fact) ? [[name, fact] as const] : [];
  });

/** True where some pair of these points is as far apart as stated. */
export const somePairGives = (stated: StatedDuration, starts: readonly Point[], ends: readonly Point[]): boolean =>
  starts.some((start) => ends.some((end) => {
    const apart = minutesBetween(start, end);
    return apart !== null && fits(stated, apart);
  }));

/** Clock of a point to the minute, with its date where another is on another day. */
export const clockOf = ({ wall }: Point, other: Point): string => {
  const [date = '', clock = ''] = (wall ?? '').split('T');
  return other.wall?.startsWith(date) ? clock.slice(0, 5) : `${date} ${clock.slice(0, 5)}`;
};

/** A length in words, rounded to the minute from ten minutes on. */
export const lengthOf = (minutes: number): string => formatMinutes(minutes < 10 ? minutes : Math.round(minutes));

/** Sections in which documents say how long the incident as a whole was. */
const OVERALL: ReadonlySet<SectionName> = new Set(['summary', 'impact', 'detection', 'went_poorly']);

/** Words that speak of a part of the incident, of several incidents or of another one. */
const partial =
  /\b(?:outages|incidents|periods|spikes|intervals?|previous\w*|earlier|last time|once|periodic\w*|intermittent\w*|each|every|first|second|initial\w*|another|some|most|peak|partial\w*|delay\w*|lag\w*|degrad\w*|slow\w*)\b/i;

/** True for a length that the title or a section that sums the incident up states, and not of a part of it. */
export const isOverall = (document: MarkdownDocument, { sections }: IncidentRecord, { source }: StatedDuration): boolean => {
  const section = sections.findLast(({ source: heading, contentSource }) => source.start >= heading.start && source.start < contentSource.end);
  const sums = section === undefined ? source.start < (sections[0]?.source.start ?? 0) : OVERALL.has(section.name);
  return sums && !partial.test(sentenceAround(document, source));
};

/** Labels that say outright what a length is of. */
const labelledLength = /^[\s>|*_-]*(?:(?:total |impact |incident |outage )*(?:duration|downtime)|time[ -]to[ -]\w+|tt[dmr]|mtt[dr]|影響時間|停止時間|dauer|varighet)(?: of (?:the )?(?:incident|outage|impact))?[\s*_]*[:：|]/i;

/** True for a length that a label introduces: `**Duration:** 2 hours`. */
export const isLabelled = ({ text, lines }: MarkdownDocument, { source }: StatedDuration): boolean => labelledLength.test(text.slice(lines.lineStart(source.line), source.start));

/** A slip leaves a figure near the right one; a length far from it measures something else. */
const nearest = 3;

export const isNear = (stated: number, given: number): boolean => stated >= given / nearest && stated <= given * nearest;
