import type { ComparedRecord } from '../../record/compared.ts';
import { causeWords } from './cause-words.ts';

/** A cause of a document, by its words. */
export interface IndexedCause {
  readonly record: ComparedRecord;
  readonly words: ReadonlySet<string>;
}

/** The documents of a repository, arranged so that each rule asks for the few that matter. */
export interface CollectionIndex {
  readonly byId: ReadonlyMap<string, readonly ComparedRecord[]>;
  /** By the key of the incident that front matter links to: `INC-2041`. */
  readonly byIncident: ReadonlyMap<string, readonly ComparedRecord[]>;
  /** By each word of a cause. */
  readonly causes: ReadonlyMap<string, readonly IndexedCause[]>;
  /** The words of each cause, by the cause. */
  readonly words: ReadonlyMap<ComparedRecord['causes'][number], ReadonlySet<string>>;
}

const indexes = new WeakMap<readonly ComparedRecord[], CollectionIndex>();

const add = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** The index of a collection; made once for each array of records, so that a run stays linear in the number of documents. */
export const indexOf = (records: readonly ComparedRecord[]): CollectionIndex => {
  const known = indexes.get(records);
  if (known) return known;
  const byId = new Map<string, ComparedRecord[]>();
  const byIncident = new Map<string, ComparedRecord[]>();
  const causes = new Map<string, IndexedCause[]>();
  const wordsOf = new Map<ComparedRecord['causes'][number], ReadonlySet<string>>();
  for (const record of records) {
    if (record.id) add(byId, record.id.value, record);
    if (record.incident) add(byIncident, record.incident, record);
    for (const cause of record.causes) {
      const words = causeWords(cause.title);
      const indexed = { record, words };
      wordsOf.set(cause, words);
      for (const word of words) add(causes, word, indexed);
    }
  }
  const index = { byId, byIncident, causes, words: wordsOf };
  indexes.set(records, index);
  return index;
};
