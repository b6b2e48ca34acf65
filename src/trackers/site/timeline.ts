import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { text } from '../markup.ts';

/** Free at both ends, in percent of the width. */
const EDGE = 2;

/** The entries on one line, as far apart as their times are; empty where fewer than two can be placed. */
export const drawTimeline = (entries: readonly TimelineEntry[]): string => {
  const [first] = entries;
  if (first === undefined) return '';
  const placed = entries.flatMap((entry) => {
    const minutes = minutesBetween(first, entry);
    return minutes === null ? [] : [{ entry, minutes }];
  });
  const start = placed.reduce((least, { minutes }) => Math.min(least, minutes), Infinity);
  const length = placed.reduce((most, { minutes }) => Math.max(most, minutes), -Infinity) - start;
  if (!(length > 0)) return '';
  const dots = placed.map(({ entry, minutes }) => {
    const x = (EDGE + ((minutes - start) / length) * (100 - 2 * EDGE)).toFixed(2);
    return `<circle cx="${x}%" cy="24" r="${entry.milestone === null ? 4 : 7}"><title>${text(`${entry.written} ${entry.milestone ?? ''} ${entry.text}`)}</title></circle>`;
  });
  const missing = entries.length - placed.length;
  return `<svg class="timeline" role="img" aria-label="${placed.length} events over ${text(formatMinutes(length))}, drawn to scale"><line x1="${EDGE}%" y1="24" x2="${100 - EDGE}%" y2="24"/>${dots.join('')}<text x="${EDGE}%" y="50">0</text><text x="${100 - EDGE}%" y="50" text-anchor="end">${text(formatMinutes(length))}</text></svg>
<p class="note">Drawn to scale; larger dots are milestones.${missing > 0 ? ` ${missing} of ${entries.length} entries have no time that could be placed.` : ''}</p>`;
};
