import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../../src/document/document.ts';
import { loadEngine } from '../../../src/document/engine.ts';
import { readRecord } from '../../../src/document/read-record.ts';
import type { SyncConfiguration } from '../../../src/workspace/configuration/sync.ts';
import { trackedItems, type GateState } from '../../../src/trackers/item.ts';
import type { Clock } from '../../../src/trackers/sync/clock.ts';
import { fileStore, type DocumentStore } from '../../../src/trackers/sync/documents.ts';
import { syncItems } from '../../../src/trackers/sync/item.ts';
import { ISSUE_TRACKERS } from '../../../src/trackers/sync/registry.ts';
import { syncReport, type SyncReport } from '../../../src/trackers/sync/report.ts';
import { syncSettings } from '../../../src/trackers/sync/settings.ts';
import { runSync } from '../../../src/trackers/sync/sync.ts';
import type { RunningTracker, Vendor } from './servers/vendor.ts';

/** A clock that waits for nothing and remembers how long it should have. */
export const hastyClock = (): Clock & { readonly slept: number[] } => {
  const slept: number[] = [];
  let ahead = 0;
  return {
    slept,
    now: () => Date.now() + ahead,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      ahead += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

export interface World {
  readonly vendor: Vendor;
  readonly running: RunningTracker;
  readonly folder: string;
  readonly paths: readonly string[];
}

export interface Circumstances {
  readonly dryRun?: boolean;
  readonly clock?: Clock;
  readonly gateState?: GateState;
  readonly configuration?: SyncConfiguration;
  readonly env?: Readonly<Record<string, string>>;
  /** Something that happens between the plan and the first write into a document. */
  readonly meanwhile?: () => void;
  readonly fetch?: typeof globalThis.fetch;
}

/** One run of the sync over documents on disk, against a server that answers over the network. */
export const sync = async ({ vendor, running, folder, paths }: World, { dryRun = false, clock = hastyClock(), gateState = 'none', configuration = {}, env = running.env, meanwhile = () => undefined, fetch = globalThis.fetch }: Circumstances = {}): Promise<SyncReport> => {
  const engine = await loadEngine();
  const records = paths.map((path) => readRecord(parseDocument(path, readFileSync(join(folder, path), 'utf8'), engine)));
  const settings = syncSettings({ ...vendor.configuration, ...configuration }, vendor.project);
  const store = fileStore(folder, engine, {});
  const documents: DocumentStore = {
    write: (item, edits) => {
      meanwhile();
      return store.write(item, edits);
    },
  };
  const { plan, outcome } = await runSync({
    items: syncItems(records, trackedItems(records, '2026-11-21', () => gateState), (path) => path),
    open: await ISSUE_TRACKERS[vendor.tracker].load(),
    setup: { settings, env, ports: { fetch, clock, notify: () => undefined } },
    documents: dryRun ? null : documents,
    progress: () => undefined,
  });
  return syncReport({ tracker: vendor.tracker, project: vendor.project, plan, outcome });
};
