import type { MilestoneFact, Milestones, TimelineEntry } from '../../record/timeline.ts';
import { MILESTONES, type Milestone } from '../../record/vocabulary.ts';
import { milestoneInWords } from './milestone-words.ts';

/** Milestones whose last mention counts: what ends ends when it ends for good. */
const last: ReadonlySet<Milestone> = new Set(['resolved']);

const factOf = (entry: TimelineEntry): MilestoneFact => ({
  wall: entry.wall, end: entry.end, precision: entry.precision, approximate: entry.approximate, zone: entry.zone, source: entry.source,
});

/** Names the milestones that the words of entries say outright, each once, where no column or label names any. */
export const nameMilestones = (entries: readonly TimelineEntry[]): TimelineEntry[] => {
  if (entries.some(({ milestoneLabelled }) => milestoneLabelled)) return [...entries];
  const chosen = new Map<Milestone, number>();
  entries.forEach((entry, index) => {
    for (const milestone of milestoneInWords(entry.text)) {
      if (chosen.has(milestone) && !last.has(milestone)) continue;
      chosen.set(milestone, index);
    }
  });
  const byEntry = new Map<number, Milestone>();
  for (const milestone of MILESTONES) {
    const index = chosen.get(milestone);
    if (index !== undefined && !byEntry.has(index)) byEntry.set(index, milestone);
  }
  return entries.map((entry, index) => ({ ...entry, milestone: byEntry.get(index) ?? null }));
};

/** Each milestone with the entry that states it; of several the first, of several ends the last. */
export const pickMilestones = (timeline: readonly TimelineEntry[]): Milestones => {
  const picked: Partial<Record<Milestone, MilestoneFact>> = {};
  for (const entry of timeline) {
    if (entry.milestone === null || entry.wall === null) continue;
    if (picked[entry.milestone] === undefined || (last.has(entry.milestone) && !entry.milestoneLabelled)) picked[entry.milestone] = factOf(entry);
  }
  return picked;
};
