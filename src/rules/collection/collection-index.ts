import type { IncidentRecord } from '../../record/record.ts';
import { causeWords } from './cause-words.ts';

/** A cause of a document, by its words. */
export interface IndexedCause {
  readonly record: IncidentRecord;
  readonly words: ReadonlySet<string>;
}

/** The documents of a repository, arranged so that each rule asks for the few that matter. */
export interface CollectionIndex {
  readonly byId: ReadonlyMap<string, readonly IncidentRecord[]>;
  /** By the key of the incident that front matter links to: `INC-2041`. */
  readonly byIncident: ReadonlyMap<string, readonly IncidentRecord[]>;
  /** By each word of a cause. */
  readonly causes: ReadonlyMap<string, readonly IndexedCause[]>;
}

const indexes = new WeakMap<readonly IncidentRecord[], CollectionIndex>();

const add = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** The index of a collection; made once for each array of records, so that a run stays linear in the number of documents. */
export const indexOf = (records: readonly IncidentRecord[]): CollectionIndex => {
  const known = indexes.get(records);
  if (known) return known;
  const byId = new Map<string, IncidentRecord[]>();
  const byIncident = new Map<string, IncidentRecord[]>();
  const causes = new Map<string, IndexedCause[]>();
  for (const record of records) {
    if (record.id) add(byId, record.id.value, record);
    const incident = record.links['incident']?.value;
    if (incident) add(byIncident, incident, record);
    for (const cause of record.causes) {
      const words = causeWords(cause.title);
      for (const word of words) add(causes, word, { record, words });
    }
  }
  const index = { byId, byIncident, causes };
  indexes.set(records, index);
  return index;
};
