import { basename } from 'node:path';
import type { IncidentRecord } from '../../record/record.ts';
import { recordName, type TrackedItem } from '../item.ts';
import { incidentPage } from './incident-page.ts';
import { recurrences, repeatsOf } from './recurrence.ts';
import { indexPage, type IndexContext } from './index-page.ts';

export interface SiteFile {
  /** Relative to the site's folder, with `/`: ASCII letters, digits, `-` and `_` alone before `.html`. */
  readonly path: string;
  readonly text: string;
}

/** Addresses that no name can lead out of the folder; a name that is taken gets a number. */
const addresses = (records: readonly IncidentRecord[]): Map<IncidentRecord, string> => {
  const taken = new Set<string>();
  const uses = new Map<string, number>();
  return new Map(
    records.map((record) => {
      const name = recordName(record).slice(0, 100).toLowerCase().replace(/[^a-z0-9_]+/g, '-').replace(/^-|-$/g, '') || 'incident';
      let count = uses.get(name) ?? 0;
      let address = name;
      do address = count++ === 0 ? name : `${name}-${count}`;
      while (taken.has(address));
      uses.set(name, count);
      taken.add(address);
      return [record, `incidents/${address}.html`];
    }),
  );
};

/** A static site of the records: an index, then a page an incident, made one at a time. Items belong to records by their document's path. */
export const siteFiles = function* (records: readonly IncidentRecord[], items: readonly TrackedItem[], context: Omit<IndexContext, 'fileOf' | 'recurrences'>): Generator<SiteFile> {
  const paths = addresses(records);
  const itemsOf = new Map<string, TrackedItem[]>(records.map(({ path }) => [path, []]));
  for (const item of items) itemsOf.get(item.incident.path)?.push(item);
  const fileOf = (record: IncidentRecord): string => paths.get(record) ?? '';
  const found = recurrences(records);
  const repeats = repeatsOf(found);
  yield { path: 'index.html', text: indexPage(records, items, { ...context, fileOf, recurrences: found }) };
  for (const [record, path] of paths) yield { path, text: incidentPage(record, itemsOf.get(record.path) ?? [], repeats.get(record) ?? [], (other) => basename(fileOf(other))) };
};
