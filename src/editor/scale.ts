import { derivedFigures, formatMinutes, minutesBetween } from '../record/figures.ts';
import type { IncidentRecord } from '../record/record.ts';
import { widthOf } from '../record/width.ts';

const PHASES = [
  { from: 'started', to: 'detected', name: 'undetected' },
  { from: 'detected', to: 'mitigated', name: 'unmitigated' },
  { from: 'mitigated', to: 'resolved', name: 'unresolved' },
] as const;

/** Least columns of a phase: both its ends and a dash between. */
const LEAST = 3;

/** The phases of the incident as one line of a given width, each as long as its share of the time; empty where no two milestones are known. */
export const scaleOf = ({ milestones }: IncidentRecord, width: number): string => {
  const phases = PHASES.flatMap(({ from, to, name }) => {
    const [first, last] = [milestones[from], milestones[to]];
    const minutes = first && last ? minutesBetween(first, last) : null;
    return minutes === null || minutes <= 0 ? [] : [{ name, minutes }];
  });
  const total = phases.reduce((sum, { minutes }) => sum + minutes, 0);
  if (total === 0 || width < phases.length * LEAST + 1) return '';
  const free = width - 1 - phases.length * LEAST;
  return `${phases.map(({ name, minutes }) => `├${labelled(`${name} ${formatMinutes(minutes)}`, formatMinutes(minutes), LEAST - 1 + Math.round((free * minutes) / total))}`).join('')}┤`;
};

/** A dashed line of a width with as much of a label in its middle as fits. */
const labelled = (long: string, short: string, width: number): string => {
  const label = [` ${long} `, ` ${short} `].find((text) => widthOf(text) <= width - 2) ?? '';
  const left = Math.floor((width - widthOf(label)) / 2);
  return '─'.repeat(left) + label + '─'.repeat(Math.max(0, width - left - widthOf(label)));
};

/** `time to detect 47m · time to mitigate 58m`. */
export const figuresOf = ({ milestones }: IncidentRecord): string =>
  derivedFigures(milestones).flatMap(({ name, minutes }) => (minutes === null ? [] : [`${name} ${formatMinutes(minutes)}`])).join(' · ');
