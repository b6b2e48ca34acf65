import { parseMoment } from '../document/time/moment.ts';
import { dateOfWall, wallAt, wallMinutes } from '../document/time/wall.ts';
import type { Wall } from '../record/time.ts';
import { offsetsOf } from '../record/zone-offset.ts';

/** What surrounds a time that somebody types. */
export interface TypingContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The zone that times are written in, as the document states it; UTC where it states none. */
  readonly zone: string | null;
  /** The day that a bare time belongs to, where one is known. */
  readonly date: string | null;
  /** The entry before. */
  readonly previous: Wall;
}

export interface TypedMoment {
  /** In the document's zone; null where it cannot be told. */
  readonly wall: Wall;
  readonly problem: string | null;
  /** Where what follows the time begins. */
  readonly to: number;
}

const MINUTES = { m: 1, h: 60, d: 1440 } as const;

const AGO = /^\s*(\d{1,4}|an?|half an)\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?)\s+ago\b[:,]?/i;
const NOW = /^\s*(?:just\s+)?now\b[:,]?/i;
const DAY = /^\s*(today|yesterday)\b(?:\s+at)?[:,]?\s*/i;

const offsetAt = (zone: string | null, wall: string): number => offsetsOf(zone ?? 'UTC', wall)[0] ?? 0;

/** What clocks of the zone show at a moment. */
const wallIn = (zone: string | null, now: number): string => {
  const utc = now / 60_000;
  return wallAt(utc + offsetAt(zone, wallAt(utc)));
};

const minutesAgo = (amount: string, unit: string): number => {
  const count = /^half/i.test(amount) ? 0.5 : /^a/i.test(amount) ? 1 : Number(amount);
  return count * (unit.startsWith('h') ? MINUTES.h : unit.startsWith('d') ? MINUTES.d : MINUTES.m);
};

/** A time that was stated in another zone, as clocks of the document's zone show it. */
const converted = (wall: string, stated: string | null, zone: string | null): string => {
  const minutes = wallMinutes(wall);
  if (stated === null || minutes === null || !/^\d/.test(wall)) return wall;
  const [from] = offsetsOf(stated, wall);
  return from === undefined ? wall : wallAt(minutes - from + offsetAt(zone, wall));
};

/**
 * The time that a typed line opens with: `0037`, `23:50 PT`, `2026-04-24 23:50`, `now`, `20 minutes ago`, `yesterday 23:50`. A bare time takes the day
 * of the entry before it, or the day after where midnight has passed; where nothing tells the day, the last time that clocks showed it. Null where
 * the line opens with no time.
 */
export const typedMoment = (line: string, { now, zone, date, previous }: TypingContext): TypedMoment | null => {
  const current = wallIn(zone, now);
  const instant = NOW.exec(line);
  if (instant) return { wall: current, problem: null, to: instant[0].length };
  const ago = AGO.exec(line);
  if (ago) return { wall: wallIn(zone, now - minutesAgo(ago[1] ?? '', (ago[2] ?? '').toLowerCase()) * 60_000), problem: null, to: ago[0].length };
  const day = DAY.exec(line);
  const skipped = day?.[0].length ?? 0;
  const named = day && dateOfWall(day[1]?.toLowerCase() === 'today' ? current : wallIn(zone, now - MINUTES.d * 60_000));
  const known = named ?? dateOfWall(previous) ?? date;
  const moment = parseMoment(line.slice(skipped), { date: known ?? dateOfWall(current), previous: named ? null : previous, bare: true });
  if (moment === null) return null;
  const { wall, problem, zone: stated } = moment;
  const late = known === null && !moment.dated && wall !== null && wall > current;
  const dated = late ? wallAt((wallMinutes(wall) ?? 0) - MINUTES.d) : wall;
  return { wall: dated === null || problem !== null ? dated : converted(dated, stated, zone), problem, to: skipped + moment.to };
};
