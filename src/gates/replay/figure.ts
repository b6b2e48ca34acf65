import type { ReplayPoint } from '../adapter.ts';
import type { Figure, Signal } from '../../record/signal.ts';
import type { Wall } from '../../record/time.ts';
import { readFigure } from '../values/figure.ts';
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

/** What one figure of a row says: its samples, and the unit that its own characters state. */
interface Written {
  readonly samples: readonly (number | null)[];
  readonly unit: string | null;
}

/** `5.2%` is 0.052 of a ratio and `500ms` half a second, whatever the row's unit column says; a bare number is in the row's unit. */
const readWritten = (figure: Figure, unit: string | null): Written => {
  const plain = figure.samples.length > 0 ? figure.samples : figure.number === null ? (figure.noData ? [null] : []) : [figure.number];
  const words = plain.length > 1 ? figure.written.split(/[,;]/) : [figure.written];
  if (words.length !== plain.length) return { samples: plain, unit };
  const read = words.map((word) => readFigure(word.replace(/^[\s~≈<>≤≥]+/, '').replace(/(\d)\s+(?=[a-zµμ%])/gi, '$1')));
  const [own] = read.flatMap((one) => one?.unit ?? []);
  if (own === undefined) return { samples: plain, unit };
  const samples = plain.map((value, index) => {
    const one = read[index];
    const stated = one?.unit ?? null;
    return stated === null || one === null || one === undefined ? value : convertUnit(one.value, stated, unit ?? own);
  });
  // A unit in the cell that contradicts the column is the column's mistake.
  return samples.includes(null) ? { samples: read.map((one, index) => one?.value ?? plain[index] ?? null), unit: own } : { samples, unit: unit ?? own };
};

const pointOf = ({ samples }: Written, durationSeconds: number | null): ReplayPoint => ({
  samples,
  intervalSeconds: samples.length > 1 && durationSeconds !== null ? durationSeconds / samples.length : null,
  durationSeconds,
});

/** The replay points of a row of Signals. The normal figure stands for a state that lasts. */
export const recordedFigure = (signal: Signal): RecordedFigure => {
  const incident = readWritten(signal.incident, signal.unit);
  const normal = readWritten(signal.normal, incident.unit);
  return {
    metric: signal.metric,
    unit: incident.unit,
    incident: pointOf(incident, wallSeconds(signal.from, signal.to)),
    normal: normal.unit === incident.unit ? pointOf(normal, Number.POSITIVE_INFINITY) : pointOf({ samples: [], unit: null }, null),
  };
};

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
