import type { EditSubject } from '../../document/edit/subject.ts';
import { wallMinutes } from '../../document/time/wall.ts';
import { joinEvidence } from '../../importers/fold.ts';
import { wallIn } from '../../importers/instant.ts';
import { fingerprintOf, sameAddress, similarity, SIMILAR } from '../../importers/similarity.ts';
import { UserError } from '../../record/errors.ts';
import { lettersOf } from '../../record/letters.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import type { CleanEntry } from './clean.ts';
import { evidenceMarkdown } from './inert-markdown.ts';

/** What becomes of an entry: it is written; it stands in the document; its evidence joins an entry that tells of the same event; or the document's form has no place for it. */
export type Outcome = 'added' | 'present' | 'joined' | 'unwritten';

const MINUTE = 60_000;

export const minuteOf = (wall: string): string => wall.slice(0, 'YYYY-MM-DDTHH:MM'.length);

const hasClock = (entry: TimelineEntry): entry is TimelineEntry & { readonly wall: string } => entry.wall !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(entry.wall);

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/** The zone that most entries of a document are told in, else the document's own. */
const zoneOf = ({ record }: EditSubject): string | null => {
  const counts = new Map<string, number>();
  for (const { zone } of record.timeline) if (zone !== null) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? record.timezone?.value ?? null;
};

/** Letters of what an entry says, without the labels of its links. */
export const toldBy = ({ text, evidence }: TimelineEntry): string =>
  evidence.toReversed().reduce((letters, link) => {
    const label = lettersOf(link.text);
    return label !== '' && letters.endsWith(label) ? letters.slice(0, -label.length) : letters;
  }, lettersOf(text));

/** Where a form has no place of their own for them, who acted and what shows it stand behind the text. */
export const saidAs = ({ text, actor, evidence }: CleanEntry): readonly string[] => {
  const [event, by, places] = [lettersOf(text), lettersOf(actor ?? ''), lettersOf(evidence.flatMap(({ label, url }) => (url === null ? [label] : [])).join(' '))];
  return [...new Set([event, event + by, event + places, event + by + places])];
};

const linksOf = ({ evidence }: CleanEntry): string[] => evidence.flatMap(({ url }) => (url === null ? [] : [url]));

const DAY_MINUTES = 1_440;

/** The minutes since 1970 at which clocks of its zone show what an entry says: two in the hour in which clocks were set back, none where nobody can tell. */
export const minutesOf = (entry: TimelineEntry, bare: string): readonly number[] => {
  const shown = hasClock(entry) ? minuteOf(entry.wall) : null;
  const minutes = wallMinutes(shown);
  if (minutes === null) return [];
  const zone = entry.zone ?? bare;
  const offsets = [-DAY_MINUTES, DAY_MINUTES].flatMap((away) => {
    const there = wallIn(zone, (minutes + away) * MINUTE);
    return there === null ? [] : [Math.floor(wallMinutes(there) ?? 0) - (minutes + away)];
  });
  return [...new Set(offsets)].map((offset) => minutes - offset).filter((minute) => wallIn(zone, minute * MINUTE)?.startsWith(shown ?? '') ?? false);
};

export const minuteAt = ({ source: { at } }: CleanEntry): number => Math.floor(at / MINUTE);

/** A timeline as imported entries are looked up in it. */
interface Lookup {
  /** Entries by their minute, and by what they say or link to within it. */
  readonly byMinute: ReadonlyMap<number, readonly number[]>;
  readonly byWords: ReadonlyMap<string, readonly number[]>;
  readonly byLink: ReadonlyMap<string, readonly number[]>;
}

const put = <Key>(map: Map<Key, number[]>, key: Key, index: number): void => {
  const found = map.get(key);
  if (found === undefined) map.set(key, [index]);
  else found.push(index);
};

const lookupOf = (timeline: readonly TimelineEntry[], zone: string): Lookup => {
  const [byMinute, byWords, byLink] = [new Map<number, number[]>(), new Map<string, number[]>(), new Map<string, number[]>()];
  timeline.forEach((entry, index) => {
    for (const minute of minutesOf(entry, zone)) {
      put(byMinute, minute, index);
      put(byWords, `${minute} ${toldBy(entry)}`, index);
      for (const address of new Set(entry.evidence.map(({ url }) => sameAddress(url)))) put(byLink, `${minute} ${address}`, index);
    }
  });
  return { byMinute, byWords, byLink };
};

