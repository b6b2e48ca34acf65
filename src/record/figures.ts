import type { MilestoneFact, Milestones } from './timeline.ts';
import type { Milestone } from './vocabulary.ts';
import { offsetsOf } from './zone-offset.ts';

/** A moment as far as lengths of time need it. */
type Moment = Pick<MilestoneFact, 'wall' | 'precision' | 'approximate' | 'zone'>;

/** A figure that is computed from milestones, never stored (RECORD.md, Derived). */
export interface DerivedFigure {
  readonly name: FigureName;
  readonly from: Milestone;
  readonly to: Milestone;
  /** Null where a milestone is missing, or where nobody can tell how far apart the two are. */
  readonly minutes: number | null;
  /** True where one of the two moments is approximate. */
  readonly approximate: boolean;
}

const FIGURES = [
  { name: 'time to detect', from: 'started', to: ['detected'] },
  { name: 'time to acknowledge', from: 'detected', to: ['acknowledged'] },
  { name: 'time to identify', from: 'started', to: ['identified'] },
  { name: 'time to mitigate', from: 'started', to: ['mitigated'] },
  { name: 'time to resolve', from: 'started', to: ['resolved'] },
  { name: 'rollback time', from: 'rollback-decided', to: ['rollback-completed'] },
  { name: 'impact duration', from: 'started', to: ['mitigated', 'resolved'] },
] as const satisfies readonly { name: string; from: Milestone; to: readonly Milestone[] }[];

export type FigureName = (typeof FIGURES)[number]['name'];

const WALL = /^(?:(\d{4})-(\d\d)-(\d\d))?T(\d\d):(\d\d)(?::(\d\d))?$/;
/** Minutes of a wall clock since 1970, or since midnight where it has no date; null for days, months and times that cannot exist. */
const clock = (wall: string): { readonly minutes: number; readonly dated: boolean } | null => {
  const match = WALL.exec(wall);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const time = Number(hour) * 60 + Number(minute) + Number(second ?? 0) / 60;
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return year === undefined ? { minutes: time, dated: false } : { minutes: Date.UTC(Number(year), Number(month) - 1, Number(day)) / 60_000 + time, dated: true };
};

/**
 * Minutes from one moment to another, negative where the second comes first. Walls are compared as they stand where both are of one zone
 * or neither states any, through their offsets where both have one; null where nobody can tell.
 */
export const minutesBetween = (from: Moment, to: Moment): number | null => {
  const [start, end] = [from.wall === null ? null : clock(from.wall), to.wall === null ? null : clock(to.wall)];
  if (!start || !end || start.dated !== end.dated) return null;
  const apart = end.minutes - start.minutes;
  if (from.zone === to.zone) return apart;
  const [[offset], [otherOffset]] = [offsetsOf(from.zone ?? '', from.wall ?? ''), offsetsOf(to.zone ?? '', to.wall ?? '')];
  return offset === undefined || otherOffset === undefined ? null : apart + offset - otherOffset;
};

/** All figures by their names, in the order in which an incident passes them. */
export const derivedFigures = (milestones: Milestones): readonly DerivedFigure[] =>
  FIGURES.map(({ name, from, to }) => {
    const end = to.find((milestone) => milestones[milestone]) ?? to[0];
    const [first, last] = [milestones[from], milestones[end]];
    return {
      name,
      from,
      to: end,
      minutes: first && last ? minutesBetween(first, last) : null,
      approximate: Boolean(first?.approximate || last?.approximate),
    };
  });

/** `58m`, `1h 5m`, `2d 3h`; seconds only below ten minutes. */
export const formatMinutes = (minutes: number): string => {
  const sign = minutes < 0 ? '-' : '';
  const seconds = Math.round(Math.abs(minutes) * 60);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds < 600 ? seconds % 60 : 0, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) return '0m';
  return sign + parts.slice(first, first + 2).filter(([value]) => value > 0).map(([value, unit]) => `${value}${unit}`).join(' ');
};
