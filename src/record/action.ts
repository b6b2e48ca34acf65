import { z } from 'zod/mini';
import { sourceSchema } from './source.ts';
import { linkSchema } from './timeline.ts';
import { ACTION_STATUSES, ACTION_TYPES } from './vocabulary.ts';

/** `` `path#selector` replay: METRIC as CONDITION `` in a Gate cell. */
export const gateReferenceSchema = z.readonly(
  z.object({
    path: z.string(),
    selector: z.string(),
    /** Name of the row of Signals that feeds the gate's condition; null where the author states none. */
    replay: z.nullable(z.string()),
    condition: z.nullable(z.string()),
    source: sourceSchema,
  }),
);
export type GateReference = z.infer<typeof gateReferenceSchema>;

export const ACTION_FORMS = ['table', 'task', 'bullet', 'numbered', 'heading', 'paragraph'] as const;
export type ActionForm = (typeof ACTION_FORMS)[number];

export const ACTION_FIELDS = ['id', 'title', 'type', 'priority', 'owner', 'due', 'gate', 'status', 'ticket', 'evidence'] as const;
export type ActionField = (typeof ACTION_FIELDS)[number];

/** One follow-up. `source` starts on the item's first line; `fields` says where each stated value stands (an empty cell is a zero-width source). */
export const actionItemSchema = z.readonly(
  z.object({
    /** As written (`AI-1`, `P-2`); null where the document gives none. */
    id: z.nullable(z.string()),
    title: z.string(),
    type: z.nullable(z.enum(ACTION_TYPES)),
    /** As written: `P0`, `HIGH`. */
    priority: z.nullable(z.string()),
    /** As written, one each; empty where none is named. Words that name nobody (`TBD`, `—`) are not owners. */
    owners: z.readonly(z.array(z.string())),
    /** ISO date; null where none, or where it cannot be told. */
    due: z.nullable(z.string()),
    /** The due date as written, for relative (`next sprint`) and unreadable ones. */
    dueWritten: z.nullable(z.string()),
    status: z.nullable(z.enum(ACTION_STATUSES)),
    statusWritten: z.nullable(z.string()),
    tickets: z.readonly(z.array(z.string())),
    gates: z.readonly(z.array(gateReferenceSchema)),
    /** Reason an item was dropped or a risk accepted, evidence of completion: links in the item. */
    links: z.readonly(z.array(linkSchema)),
    /** Headings or bold leads that group this item (`Prevent`, `Process`), outermost first. */
    groups: z.readonly(z.array(z.string())),
    /** The item's whole text without markup, sub-bullets included; for rules that read prose. */
    text: z.string(),
    form: z.enum(ACTION_FORMS),
    fields: z.readonly(z.partialRecord(z.enum(ACTION_FIELDS), sourceSchema)),
    source: sourceSchema,
    itemSource: sourceSchema,
  }),
);
export type ActionItem = z.infer<typeof actionItemSchema>;
