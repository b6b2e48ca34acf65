import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { fit, wrapWords } from '../../reporters/layout.ts';
import type { Style } from './page.ts';

const MILESTONE_WIDTH = 20;

const dayOf = (wall: string | null): string => (wall === null || wall.startsWith('T') ? '' : wall.slice(0, 10));
const clockOf = (wall: string | null): string => wall?.split('T')[1] ?? '';

/** The account in order of the document: a line for each day, then time, milestone, what happened, and how long after the start. */
export const timelineLines = (record: IncidentRecord, { paint, width }: Style): string[] => {
  const { started } = record.milestones;
  const marked = record.timeline.some(({ milestone }) => milestone !== null) ? MILESTONE_WIDTH : 0;
  const timeWidth = Math.max(5, ...record.timeline.map(({ wall, end }) => clockOf(wall).length + (end ? clockOf(end).length + 1 : 0)));
  const indent = timeWidth + 2 + marked;
  const lines: string[] = [];
  let day = '';
  for (const entry of record.timeline) {
    const entryDay = dayOf(entry.wall);
    if (entryDay !== '' && entryDay !== day) {
      day = entryDay;
      lines.push(paint('dim', day));
    }
    const time = `${entry.approximate ? '~' : ''}${clockOf(entry.wall) || (entry.wall === null ? '?' : '')}${entry.end ? `-${clockOf(entry.end)}` : ''}`;
    const after = started && entry.milestone && entry.milestone !== 'started' ? minutesBetween(started, entry) : null;
    const words = neutralise(entry.text) + (after !== null && after > 0 ? ` (+${formatMinutes(after)})` : '');
    const [first = '', ...rest] = wrapWords(words, Math.max(20, width - indent - 2));
    const milestone = marked > 0 ? paint('cyan', fit(entry.milestone ?? '', marked)) : '';
    lines.push(`  ${fit(time, timeWidth)}  ${milestone}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent + 2) + line));
  }
  return lines;
};
