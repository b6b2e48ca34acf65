import { z } from 'zod/mini';
import { sourceSchema } from './source.ts';
import { momentShape } from './time.ts';
import { ACTORS, MILESTONES } from './vocabulary.ts';

export const linkSchema = z.readonly(z.object({ text: z.string(), url: z.string(), source: sourceSchema }));
export type Link = z.infer<typeof linkSchema>;

export const TIMELINE_FORMS = ['table', 'bullet', 'numbered', 'heading', 'paragraph', 'key-event', 'definition'] as const;
export type TimelineForm = (typeof TIMELINE_FORMS)[number];

/** Another zone's rendering of the same moment, as in `12:48 (6:48 PDT)` or a `JST | UTC` pair of columns. */
export const secondClockSchema = z.readonly(z.object({ wall: z.string(), zone: z.nullable(z.string()), source: sourceSchema }));

/** One item of the chronological account. `source` is the time stamp, `itemSource` the whole item, `textSource` what happened. */
export const timelineEntrySchema = z.readonly(
  z.object({
    ...momentShape,
    /** The characters of the time stamp as they stand in the file. */
    written: z.string(),
    /** True where the entry writes its own date; false where the date was carried from before. */
    dated: z.boolean(),
    /** Offset after T+ / +00:12 forms in minutes from the first entry; absent elsewhere. */
    relativeMinutes: z.optional(z.number()),
    weekday: z.optional(z.string()),
    second: z.optional(secondClockSchema),
    milestone: z.nullable(z.enum(MILESTONES)),
    /** True where a column or label names the milestone, false where words of the text do. */
    milestoneLabelled: z.boolean(),
    text: z.string(),
    actor: z.nullable(z.string()),
    actorKind: z.nullable(z.enum(ACTORS)),
    evidence: z.readonly(z.array(linkSchema)),
    form: z.enum(TIMELINE_FORMS),
    source: sourceSchema,
    textSource: z.nullable(sourceSchema),
    itemSource: sourceSchema,
  }),
);
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** A milestone and where the document states it. */
export const milestoneFactSchema = z.readonly(z.object({ ...momentShape, source: sourceSchema }));
export type MilestoneFact = z.infer<typeof milestoneFactSchema>;
export const milestonesSchema = z.readonly(z.partialRecord(z.enum(MILESTONES), milestoneFactSchema));
export type Milestones = z.infer<typeof milestonesSchema>;
