import type { DocumentStore } from './documents.ts';
import { executeSync, type SyncOutcome } from './execute.ts';
import { gather } from './gather.ts';
import type { SyncItem } from './item.ts';
import { planSync, type SyncPlan } from './plan.ts';
import type { OpenTracker, TrackerSetup } from './registry.ts';

export interface SyncRun {
  readonly items: readonly SyncItem[];
  readonly open: OpenTracker;
  readonly setup: TrackerSetup;
  /** Null for a dry run. */
  readonly documents: DocumentStore | null;
  readonly progress: (done: number, total: number) => void;
}

/**
 * Reads the tracker, plans, and carries the plan out unless the run is dry.
 *
 * @throws UserError where the tracker cannot be read; what happens while writing is part of the outcome.
 */
export const runSync = async ({ items, open, setup, documents, progress }: SyncRun): Promise<{ readonly plan: SyncPlan; readonly outcome: SyncOutcome | null }> => {
  const tracker = await open(setup);
  const plan = planSync(await gather(items, tracker, setup.settings));
  return { plan, outcome: documents === null ? null : await executeSync(plan, { tracker, documents, clock: setup.ports.clock, progress }) };
};
