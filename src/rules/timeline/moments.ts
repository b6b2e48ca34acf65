import { dateOfWall, dayNumber, wallMinutes } from '../../document/time/wall.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Precision } from '../../record/time.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { looseOffsetsOf } from '../../record/zone-offset.ts';

/** A moment as far as a comparison needs it. */
export interface Comparable {
  readonly wall: string | null;
  readonly precision: Precision;
  readonly approximate: boolean;
  readonly zone: string | null;
}

/** Several rules ask for the same walls; the memory is small and forgets everything when it is full. */
const known = new Map<string, number | null>();
const mostKnown = 5_000;

/** {@link wallMinutes}, remembered. */
export const minutesOfWall = (wall: string | null): number | null => {
  if (wall === null) return null;
  const before = known.get(wall);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const minutes = wallMinutes(wall);
  known.set(wall, minutes);
  return minutes;
};

const COARSE: Readonly<Record<Precision, number>> = { second: 0, minute: 0, hour: 59, day: 1439, month: 44_639 };

const sameZone = (a: string | null, b: string | null): boolean => (a ?? '').toUpperCase() === (b ?? '').toUpperCase();

/**
 * Minutes by which `later` surely stands before `earlier`: 0 where it does not, where one reading of their zones puts them right, where a coarse
 * or approximate moment leaves room, or where nobody can tell.
 */
export const minutesBefore = (later: Comparable, earlier: Comparable): number => {
  const a = minutesOfWall(later.wall);
  const b = minutesOfWall(earlier.wall);
  if (a === null || b === null) return 0;
  // The end of a coarse moment is what may come last.
  let back = b - (a + COARSE[later.precision]);
  if (COARSE[earlier.precision] > COARSE[later.precision]) back = Math.min(back, b - a);
  if (back <= 0) return 0;
  if (later.approximate || earlier.approximate) back -= 30;
  if (!sameZone(later.zone, earlier.zone)) {
    if (later.zone === null || earlier.zone === null) return 0;
    const differences = looseOffsetsOf(later.zone, later.wall ?? '').flatMap((x) => looseOffsetsOf(earlier.zone ?? '', earlier.wall ?? '').map((y) => x - y));
    if (differences.length === 0) return 0;
    back = Math.min(...differences.map((difference) => back + difference));
  }
  return Math.max(0, back);
};

/** An entry whose year or month jumps away and back, and the date that fits. */
export interface DateSlip {
  readonly entry: TimelineEntry;
  readonly neighbour: TimelineEntry;
  readonly unit: 'year' | 'month';
  readonly fits: string;
}

const slips = new WeakMap<IncidentRecord, readonly DateSlip[]>();

/** Days of which a date with the right year or month may miss its neighbour. */
const YEAR_REACH = 2;

/** The dates that are off by their year, or by their month between two neighbours that agree. Computed once for each record. */
export const dateSlips = (record: IncidentRecord): readonly DateSlip[] => {
  const before = slips.get(record);
  if (before) return before;
  const found = findSlips(record);
  slips.set(record, found);
  return found;
};

const findSlips = (record: IncidentRecord): DateSlip[] => {
  if (!record.timeline.some((entry) => entry.dated)) return [];
  const dated = record.timeline.filter(({ wall }) => minutesOfWall(wall) !== null);
  const years = new Map<string, number>();
  for (const { wall } of dated) years.set(wall?.slice(0, 4) ?? '', (years.get(wall?.slice(0, 4) ?? '') ?? 0) + 1);
  const stated = record.date?.value.slice(0, 4);
  const found: DateSlip[] = [];
  dated.forEach((entry, index) => {
    if (!entry.dated) return;
    const neighbours = [dated[index - 1], dated[index + 1]].filter((one) => one !== undefined);
    const slip = (years.size > 1 ? yearSlip(entry, neighbours, years, stated) : null) ?? monthSlip(entry, dated[index - 1], dated[index + 1]);
    if (slip) found.push(slip);
  });
  return found;
};

const day = (wall: string | null): number | null => dayNumber(dateOfWall(wall) ?? '');

const yearSlip = (entry: TimelineEntry, neighbours: readonly TimelineEntry[], years: ReadonlyMap<string, number>, stated: string | undefined): DateSlip | null => {
  const own = entry.wall?.slice(0, 4) ?? '';
  for (const neighbour of neighbours) {
    const year = neighbour.wall?.slice(0, 4) ?? '';
    if (year === own) continue;
    const fits = `${year}${dateOfWall(entry.wall)?.slice(4)}`;
    const [a, b] = [dayNumber(fits), day(neighbour.wall)];
    if (a === null || b === null || Math.abs(a - b) > YEAR_REACH) continue;
    // The one that agrees with neither the document's date nor most of the others is wrong.
    const wrong = stated === year ? true : stated === own ? false : (years.get(own) ?? 0) <= (years.get(year) ?? 0);
    if (wrong) return { entry, neighbour, unit: 'year', fits };
  }
  return null;
};

const monthSlip = (entry: TimelineEntry, before: TimelineEntry | undefined, after: TimelineEntry | undefined): DateSlip | null => {
  if (entry.wall?.slice(0, 7) === before?.wall?.slice(0, 7) || entry.wall?.slice(0, 4) !== before?.wall?.slice(0, 4)) return null;
  const [own, left, right] = [day(entry.wall), day(before?.wall ?? null), day(after?.wall ?? null)];
  if (!before || own === null || left === null || right === null || right < left || right - left > 20 || (own >= left && own <= right)) return null;
  const fits = `${dateOfWall(before.wall)?.slice(0, 7)}${dateOfWall(entry.wall)?.slice(7)}`;
  const mended = dayNumber(fits);
  return mended !== null && mended >= left && mended <= right && mended !== own ? { entry, neighbour: before, unit: 'month', fits } : null;
};

/** Stamp of an entry as it stands in the file, on one line. */
export const stampOf = ({ written }: TimelineEntry): string => written.replace(/\s+/g, ' ').trim();
