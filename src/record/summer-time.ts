/** Milliseconds. */
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The years in which the rules below were in force everywhere they are used for, and not a year that is still to come: laws change. In 2007 the United States
 * and Canada moved to theirs; the European one is older.
 */
const FIRST_YEAR = 2007;
const LAST_YEAR = 2026;

/** The `count`th Sunday of a month (0 is January) in milliseconds since the epoch, at midnight UTC. */
const sunday = (year: number, month: number, count: number): number => {
  const first = Date.UTC(year, month, 1);
  return first + (((7 - new Date(first).getUTCDay()) % 7) + (count - 1) * 7) * DAY;
};

const lastSunday = (year: number, month: number): number => sunday(year, month + 1, 1) - 7 * DAY;

/** When the clocks of a year change, in milliseconds since the epoch; `winter` is the offset of winter in minutes. */
type Changes = (year: number, winter: number) => { readonly forward: number; readonly back: number };

/** At two o'clock by the clocks on the wall, on the second Sunday of March and the first of November. */
const american: Changes = (year, winter) => ({ forward: sunday(year, 2, 2) + (120 - winter) * MINUTE, back: sunday(year, 10, 1) + (60 - winter) * MINUTE });

/** At one o'clock UTC, on the last Sundays of March and October. */
const european: Changes = (year) => ({ forward: lastSunday(year, 2) + 60 * MINUTE, back: lastSunday(year, 9) + 60 * MINUTE });

/** IANA zones, their offset in winter in minutes east of Greenwich, and when their clocks change (IANA time zone database 2025b). */
const AREAS: ReadonlyMap<string, readonly [winter: number, changes: Changes]> = new Map([
  ['America/Los_Angeles', [-480, american]], ['America/Denver', [-420, american]], ['America/Chicago', [-360, american]], ['America/New_York', [-300, american]],
  ['Europe/London', [0, european]], ['Europe/Berlin', [60, european]],
]);

/**
 * Offset in minutes east of Greenwich of a zone that post-mortems name often, at a moment in milliseconds since the epoch; null for others and for other years, about which
 * the system's tables know. Those take longer to load than a document takes to check.
 */
export const summerTimeOffset = (area: string, moment: number): number | null => {
  const known = AREAS.get(area);
  const year = new Date(moment).getUTCFullYear();
  if (!known || year < FIRST_YEAR || year > LAST_YEAR) return null;
  const [winter, changes] = known;
  const { forward, back } = changes(year, winter);
  return moment >= forward && moment < back ? winter + 60 : winter;
};

/** The zones of {@link summerTimeOffset} and the years it knows. */
export const SUMMER_TIME = { areas: [...AREAS.keys()], firstYear: FIRST_YEAR, lastYear: LAST_YEAR };
