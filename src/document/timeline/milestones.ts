import type { MilestoneFact, Milestones, TimelineEntry } from '../../record/timeline.ts';
import { MILESTONES, type Milestone } from '../../record/vocabulary.ts';
import { milestoneInLead, milestonesInWords } from './milestone-words.ts';

const factOf = (entry: TimelineEntry): MilestoneFact => ({
  wall: entry.wall, end: entry.end, precision: entry.precision, approximate: entry.approximate, zone: entry.zone, source: entry.source,
});

/** What an entry says, and that it says when. */
type Told = Pick<TimelineEntry, 'wall' | 'text'>;

/** Which entry states each milestone: what heads an item before words within it; of several the first, of several ends the last. */
const statedIn = (entries: readonly Told[]): Map<Milestone, number> => {
  const heads = new Map<Milestone, number>();
  const words = new Map<Milestone, number>();
  entries.forEach((entry, index) => {
    if (entry.wall === null) return;
    const head = milestoneInLead(entry.text);
    if (head !== null && (head === 'resolved' || !heads.has(head))) heads.set(head, index);
    for (const milestone of milestonesInWords(entry.text)) if (milestone === 'resolved' || !words.has(milestone)) words.set(milestone, index);
  });
  return new Map([...words, ...heads]);
};

/** Words that say the start of the incident itself, not that of some error. */
const outright = /\b(?:start|beginning|onset) of (?:the )?(?:incident|impact|outage|disruption)\b|\b(?:incident|impact|outage|disruption|downtime) (?:starts?|started|begins?|began|commence[sd]?)\b/i;

/** Words that name a milestone out of its place (an error that "started" after it was noticed, news that is "reported" before the outage begins) say something else. */
const dropMisplaced = (stated: Map<Milestone, number>, entries: readonly Told[]): void => {
  const at = (milestone: Milestone): number | undefined => stated.get(milestone);
  const [started, detected] = [at('started'), at('detected')];
  if (started !== undefined && detected !== undefined && started > detected) {
    const next = entries.findIndex(({ text, wall }, index) => index > started && wall !== null && milestonesInWords(text).includes('detected'));
    if (!outright.test(entries[started]?.text.slice(0, 60) ?? '')) stated.delete('started');
    else if (next < 0) stated.delete('detected');
    else stated.set('detected', next);
  }
  const [acknowledged, noticed] = [at('acknowledged'), at('detected')];
  if (acknowledged !== undefined && noticed !== undefined && acknowledged < noticed) stated.delete('acknowledged');
};

/** The milestone that the words of each entry say outright, by the entry's index; each milestone once, and one an entry. */
export const milestonesSaid = (entries: readonly Told[]): ReadonlyMap<number, Milestone> => {
  const stated = statedIn(entries);
  dropMisplaced(stated, entries);
  const byEntry = new Map<number, Milestone>();
  for (const milestone of MILESTONES) {
    const index = stated.get(milestone);
    if (index !== undefined && !byEntry.has(index)) byEntry.set(index, milestone);
  }
  return byEntry;
};

/** Names the milestones that the words of entries say outright, each once, where no column or label names any. */
export const nameMilestones = (entries: readonly TimelineEntry[]): TimelineEntry[] => {
  if (entries.some(({ milestoneLabelled }) => milestoneLabelled)) return [...entries];
  const byEntry = milestonesSaid(entries);
  return entries.map((entry, index) => {
    const milestone = byEntry.get(index) ?? null;
    return milestone === entry.milestone ? entry : { ...entry, milestone };
  });
};

/** Each milestone with the first entry that states it. */
export const pickMilestones = (timeline: readonly TimelineEntry[]): Milestones => {
  const picked: Partial<Record<Milestone, MilestoneFact>> = {};
  for (const entry of timeline) if (entry.milestone !== null && entry.wall !== null) picked[entry.milestone] ??= factOf(entry);
  return picked;
};
