import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { MILESTONES } from '../../record/vocabulary.ts';
import { widthOf } from '../../record/width.ts';
import { truncate } from '../../reporters/layout.ts';
import type { Style } from './page.ts';

/** Segments narrower than this cannot carry their name. */
const NARROWEST = 3;

/** The milestones on a line drawn to scale, from the first to the last; empty where fewer than two can be placed. */
export const scale = (record: IncidentRecord, { unicode, width, paint }: Style): string[] => {
  const [origin] = MILESTONES.flatMap((name) => record.milestones[name] ?? []);
  if (!origin) return [];
  const placed = MILESTONES.flatMap((name) => {
    const fact = record.milestones[name];
    const minutes = fact ? minutesBetween(origin, fact) : null;
    return minutes === null || minutes < 0 ? [] : [{ name, minutes }];
  }).sort((a, b) => a.minutes - b.minutes);
  const total = placed.at(-1)?.minutes ?? 0;
  if (total <= 0) return [];
  const room = Math.min(width, 100) - 2;
  const [start, line, joint, stop] = unicode ? ['├', '─', '┼', '┤'] : ['|', '-', '|', '|'];
  let bar = '';
  let column = 0;
  for (const [index, { name, minutes }] of placed.entries()) {
    const previous = placed[index - 1];
    if (!previous || minutes === previous.minutes) continue;
    const end = Math.max(column + NARROWEST, Math.round((minutes / total) * room));
    const inside = end - column - 1;
    const label = ` ${name} ${formatMinutes(minutes - previous.minutes)} `;
    const short = ` ${formatMinutes(minutes - previous.minutes)} `;
    const text = widthOf(label) <= inside ? label : widthOf(short) <= inside ? short : '';
    const left = Math.floor((inside - text.length) / 2);
    bar += (bar === '' ? start : joint) + line.repeat(Math.max(0, left)) + truncate(text, inside) + line.repeat(Math.max(0, inside - left - text.length));
    column = end;
  }
  return ['', `  ${paint('cyan', bar + stop)}`];
};
