import { lettersOf } from '../record/letters.ts';
import type { Evidence, ImportedEntry } from './importer.ts';
import { fingerprintOf, sameAddress, similarity, SIMILAR, type Fingerprint } from './similarity.ts';

/** An entry, and those of other sources that tell of the same event. */
export interface FoldedEntry extends ImportedEntry {
  readonly folded: readonly { readonly source: string; readonly id: string }[];
}

const MINUTE = 60_000;
/** Entries of one minute that are compared with another; a minute with more is a log, whose lines are no alerts told twice. */
const MOST_NEIGHBOURS = 200;

interface Told {
  entry: FoldedEntry;
  readonly sources: Set<string>;
  readonly fingerprint: Fingerprint;
  readonly addresses: Set<string>;
}

const alone = (entry: ImportedEntry): FoldedEntry => ({ ...entry, folded: [] });

const toldOf = (entry: ImportedEntry): Told => ({
  entry: alone(entry),
  sources: new Set([entry.source]),
  fingerprint: fingerprintOf(entry.text),
  addresses: new Set([...entry.mentions, ...entry.evidence.flatMap(({ url }) => (url === null ? [] : [url]))].map(sameAddress)),
});

const shareAddress = (one: Told, other: Told): boolean => [...one.addresses].some((address) => other.addresses.has(address));

/** 0 to 1: how surely two entries tell of one event. A shared address counts as much as the same words, unless one says what the other contradicts. */
const likeness = (one: Told, other: Told): number => {
  const words = similarity(one.fingerprint, other.fingerprint);
  const apart = one.fingerprint.state !== null && other.fingerprint.state !== null && one.fingerprint.state !== other.fingerprint.state;
  return words >= SIMILAR ? 1 + words : shareAddress(one, other) && !apart ? 1 + words : 0;
};

export const joinEvidence = (one: readonly Evidence[], other: readonly Evidence[]): Evidence[] => {
  const known = new Set(one.map(({ label, url }) => (url === null ? label : sameAddress(url))));
  return [...one, ...other.filter(({ label, url }) => !known.has(url === null ? label : sameAddress(url)))];
};

/** One entry out of two: what a person would want to read of them, the links of both. */
const join = (one: FoldedEntry, other: ImportedEntry): FoldedEntry => {
  const [kept, left] = one.noise && !other.noise ? [{ ...other, folded: one.folded }, one] : [one, other];
  return {
    ...kept,
    at: Math.min(one.at, other.at),
    evidence: joinEvidence(kept.evidence, left.evidence),
    milestone: kept.milestone ?? left.milestone,
    mentions: [...new Set([...kept.mentions, ...left.mentions])],
    folded: [...kept.folded, { source: left.source, id: left.id }],
  };
};

/** Same source, same minute, same words by the same one: the same thing said twice. */
const sameThing = (entry: ImportedEntry): string => `${entry.source}\0${Math.floor(entry.at / MINUTE)}\0${entry.actor ?? ''}\0${lettersOf(entry.text)}`;

/**
 * The entries in the order of time, each event once. An entry that its source tells twice stands once; entries of different sources within a minute that use the same words or
 * speak of the same incident are joined, and the evidence of both is kept.
 */
export const fold = (entries: readonly ImportedEntry[]): { readonly entries: readonly FoldedEntry[]; readonly repeated: number; readonly joined: number } => {
  const once = onlyOnce(entries.toSorted((one, other) => one.at - other.at));
  const several = new Set(once.map(({ source }) => source)).size > 1;
  const folded = several ? acrossSources(once) : once.map(alone);
  return { entries: folded, repeated: entries.length - once.length, joined: once.length - folded.length };
};

const onlyOnce = (entries: readonly ImportedEntry[]): ImportedEntry[] => {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const [id, thing] = [`${entry.source}\0${entry.id}\0${entry.at}`, sameThing(entry)];
    const known = seen.has(id) || seen.has(thing);
    seen.add(id).add(thing);
    return !known;
  });
};

const acrossSources = (entries: readonly ImportedEntry[]): FoldedEntry[] => {
  const kept: Told[] = [];
  for (const entry of entries) {
    const told = toldOf(entry);
    const other = twinOf(told, kept);
    if (other === null) kept.push(told);
    else {
      other.entry = join(other.entry, entry);
      other.sources.add(entry.source);
      for (const address of told.addresses) other.addresses.add(address);
    }
  }
  return kept.map(({ entry }) => entry);
};

/** The entry of another source, at most a minute before, that most likely tells of the same event. */
const twinOf = (told: Told, kept: readonly Told[]): Told | null => {
  let best: Told | null = null;
  let most = 0;
  for (let index = kept.length - 1; index >= Math.max(0, kept.length - MOST_NEIGHBOURS); index--) {
    const other = kept[index];
    if (other === undefined || told.entry.at - other.entry.at > MINUTE) break;
    const alike = other.sources.has(told.entry.source) ? 0 : likeness(told, other);
    if (alike > most) [best, most] = [other, alike];
  }
  return best;
};
