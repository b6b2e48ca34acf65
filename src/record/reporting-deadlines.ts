import type { Harm } from './reporting.ts';

/** A last day for a report to an authority, and the words of law that set it. */
export interface Deadline {
  /** What kind of incident it is for. */
  readonly covers: string;
  /** Days after the day of becoming aware. */
  readonly days: number;
  readonly basis: string;
  /** Null where the record states no harm, so that nobody can tell. */
  readonly applies: boolean | null;
  /** ISO date of the last day; null where nobody stated when they became aware. */
  readonly lastDay: string | null;
}

interface Period {
  readonly covers: string;
  readonly days: number;
  readonly basis: string;
  readonly harms: readonly Harm[];
}

/** Regulation (EU) 2024/1689, Article 73(2) to (4). The shortest period that fits is the one that binds. */
const PERIODS: readonly Period[] = [
  { covers: 'a widespread infringement, or serious and irreversible disruption of critical infrastructure', days: 2, basis: 'Regulation (EU) 2024/1689, Article 73(3)', harms: ['widespread-infringement', 'critical-infrastructure'] },
  { covers: 'the death of a person', days: 10, basis: 'Regulation (EU) 2024/1689, Article 73(4)', harms: ['death'] },
  { covers: 'any other serious incident', days: 15, basis: 'Regulation (EU) 2024/1689, Article 73(2)', harms: ['health', 'fundamental-rights', 'property', 'environment'] },
];

const DAY = 86_400_000;

/** The calendar date of a moment as written (`2026-05-03T11:40+02:00`, `2026-05-03 11:40`); null where it states none that exists. */
const dateOf = (written: string): number | null => {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?![\d-])/.exec(written.trim());
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const time = Date.UTC(year, month - 1, day);
  const read = new Date(time);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? time : null;
};

/**
 * The last days for a report of a serious incident, shortest first. A period in days does not count the day of the event (Regulation
 * (EEC, Euratom) No 1182/71, Article 3(1)); the later days that its Article 3(4) allows for holidays are not added, so no date is too late.
 */
export const seriousIncidentDeadlines = (aware: string | null, harms: readonly Harm[]): readonly Deadline[] => {
  const from = aware === null ? null : dateOf(aware);
  return PERIODS.map(({ harms: covered, ...period }) => ({
    ...period,
    applies: harms.length === 0 ? null : covered.some((harm) => harms.includes(harm)),
    lastDay: from === null ? null : new Date(from + period.days * DAY).toISOString().slice(0, 10),
  }));
};
