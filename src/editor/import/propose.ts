import { milestonesSaid } from '../../document/timeline/milestones.ts';
import type { EntryKind } from '../../importers/importer.ts';
import type { Milestones } from '../../record/timeline.ts';
import { MILESTONES, type Milestone } from '../../record/vocabulary.ts';
import type { CleanEntry } from './clean.ts';

/** Entries above which words are not looked at: that is a log, and its words name nothing. */
const MOST_READ = 2_000;

/** Kinds of entries whose words are about the incident: a service that "started" in a log has not started it. */
const SPEAKING: ReadonlySet<EntryKind> = new Set(['message', 'alert', 'action']);

/**
 * The milestones that entries may mark, by their indexes, each once: what a source itself names before what words say; the first of each, of resolutions the last. Nobody sets
 * them but a person. Those that a document has already are left out.
 */
export const proposeMilestones = (entries: readonly CleanEntry[], known: Milestones = {}): ReadonlyMap<number, Milestone> => {
  const proposed = new Map<Milestone, number>();
  entries.forEach(({ source: { milestone } }, index) => {
    if (milestone !== null && (milestone === 'resolved' || !proposed.has(milestone))) proposed.set(milestone, index);
  });
  if (entries.length <= MOST_READ) {
    const said = entries.map(({ source, text }) => ({ wall: SPEAKING.has(source.kind) ? new Date(source.at).toISOString() : null, text }));
    for (const [index, milestone] of milestonesSaid(said)) {
      if (!proposed.has(milestone)) proposed.set(milestone, index);
    }
  }
  const byEntry = new Map<number, Milestone>();
  for (const milestone of MILESTONES) {
    const index = proposed.get(milestone);
    if (index !== undefined && known[milestone] === undefined && !byEntry.has(index)) byEntry.set(index, milestone);
  }
  return byEntry;
};
