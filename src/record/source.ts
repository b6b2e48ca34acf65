import { z } from 'zod/mini';

/**
 * Where a fact stands in its file: lines and columns count from 1, offsets from 0, both in UTF-16 code units;
 * the end is exclusive.
 */
export const sourceSchema = z.readonly(
  z.object({
    line: z.number(),
    column: z.number(),
    endLine: z.number(),
    endColumn: z.number(),
    start: z.number(),
    end: z.number(),
  }),
);
export type Source = z.infer<typeof sourceSchema>;

/** One replacement of the text between two offsets; an insertion has `start === end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A value and the characters that state it. */
export interface Fact<Value> {
  readonly value: Value;
  readonly source: Source;
}

/** The zod schema of a {@link Fact}. */
export const factOf = <Schema extends z.ZodMiniType>(value: Schema) => z.readonly(z.object({ value, source: sourceSchema }));
