import type { ReplayPoint } from '../adapter.ts';
import type { Figure, Signal } from '../../record/signal.ts';
import type { Wall } from '../../record/time.ts';
import { convertUnit } from '../values/unit.ts';
import type { Condition } from '../model.ts';

/** One row of Signals as a gate would see it: what was measured during the incident and normally, in the row's own unit. */
export interface RecordedFigure {
  readonly metric: string;
  readonly unit: string | null;
  readonly incident: ReplayPoint;
  readonly normal: ReplayPoint;
}

const DAY_SECONDS = 86_400;

/** Seconds between two wall times of one zone; null where one is missing or no time of day. Times without a date may pass midnight once. */
export const wallSeconds = (from: Wall, to: Wall): number | null => {
  if (from === null || to === null || !from.includes('T') || !to.includes('T')) return null;
  const dated = !from.startsWith('T') && !to.startsWith('T');
  const instant = (wall: string): number => Date.parse(`${dated ? wall : `1970-01-01${wall.slice(wall.indexOf('T'))}`}Z`) / 1000;
  const seconds = instant(to) - instant(from);
  if (Number.isNaN(seconds)) return null;
  if (seconds >= 0) return seconds;
  return dated ? null : seconds + DAY_SECONDS;
};

const pointOf = (figure: Figure, durationSeconds: number | null): ReplayPoint => {
  const samples = figure.samples.length > 0 ? figure.samples : figure.number === null ? (figure.noData ? [null] : []) : [figure.number];
  const intervalSeconds = samples.length > 1 && durationSeconds !== null ? durationSeconds / samples.length : null;
  return { samples, intervalSeconds, durationSeconds };
};

/** The replay points of a row of Signals. The normal figure stands for a state that lasts. */
export const recordedFigure = (signal: Signal): RecordedFigure => ({
  metric: signal.metric,
  unit: signal.unit,
  incident: pointOf(signal.incident, wallSeconds(signal.from, signal.to)),
  normal: pointOf(signal.normal, Number.POSITIVE_INFINITY),
});

/** A point with its values in the unit of a condition; null where one unit cannot be turned into the other. */
export const inUnitOf = (point: ReplayPoint, unit: string | null, condition: Condition): ReplayPoint | null => {
  const samples: (number | null)[] = [];
  for (const sample of point.samples) {
    const value = sample === null ? null : convertUnit(sample, unit, condition.unit);
    if (value === null && sample !== null) return null;
    samples.push(value);
  }
  return { ...point, samples };
};
