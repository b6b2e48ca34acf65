import { z } from 'zod/mini';
import { toJson } from '../../record/json.ts';
import type { SyncOutcome } from './execute.ts';
import { SYNC_FIELDS } from './fields.ts';
import { isIdle, type ItemPlan, type Remark, type SyncPlan } from './plan.ts';

const step = z.object({ field: z.enum(SYNC_FIELDS), from: z.string(), to: z.string() });
const remark = z.object({ item: z.string(), path: z.string(), line: z.number(), message: z.string() });

/** What `postmortem actions sync --json` prints. */
export const syncReportSchema = z.object({
  schemaVersion: z.literal(1),
  tracker: z.string(),
  project: z.string(),
  /** True where nothing was written. */
  dryRun: z.boolean(),
  /** Items for which something is to be done, or was. */
  items: z.array(
    z.object({
      item: z.string(),
      path: z.string(),
      line: z.number(),
      title: z.string(),
      /** The issue's number or key; null where it is still to be made. */
      issue: z.nullable(z.string()),
      create: z.boolean(),
      /** Whether the ticket is written into the document. */
      ticket: z.boolean(),
      /** What the issue takes from the document. */
      push: z.array(step),
      /** What the document takes from the issue. */
      pull: z.array(step),
      conflicts: z.array(z.object({ field: z.enum(SYNC_FIELDS), document: z.string(), tracker: z.string(), taken: z.enum(['document', 'tracker']), reason: z.string() })),
      /** True where the issue shows the item anew, or only remembers what both agree on. */
      refresh: z.boolean(),
      /** Issues of the same item that are closed. */
      duplicates: z.array(z.string()),
      /** False where the run stopped before. */
      done: z.boolean(),
    }),
  ),
  problems: z.array(remark),
  notes: z.array(remark),
  unchanged: z.number(),
  elsewhere: z.number(),
  unasked: z.number(),
  stopped: z.nullable(z.string()),
});
export type SyncReport = z.infer<typeof syncReportSchema>;

export interface ReportContext {
  readonly tracker: string;
  readonly project: string;
  readonly plan: SyncPlan;
  /** Null for a dry run. */
  readonly outcome: SyncOutcome | null;
}

const remarkOf = ({ key, path, line, message }: Remark): SyncReport['problems'][number] => ({ item: key, path, line, message });

/** A plan, or what came of it, as data. */
export const syncReport = ({ tracker, project, plan, outcome }: ReportContext): SyncReport => {
  const made = new Map(outcome?.done.map(({ plan: done, issue }) => [done, issue.ref]));
  const itemOf = (one: ItemPlan): SyncReport['items'][number] => ({
    item: one.item.key,
    path: one.item.path,
    line: one.item.line,
    title: one.item.title,
    issue: one.issue?.ref ?? made.get(one) ?? null,
    create: one.draft !== null,
    ticket: one.ticket,
    push: [...one.pushes],
    pull: [...one.pulls],
    conflicts: [...one.conflicts],
    refresh: one.change !== null && one.pushes.length === 0,
    duplicates: one.duplicates.map(({ ref }) => ref),
    done: made.has(one),
  });
  const busy = plan.items.filter((one) => !isIdle(one));
  return {
    schemaVersion: 1,
    tracker,
    project,
    dryRun: outcome === null,
    items: busy.map(itemOf),
    problems: [...plan.problems, ...(outcome?.problems ?? [])].map(remarkOf),
    notes: plan.notes.map(remarkOf),
    unchanged: plan.items.length - busy.length,
    elsewhere: plan.elsewhere,
    unasked: plan.unasked,
    stopped: outcome?.stopped?.message ?? null,
  };
};

export const syncJson = (report: SyncReport): string => `${toJson(report, 2)}\n`;
