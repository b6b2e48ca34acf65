import { z } from 'zod/mini';

export const PRECISIONS = ['second', 'minute', 'hour', 'day', 'month'] as const;
export type Precision = (typeof PRECISIONS)[number];

/**
 * A moment as the document writes it, completed with the date a reader infers, never converted:
 * `YYYY-MM-DDTHH:MM[:SS]`, `YYYY-MM-DD`, `YYYY-MM`, `THH:MM[:SS]` where no reader can tell the date, or null where the author
 * leaves it unknown. A moment that cannot exist (31 June, 25:00) keeps what is written; see {@link wallProblem}.
 */
export const wallSchema = z.nullable(z.string());
export type Wall = string | null;

/** The time fields that timeline entries, milestones and signals share. */
export const momentShape = {
  wall: wallSchema,
  /** End of a range, in the same form; null for a single moment. */
  end: wallSchema,
  precision: z.enum(PRECISIONS),
  /** True for `~`, about, around, `?`. */
  approximate: z.boolean(),
  /** Zone stated by the entry itself or by its column, heading or document, as written (`UTC`, `+02:00`, `US/Pacific`); null where nobody states one. */
  zone: z.nullable(z.string()),
};
