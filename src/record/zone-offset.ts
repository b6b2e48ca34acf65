import { summerTimeOffset } from './summer-time.ts';

/** Minutes east of Greenwich. Several where an abbreviation is used for more than one zone, the commonest first. */
const ABBREVIATIONS: Readonly<Record<string, readonly number[]>> = {
  UTC: [0], GMT: [0], Z: [0], ZULU: [0], WET: [0], WEST: [60], BST: [60], CET: [60], MEZ: [60], CEST: [120], MESZ: [120], WAT: [60], CAT: [120], SAST: [120],
  EET: [120], EEST: [180], MSK: [180], TRT: [180], EAT: [180], GST: [240], PKT: [300], IST: [330, 60, 120], ICT: [420], WIB: [420], HKT: [480], SGT: [480],
  PHT: [480], AWST: [480], JST: [540], KST: [540], ACST: [570], ACDT: [630], AEST: [600], AEDT: [660], NZST: [720], NZDT: [780], HST: [-600], AKST: [-540],
  AKDT: [-480], PST: [-480, 480], PDT: [-420], MST: [-420], MDT: [-360], CST: [-360, 480], CDT: [-300], EST: [-300], EDT: [-240], AST: [-240], ADT: [-180],
  BRT: [-180], ART: [-180], CLT: [-240], COT: [-300],
};

/** Zones that people name without saying which half of the year it is. */
const AREAS: Readonly<Record<string, string>> = {
  PT: 'America/Los_Angeles', PACIFIC: 'America/Los_Angeles', MT: 'America/Denver', MOUNTAIN: 'America/Denver', CT: 'America/Chicago', CENTRAL: 'America/Chicago',
  ET: 'America/New_York', EASTERN: 'America/New_York', 日本時間: 'Asia/Tokyo', 北京时间: 'Asia/Shanghai',
};

/** The two halves of the year of a zone, and a place that keeps them: PST is written in summer as often as not, and CET as well. */
const SEASONS: readonly (readonly [winter: string, summer: string, area: string])[] = [
  ['PST', 'PDT', 'America/Los_Angeles'], ['MST', 'MDT', 'America/Denver'], ['CST', 'CDT', 'America/Chicago'], ['EST', 'EDT', 'America/New_York'],
  ['AKST', 'AKDT', 'America/Anchorage'], ['AST', 'ADT', 'America/Halifax'], ['CET', 'CEST', 'Europe/Berlin'], ['MEZ', 'MESZ', 'Europe/Berlin'],
  ['EET', 'EEST', 'Europe/Helsinki'], ['WET', 'WEST', 'Europe/Lisbon'], ['GMT', 'BST', 'Europe/London'], ['AEST', 'AEDT', 'Australia/Sydney'],
  ['ACST', 'ACDT', 'Australia/Adelaide'], ['NZST', 'NZDT', 'Pacific/Auckland'],
];
const OTHER_HALF: ReadonlyMap<string, readonly [name: string, area: string]> = new Map(
  SEASONS.flatMap(([winter, summer, area]) => [[winter, [summer, area]], [summer, [winter, area]]] as const),
);

const written = /^([A-Z]{1,5})?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?$/;

const sameHalf = (name: string): string => name.replace(/^US[ /]/, '').replace(/ (?:STANDARD |DAYLIGHT )?TIME$/, '');

/** Rules compare the same walls again and again, and the system's tables are slow; the memory forgets everything when it is full. */
const known = new Map<string, number | null>();
const mostKnown = 5_000;

/** Offset of an IANA zone at a UTC-like wall time, from the system's tables; null for names it does not know. */
const ofArea = (area: string, wall: string): number | null => {
  const key = `${area} ${wall}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const offset = lookUp(area, wall);
  known.set(key, offset);
  return offset;
};

const lookUp = (area: string, wall: string): number | null => {
  const at = new Date(`${wall.length === 10 ? `${wall}T12:00` : wall}Z`);
  if (Number.isNaN(at.getTime())) return null;
  const offset = summerTimeOffset(area, at.getTime());
  if (offset !== null) return offset;
  const format = formatOf(area);
  const shown = format?.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  const match = shown === undefined ? null : /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(shown);
  if (!match) return null;
  return match[1] === undefined ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
};

const formats = new Map<string, Intl.DateTimeFormat | null>();

const formatOf = (timeZone: string): Intl.DateTimeFormat | null => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    // Not a zone that this system knows.
  }
  formats.set(timeZone, format);
  return format;
};

/**
 * Offsets in minutes east of Greenwich that a zone as written can mean at a wall time (`YYYY-MM-DD…`), the likeliest first; empty where nobody can
 * tell. `UTC+2`, `+02:00`, abbreviations, `US/Pacific` and IANA names.
 */
export const offsetsOf = (zone: string, wall: string): readonly number[] => {
  const name = zone.trim();
  const fixed = written.exec(name);
  if (fixed && (fixed[1] === undefined || /^(?:UTC|GMT)$/.test(fixed[1]))) return [(fixed[2] === '+' ? 1 : -1) * (Number(fixed[3]) * 60 + Number(fixed[4] ?? 0))];
  const plain = sameHalf(name.toUpperCase());
  const named = ABBREVIATIONS[plain];
  if (named) return named;
  const area = AREAS[plain] ?? (name.includes('/') ? name : null);
  const offset = area === null ? null : ofArea(area, wall);
  return offset === null ? [] : [offset];
};

/**
 * The same, and what the abbreviation means where its author forgot the change of the clocks: `PST` in July is PDT, in December it is PST. Both where
 * the wall has no date.
 */
export const looseOffsetsOf = (zone: string, wall: string): readonly number[] => {
  const named = offsetsOf(zone, wall);
  const other = OTHER_HALF.get(zone.trim().toUpperCase());
  if (other === undefined) return named;
  const [name, area] = other;
  const inForce = /^\d{4}-/.test(wall) ? ofArea(area, wall) : null;
  return inForce !== null && inForce === named[0] ? named : [...named, ...offsetsOf(name, wall)];
};
