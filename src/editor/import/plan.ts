import { planEdit } from '../../document/edit/plan-edit.ts';
import type { NewEntry, RecordEdit } from '../../document/edit/record-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import { joinEvidence } from '../../importers/fold.ts';
import { wallIn } from '../../importers/instant.ts';
import { fingerprintOf, sameAddress, similarity, SIMILAR } from '../../importers/similarity.ts';
import { UserError } from '../../record/errors.ts';
import { lettersOf } from '../../record/letters.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import type { CleanEntry } from './clean.ts';
import { evidenceMarkdown } from './inert-markdown.ts';

/** New entries of one import at most: a timeline that nobody reads helps nobody. */
export const MOST_ADDED = 500;

/** What becomes of an entry: it is written; it stands in the document; its evidence joins an entry that tells of the same event; or the document's form has no place for it. */
export type Outcome = 'added' | 'present' | 'joined' | 'unwritten';

export interface ImportPlan {
  readonly edits: readonly RecordEdit[];
  /** The document as it reads afterwards. */
  readonly after: EditSubject;
  /** What becomes of each entry, in their order. */
  readonly outcomes: readonly Outcome[];
  /** The zone in which entries are written. */
  readonly zone: string;
}

const minuteOf = (wall: string): string => wall.slice(0, 'YYYY-MM-DDTHH:MM'.length);
const minutesBetween = (one: string, other: string): number => Math.abs(Date.parse(`${minuteOf(one)}Z`) - Date.parse(`${minuteOf(other)}Z`)) / 60_000;

const hasClock = (entry: TimelineEntry): entry is TimelineEntry & { readonly wall: string } => entry.wall !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(entry.wall);

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/** The zone that most entries of a document are told in, else the document's own. */
const zoneOf = ({ record }: EditSubject): string | null => {
  const counts = new Map<string, number>();
  for (const { zone } of record.timeline) if (zone !== null) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? record.timezone?.value ?? null;
};

/** Letters of what an entry says, without the labels of its links. */
const toldBy = ({ text, evidence }: TimelineEntry): string =>
  evidence.toReversed().reduce((letters, link) => {
    const label = lettersOf(link.text);
    return label !== '' && letters.endsWith(label) ? letters.slice(0, -label.length) : letters;
  }, lettersOf(text));

/** Where a form has no place of their own for them, who acted and what shows it stand behind the text. */
const saysSame = (entry: TimelineEntry, { text, actor, evidence }: CleanEntry): boolean => {
  const [event, by, places] = [lettersOf(text), lettersOf(actor ?? ''), lettersOf(evidence.flatMap(({ label, url }) => (url === null ? [label] : [])).join(' '))];
  return [event, event + by, event + places, event + by + places].includes(toldBy(entry));
};

const linksOf = ({ evidence }: CleanEntry): string[] => evidence.flatMap(({ url }) => (url === null ? [] : [url]));

const sharesLink = (entry: TimelineEntry, links: readonly string[]): boolean => entry.evidence.some(({ url }) => links.some((link) => sameAddress(link) === sameAddress(url)));

interface Matching {
  /** The zone of bare times. */
  readonly zone: string;
  /** Addresses that only one of the imported entries has: each tells of one event. */
  readonly own: ReadonlySet<string>;
}

const wallFor = (entry: TimelineEntry, clean: CleanEntry, { zone }: Matching): string | null => wallIn(entry.zone ?? zone, clean.source.at);

/** Whether an entry of the document is the imported one: the same minute, and the same words or a link that no other has. */
const isSame = (entry: TimelineEntry, clean: CleanEntry, matching: Matching): boolean => {
  if (!hasClock(entry)) return false;
  const wall = wallFor(entry, clean, matching);
  return wall !== null && minuteOf(wall) === minuteOf(entry.wall) && (saysSame(entry, clean) || sharesLink(entry, linksOf(clean).filter((link) => matching.own.has(sameAddress(link)))));
};

