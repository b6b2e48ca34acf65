import { numberOf } from '../record/json-values.ts';
import { offsetsOf } from '../record/zone-offset.ts';

const MINUTE = 60_000;
/** Years that an incident can be of. */
const EARLIEST = Date.UTC(1970, 0, 2);
const LATEST = Date.UTC(2200, 0, 1);

const plausible = (at: number): number | null => (Number.isFinite(at) && at >= EARLIEST && at < LATEST ? at : null);

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;

/** The wall clock of a moment in UTC: `2026-04-24T23:50:00`. */
const utcWall = (at: number): string => new Date(at).toISOString().slice(0, 19);

/** Minutes east of Greenwich of a zone at a moment; null where nobody knows the zone. */
const offsetAt = (zone: string, at: number): number | null => offsetsOf(zone, utcWall(at))[0] ?? null;

/** The moment at which clocks of a zone show a wall time given as if it were UTC. */
const fromWall = (asUtc: number, zone: string): number | null => {
  const first = offsetAt(zone, asUtc);
  if (first === null) return null;
  // The offset is asked for again at the moment itself: the clocks may have changed in between.
  const offset = offsetAt(zone, asUtc - first * MINUTE) ?? first;
  return asUtc - offset * MINUTE;
};

/** Parts of a date and a clock as a moment; null where there is no such date or clock. Months count from 1. */
export const momentOf = (parts: { year: number; month: number; day: number; hour: number; minute: number; second: number; millisecond?: number }, zone: string): number | null => {
  const asUtc = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, Math.min(parts.second, 59), parts.millisecond ?? 0);
  const back = new Date(asUtc);
  if (back.getUTCMonth() !== parts.month - 1 || back.getUTCDate() !== parts.day || parts.hour > 23 || parts.minute > 59 || parts.second > 60) return null;
  const at = fromWall(asUtc, zone);
  return at === null ? null : plausible(at);
};

/**
 * The moment that a time in ISO 8601, RFC 3339 or as most logs write it means; null for anything else. Where it states no zone, `zone` is meant.
 */
export const instantOf = (written: unknown, zone = 'UTC'): number | null => {
  if (typeof written !== 'string') return null;
  const match = iso.exec(written.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', stated] = match;
  return momentOf(
    {
      year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second),
      millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
    },
    stated === undefined ? zone : stated === 'Z' ? 'UTC' : stated,
  );
};

/** A moment given as a number since 1970, in whichever of seconds, milliseconds, microseconds and nanoseconds makes a date of our days. */
export const epochOf = (written: unknown): number | null => {
  const number = numberOf(written);
  if (number === null || number <= 0) return null;
  const power = Math.max(0, Math.ceil((Math.floor(Math.log10(number)) + 1 - 11) / 3));
  return plausible(power > 3 ? Number.NaN : number * 1000 ** (1 - power));
};

/** What the clocks of a zone show at a moment: `2026-04-24T23:50:07`; null where nobody knows the zone. */
export const wallIn = (zone: string, at: number): string | null => {
  const offset = offsetAt(zone, at);
  return offset === null ? null : utcWall(at + offset * MINUTE);
};

/** Whether a zone as written is one that times can be told in. */
export const isZone = (zone: string): boolean => offsetAt(zone, Date.UTC(2026, 0, 1)) !== null;