/** The first entry of the document that is the imported one: the same minute, and the same words or a link that no other imported one has; -1 where none is. */
const sameEntry = ({ byWords, byLink }: Lookup, clean: CleanEntry, own: ReadonlySet<string>, taken: ReadonlySet<number>): number => {
  const minute = minuteAt(clean);
  const addresses = linksOf(clean).map(sameAddress).filter((address) => own.has(address));
  const found = [...saidAs(clean).map((words) => byWords.get(`${minute} ${words}`)), ...addresses.map((address) => byLink.get(`${minute} ${address}`))];
  const first = found.flatMap((indexes) => indexes?.find((index) => !taken.has(index)) ?? []);
  return first.length === 0 ? -1 : Math.min(...first);
};

/** Entries of one minute that are compared by their words; a minute with more is a log. */
const MOST_COMPARED = 200;

/** How surely an entry of the document, at most a minute away, tells of the same event by another source, 0 to 1. Another link to the same host says that it tells of another. */
const likeness = (entry: TimelineEntry, clean: CleanEntry): number => {
  const links = linksOf(clean);
  const hosts = new Set(links.map(hostOf));
  if (entry.evidence.some(({ url }) => hosts.has(hostOf(url)) && !links.some((link) => sameAddress(link) === sameAddress(url)))) return 0;
  const alike = similarity(fingerprintOf(entry.text), fingerprintOf(clean.text));
  return alike >= SIMILAR ? alike : 0;
};

const ownAddresses = (entries: readonly CleanEntry[]): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const entry of entries) for (const link of new Set(linksOf(entry).map(sameAddress))) counts.set(link, (counts.get(link) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count === 1).map(([link]) => link));
};

const mostLikely = (timeline: readonly TimelineEntry[], { byMinute }: Lookup, taken: ReadonlySet<number>, clean: CleanEntry): number => {
  if (linksOf(clean).length === 0) return -1;
  const minute = minuteAt(clean);
  const near = [...new Set([minute - 1, minute, minute + 1].flatMap((other) => byMinute.get(other) ?? []))].sort((a, b) => a - b);
  if (near.length > MOST_COMPARED) return -1;
  let best = -1;
  let most = 0;
  for (const index of near) {
    const entry = timeline[index];
    const alike = entry === undefined || taken.has(index) ? 0 : likeness(entry, clean);
    if (alike > most) [best, most] = [index, alike];
  }
  return best;
};

/** What is known of imported entries before anything is written. */
export interface Matched {
  /** `joined` where an entry of the document lacks links of the imported one. */
  readonly outcomes: readonly Outcome[];
  /** The entry of the document that an imported one joins. */
  readonly joins: ReadonlyMap<number, number>;
  readonly zone: string;
}

/**
 * Which entries a document has already. `zone` is that of bare times where the document states none.
 *
 * @throws UserError where the document states no zone for its times.
 */
export const matchEntries = (subject: EditSubject, entries: readonly CleanEntry[], zone: string | null = null): Matched => {
  const { timeline } = subject.record;
  const stated = zoneOf(subject) ?? zone;
  if (stated === null && timeline.some(hasClock)) {
    throw new UserError('the timeline states no zone for its times', { place: subject.document.path, hint: 'state it in the document (timezone: UTC), or give --zone to `timeline import`' });
  }
  const used = stated ?? 'UTC';
  const lookup = lookupOf(timeline, used);
  const own = ownAddresses(entries);
  const taken = new Set<number>();
  const outcomes = entries.map((clean): Outcome => {
    const at = sameEntry(lookup, clean, own, taken);
    if (at >= 0) taken.add(at);
    return at < 0 ? 'added' : 'present';
  });
  const joins = new Map<number, number>();
  entries.forEach((clean, index) => {
    const at = outcomes[index] === 'added' ? mostLikely(timeline, lookup, taken, clean) : -1;
    const entry = timeline[at];
    if (entry === undefined) return;
    taken.add(at);
    joins.set(index, at);
    outcomes[index] = missingEvidence(entry, clean).length === 0 ? 'present' : 'joined';
  });
  return { outcomes, joins, zone: used };
};

/** The links that an entry of the document lacks. */
export const missingEvidence = (entry: TimelineEntry, { evidence }: CleanEntry): string[] => {
  const known = entry.evidence.map(({ text, url }) => ({ label: text, url }));
  return joinEvidence(known, evidence.filter(({ url }) => url !== null)).slice(known.length).map(evidenceMarkdown);
};

const NONE: ReadonlySet<string> = new Set();

/** Whether a timeline says each of the entries, so that a second import finds them. */
export const areThere = (timeline: readonly TimelineEntry[], entries: readonly CleanEntry[], zone: string): boolean => {
  const lookup = lookupOf(timeline, zone);
  const taken = new Set<number>();
  return entries.every((clean) => {
    const at = sameEntry(lookup, clean, NONE, taken);
    taken.add(at);
    return at >= 0;
  });
};