/** How surely an entry of the document tells of the same event by another source, 0 to 1. Another link to the same host says that it tells of another. */
const likeness = (entry: TimelineEntry, clean: CleanEntry, matching: Matching): number => {
  const links = linksOf(clean);
  if (!hasClock(entry) || links.length === 0) return 0;
  const wall = wallFor(entry, clean, matching);
  if (wall === null || minutesBetween(wall, entry.wall) > 1) return 0;
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

const mostLikely = (timeline: readonly TimelineEntry[], taken: ReadonlySet<number>, clean: CleanEntry, matching: Matching): number => {
  let best = -1;
  let most = 0;
  timeline.forEach((entry, index) => {
    const alike = taken.has(index) ? 0 : likeness(entry, clean, matching);
    if (alike > most) [best, most] = [index, alike];
  });
  return best;
};

const newEntry = ({ markdown }: CleanEntry, time: string): NewEntry => ({
  time,
  event: markdown.event,
  ...(markdown.actor !== '' && { actor: markdown.actor }),
  ...(markdown.evidence !== '' && { evidence: markdown.evidence }),
});

/** The links that an entry of the document lacks. */
const missingEvidence = (entry: TimelineEntry, { evidence }: CleanEntry): string[] => {
  const known = entry.evidence.map(({ text, url }) => ({ label: text, url }));
  return joinEvidence(known, evidence.filter(({ url }) => url !== null)).slice(known.length).map(evidenceMarkdown);
};

/**
 * What importing entries does to a document: those that it lacks are added in its own form and zone, each at its place in time; those that tell of the same event as one of
 * its entries give that one their evidence; those that it has change nothing, so that a second import changes nothing. `zone` is that of bare times where the document
 * states none.
 *
 * @throws UserError where the document states no zone for its times, or more would be added than a timeline can hold.
 */
export const planImport = (subject: EditSubject, entries: readonly CleanEntry[], zone: string | null = null): ImportPlan => {
  const { timeline } = subject.record;
  const stated = zoneOf(subject) ?? zone;
  if (stated === null && timeline.some(hasClock)) {
    throw new UserError('the timeline states no zone for its times', { place: subject.document.path, hint: 'give it with --zone, or state it in the document: timezone: UTC' });
  }
  const matching: Matching = { zone: stated ?? 'UTC', own: ownAddresses(entries) };
  const outcomes: Outcome[] = entries.map(() => 'added');
  const taken = new Set<number>();
  entries.forEach((clean, index) => {
    const at = timeline.findIndex((entry, place) => !taken.has(place) && isSame(entry, clean, matching));
    if (at < 0) return;
    taken.add(at);
    outcomes[index] = 'present';
  });
  let current = subject;
  const edits: RecordEdit[] = [];
  const make = (edit: RecordEdit): boolean => {
    const after = planned(current, edit);
    if (after === null) return false;
    current = after;
    edits.push(edit);
    return true;
  };
  entries.forEach((clean, index) => {
    if (outcomes[index] !== 'added') return;
    const at = mostLikely(timeline, taken, clean, matching);
    const entry = timeline[at];
    if (entry === undefined) return;
    taken.add(at);
    const links = missingEvidence(entry, clean);
    const written = links.filter((link) => make({ kind: 'add-evidence', index: at, link }));
    outcomes[index] = links.length === 0 ? 'present' : written.length > 0 ? 'joined' : 'unwritten';
  });
  const added = outcomes.filter((outcome) => outcome === 'added').length;
  if (added > MOST_ADDED) {
    throw new UserError(`${added.toLocaleString('en')} entries are more than a timeline can hold (at most ${MOST_ADDED} at once)`, { place: subject.document.path, hint: 'narrow them with --from and --to, --channel or --only' });
  }
  const writer = writerOf(current, matching);
  entries.forEach((clean, index) => {
    if (outcomes[index] === 'added' && !writer.write(clean)) outcomes[index] = 'unwritten';
  });
  return { edits: [...edits, ...writer.edits], after: writer.subject(), outcomes, zone: writer.zone() };
};

/** The document after an edit; null where its form has no place for the value. */
const planned = (subject: EditSubject, edit: RecordEdit): EditSubject | null => {
  try {
    return planEdit(subject, edit).after;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
};

interface Writer {
  readonly edits: readonly RecordEdit[];
  readonly subject: () => EditSubject;
  readonly zone: () => string;
  /** Writes an entry; false where the document's form has no place for it. */
  readonly write: (entry: CleanEntry) => boolean;
}

/** Adds entries one by one and reads each back. The zone in which a new entry reads is learnt from the document: a table may state another than the front matter. */
const writerOf = (start: EditSubject, matching: Matching): Writer => {
  let subject = start;
  let zone = matching.zone;
  const edits: RecordEdit[] = [];
  const inSeconds = start.record.timeline.filter(({ precision }) => precision === 'second').length * 2 > start.record.timeline.length;
  const timeOf = (clean: CleanEntry): string | null => {
    const wall = wallIn(zone, clean.source.at);
    return wall === null || inSeconds ? wall : minuteOf(wall);
  };
  const attempt = (clean: CleanEntry): TimelineEntry | 'unwritten' | 'written' => {
    const time = timeOf(clean);
    if (time === null) return 'unwritten';
    const edit: RecordEdit = { kind: 'add-entry', entry: newEntry(clean, time) };
    const after = planned(subject, edit);
    const said = (after?.record.timeline ?? []).filter((entry) => entry.wall === time && saysSame(entry, clean));
    if (after === null || !said.some((entry) => isSame(entry, clean, matching))) return said[0] ?? 'unwritten';
    subject = after;
    edits.push(edit);
    return 'written';
  };
  const write = (clean: CleanEntry): boolean => {
    const outcome = attempt(clean);
    if (typeof outcome === 'string') return outcome === 'written';
    if (outcome.zone === null || outcome.zone === zone) return false;
    zone = outcome.zone;
    return attempt(clean) === 'written';
  };
  return { edits, subject: () => subject, zone: () => zone, write };
};
