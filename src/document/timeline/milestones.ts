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
  const [identified, found] = [at('identified'), at('detected')];
  if (identified !== undefined && found !== undefined && found > identified) stated.delete('detected');
  const [acknowledged, noticed] = [at('acknowledged'), at('detected')];
  if (acknowledged !== undefined && noticed !== undefined && acknowledged < noticed) stated.delete('acknowledged');
};

/** The milestone that the words of each entry say outright, by the entry's index; each milestone once, and one an entry; none that is given elsewhere. */
export const milestonesSaid = (entries: readonly Told[], given: ReadonlySet<Milestone> = new Set()): ReadonlyMap<number, Milestone> => {
  const stated = statedIn(entries);
  dropMisplaced(stated, entries);
  const byEntry = new Map<number, Milestone>();
  for (const milestone of MILESTONES) {
    const index = given.has(milestone) ? undefined : stated.get(milestone);
    if (index !== undefined && !byEntry.has(index)) byEntry.set(index, milestone);
  }
  return byEntry;
};

/** Key events beside the account: a table or list of its first and last moments. */
const isBeside = ({ form }: TimelineEntry): boolean => form === 'key-event' || form === 'definition';

/** Names the milestones that the words of entries say outright, each once, where no column or label of the account names any; beside labelled key events those that these leave out. */
export const nameMilestones = (entries: readonly TimelineEntry[]): TimelineEntry[] => {
  const labelled = entries.filter(({ milestoneLabelled }) => milestoneLabelled);
  if (labelled.some((entry) => !isBeside(entry))) return [...entries];
  const account = entries.map((entry) => (isBeside(entry) ? { wall: null, text: '' } : entry));
  const byEntry = milestonesSaid(labelled.length > 0 ? account : entries, new Set(labelled.flatMap(({ milestone }) => milestone ?? [])));
  return entries.map((entry, index) => {
    const milestone = byEntry.get(index) ?? entry.milestone;
    return milestone === entry.milestone ? entry : { ...entry, milestone };
  });
};

/** Each milestone with the first entry that states it. */
export const pickMilestones = (timeline: readonly TimelineEntry[]): Milestones => {
  const picked: Partial<Record<Milestone, MilestoneFact>> = {};
  for (const entry of timeline) if (entry.milestone !== null && entry.wall !== null) picked[entry.milestone] ??= factOf(entry);
  return picked;
};
