import { posix } from 'node:path';
import type { IncidentRecord } from '../../record/record.ts';
import type { Fact } from '../../record/source.ts';
import { VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { recordName } from '../item.ts';

/** What records may have in common, and the words for it; nothing is read out of prose. The narrowest first. */
export const BASES = {
  link: { title: 'Linked', says: 'One document links to the other, in its front matter or its supporting material', lacks: 'link to another of these documents' },
  reference: { title: 'Same change', says: 'The same triggering change, by its reference', lacks: 'name the triggering change by a reference' },
  gate: { title: 'Same gate', says: 'Action items of each name the same gate', lacks: 'name a gate' },
  variable: { title: 'Same variable', says: 'The same LLM variable changed', lacks: 'say that an LLM variable changed' },
  tag: { title: 'Same tag', says: 'The same tag, which is the class that the authors gave', lacks: 'have a tag' },
  change: { title: 'Same kind of change', says: 'The same service after the same kind of triggering change', lacks: 'name both a service and a change' },
  service: { title: 'Same service', says: 'The same service, whatever the cause', lacks: 'name a service' },
} as const;
export type Basis = keyof typeof BASES;

/** Incidents that have something in common by what their documents state. */
export interface Recurrence {
  readonly basis: Basis;
  /** What they have in common, as the oldest writes it. */
  readonly name: string;
  /** Oldest first, of two incidents at least. */
  readonly records: readonly IncidentRecord[];
}

/** The recurrences of one basis. */
export interface RecurrencesBy {
  readonly basis: Basis;
  readonly groups: readonly Recurrence[];
  /** Records that state nothing by which they could be compared. */
  readonly silent: number;
}

interface Mark {
  readonly key: string;
  readonly name: string;
}

const folded = (...parts: readonly string[]): string => JSON.stringify(parts.map((part) => part.toLowerCase()));
const mark = (name: string, ...parts: readonly string[]): Mark => ({ key: folded(...(parts.length === 0 ? [name] : parts)), name });

/** Values that say that nothing is known: two of them have nothing in common. */
const UNSTATED = /^(?:unknown|n\/?a|none|tb[adc]|[-–—?]+)?$/i;
const stated = ({ value }: Fact<string>): boolean => !UNSTATED.test(value.trim());

/** What a record states for each basis but its links. */
const marksOf = (record: IncidentRecord, basis: Exclude<Basis, 'link'>): readonly Mark[] => {
  const { change, ref } = record.trigger;
  const services = record.services.filter(stated).map(({ value }) => value);
  switch (basis) {
    case 'reference': return ref === null || !stated(ref) ? [] : [mark(ref.value)];
    case 'gate': return record.actions.flatMap(({ gates }) => gates.map(({ path, selector }) => mark(`${path}#${selector}`)));
    case 'variable': return record.variables.flatMap(({ key, status }) => (status === 'changed' ? [mark(VARIABLE_LABELS[key])] : []));
    case 'tag': return record.tags.filter(stated).map(({ value }) => mark(value));
    case 'change': return change === null || change.value === 'none' ? [] : services.map((service) => mark(`${service}: ${change.value}`, service, change.value));
    case 'service': return services.map((service) => mark(service));
  }
};

const dateOf = (record: IncidentRecord): string => record.date?.value ?? '';

const oldestFirst = (records: Iterable<IncidentRecord>): IncidentRecord[] => [...records].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : a.path < b.path ? -1 : 1));

/** Two documents about one incident are no recurrence. */
const incidentsIn = (records: readonly IncidentRecord[]): number => new Set(records.map(({ links, path }) => links['incident']?.value ?? path)).size;

const byMark = (records: readonly IncidentRecord[], basis: Exclude<Basis, 'link'>): RecurrencesBy => {
  const groups = new Map<string, { readonly name: string; readonly members: Set<IncidentRecord> }>();
  let silent = 0;
  for (const record of oldestFirst(records)) {
    const marks = marksOf(record, basis);
    if (marks.length === 0) silent++;
    for (const { key, name } of marks) {
      const group = groups.get(key) ?? { name, members: new Set() };
      group.members.add(record);
      groups.set(key, group);
    }
  }
  return { basis, silent, groups: repeated([...groups.values()].map(({ name, members }) => ({ basis, name, records: [...members] }))) };
};

/** Groups of two incidents at least, the largest first. */
const repeated = (groups: readonly Recurrence[]): Recurrence[] =>
  groups.filter(({ records }) => incidentsIn(records) > 1).sort((a, b) => b.records.length - a.records.length || (a.name < b.name ? -1 : 1));

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};

/** The records that a record names by id or links to by a relative path. */
const linkedFrom = (record: IncidentRecord, byName: ReadonlyMap<string, IncidentRecord>, byPath: ReadonlyMap<string, IncidentRecord>): IncidentRecord[] => {
  const addresses = [...Object.values(record.links).map(({ value }) => value), ...record.references.map(({ url }) => url)];
  return addresses.flatMap((address) => {
    const path = posix.join(posix.dirname(record.path), decoded(address.replace(/[?#].*$/s, '')));
    const other = byName.get(address) ?? byPath.get(path);
    return other === undefined || other === record ? [] : [other];
  });
};

/** Records that are linked to each other, however many links lie between them. */
const byLink = (records: readonly IncidentRecord[]): RecurrencesBy => {
  const byName = new Map(records.map((record) => [recordName(record), record]));
  const byPath = new Map(records.map((record) => [posix.normalize(record.path), record]));
  const neighbours = new Map(records.map((record) => [record, new Set<IncidentRecord>()]));
  for (const record of records)
    for (const other of linkedFrom(record, byName, byPath)) {
      neighbours.get(record)?.add(other);
      neighbours.get(other)?.add(record);
    }
  const seen = new Set<IncidentRecord>();
  const groups = records.flatMap((record): Recurrence[] => {
    const members = new Set([record]);
    // A set that grows while it is walked through is walked to its end.
    if (!seen.has(record)) for (const member of members) for (const other of neighbours.get(member) ?? []) members.add(other);
    for (const member of members) seen.add(member);
    const [first = record, ...others] = oldestFirst(members);
    return others.length === 0 ? [] : [{ basis: 'link', name: first.title?.value ?? recordName(first), records: [first, ...others] }];
  });
  return { basis: 'link', silent: [...neighbours.values()].filter(({ size }) => size === 0).length, groups: repeated(groups) };
};

/** Incidents that came back, for each thing that documents state and that can be compared. */
export const recurrences = (records: readonly IncidentRecord[]): RecurrencesBy[] => [
  byLink(records),
  ...(['reference', 'gate', 'variable', 'tag', 'change', 'service'] as const).map((basis) => byMark(records, basis)),
];

/** Where one incident stands in a recurrence: how many there are, and which came before it. */
export interface Repeat {
  readonly recurrence: Recurrence;
  /** Null for the oldest. */
  readonly before: IncidentRecord | null;
}

/** The recurrences that each record is part of. */
export const repeatsOf = (all: readonly RecurrencesBy[]): ReadonlyMap<IncidentRecord, readonly Repeat[]> => {
  const repeats = new Map<IncidentRecord, Repeat[]>();
  for (const recurrence of all.flatMap(({ groups }) => groups))
    for (const [index, record] of recurrence.records.entries()) {
      const own = repeats.get(record) ?? [];
      own.push({ recurrence, before: recurrence.records[index - 1] ?? null });
      repeats.set(record, own);
    }
  return repeats;
};
